import { readYaml } from './kubernetes-yaml';
import { unboundedBecause } from './plain-data';

/** A file that stands in an object; undefined where it is no YAML, which others say. */
export function readEmbeddedYaml(text: string): unknown {
  try {
    const value = readYaml(text);
    return unboundedBecause(value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

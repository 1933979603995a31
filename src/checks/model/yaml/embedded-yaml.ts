import { unjudgeableReason } from './document-limits';
import { readYaml } from './kubernetes-yaml';

/** A file that stands in an object; undefined where it is no YAML, which others say. */
export function readEmbeddedYaml(text: string): unknown {
  try {
    const value = readYaml(text);
    return unjudgeableReason(value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

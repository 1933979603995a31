import { AliasBudget } from './alias-budget';
import { unjudgeableReason } from './document-limits';
import { readYamlTexts } from './kubernetes-yaml';

/** Any number of objects may hold one. */
const ALLOWANCE = 1000;

/** A file that stands in an object; undefined where it is no YAML, which others say. */
export function readEmbeddedYaml(text: string): unknown {
  try {
    const value = readYamlTexts(text);
    const reason = unjudgeableReason(value) ?? new AliasBudget(ALLOWANCE).refusalOf(value, text);
    return reason === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

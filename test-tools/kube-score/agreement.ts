import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'js-yaml';
import { Difference, Finder } from './comparison';
import { KubeScoreVerdict } from '../harness/kube-score';

const FILE = path.join(__dirname, 'agreement.yaml');

/** How the checks agree with kube-score, as somebody read it; the file says what its fields mean. */
export interface Agreement {
  readonly rules: Readonly<Record<string, readonly string[]>>;
  readonly unasked: Readonly<Record<string, string>>;
  readonly differences: readonly ExplainedDifference[];
}

/** Why one of the two finds something that the other does not. */
export interface ExplainedDifference {
  readonly rules: readonly string[];
  readonly foundBy: Finder;
  readonly kubeScore?: KubeScoreVerdict['status'];
  readonly instead?: string;
  readonly right: Finder | 'both';
  readonly reason: string;
  readonly at: readonly string[];
}

/** Reads what is explained. */
export function readAgreement(): Agreement {
  return yaml.load(fs.readFileSync(FILE, 'utf8')) as Agreement;
}

/** Whether an explanation is about a difference. */
export function explains(explanation: ExplainedDifference, difference: Difference): boolean {
  const { rules, foundBy, kubeScore = difference.kubeScore, instead, at } = explanation;
  return rules.includes(difference.rule) && foundBy === difference.foundBy && kubeScore === difference.kubeScore
    && (instead === undefined || difference.beside.includes(instead))
    && at.some((pattern) => isPlace(pattern, difference));
}

/** Whether the place of a difference is one of those that a pattern means. */
export function isPlace(pattern: string, { place }: Difference): boolean {
  const expression = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${expression}$`).test(place);
}

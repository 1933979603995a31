import { Finding } from './findings';
import { answerOf, TOOLS } from './programs';

const GRADES: Record<number, string> = { 1: 'critical', 5: 'warning', 7: 'hint' };
const FINE = 10;

interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string };
  readonly checks: readonly Score[] | null;
}

interface Score {
  readonly check: { readonly id: string };
  readonly grade: number;
  readonly skipped: boolean;
  readonly comments: readonly { readonly summary: string }[] | null;
}

/** What kube-score says of objects that belong together. */
export interface KubeScoreReport {
  /** The objects that it judged, as `Kind name`; it passes over kinds that it does not know. */
  readonly objects: readonly string[];
  /** The rules that it applied to one of them at least. */
  readonly rules: readonly string[];
  readonly findings: readonly Finding[];
}

/** Judges all objects of a text by every rule, the optional ones included. */
export function kubeScore(text: string, minor: string): KubeScoreReport {
  // What an object says to be ignored is not: the list of accepted findings is the only one.
  const answer = judged(text, minor, ['--all-default-optional', '--disable-ignore-checks-annotations']);
  return {
    objects: answer.map(({ type_meta: { kind }, object_meta: { name } }) => `${kind} ${name}`).sort(),
    rules: answer.flatMap(appliedScores).map(({ check }) => check.id),
    findings: answer.flatMap(findingsOf),
  };
}

/** The rules by which something is wrong, sorted, as far as the objects do not say that it is to be ignored. */
export function unsilencedRules(text: string, minor: string): string[] {
  const findings = judged(text, minor, ['--all-default-optional']).flatMap(findingsOf);
  return [...new Set(findings.map(({ rule }) => rule))].sort();
}

/** The rules of kube-score, each with the kind of object that it is for; `all` is one too. */
export function kubeScoreRules(): { readonly id: string; readonly target: string }[] {
  const lines = answerOf({ program: TOOLS.kubeScore(), args: ['list'], input: '' }).trim().split('\n');
  return lines.map((line) => line.split(',')).map(([id, target]) => ({ id, target }));
}

function judged(text: string, minor: string, flags: readonly string[]): ScoredObject[] {
  const args = ['score', ...flags, '--output-format', 'json', '--kubernetes-version', `v${minor}`, '-'];
  return parse(answerOf({ program: TOOLS.kubeScore(), args, input: text }));
}

function parse(answer: string): ScoredObject[] {
  try {
    return JSON.parse(answer) ?? [];
  } catch {
    throw new Error(`kube-score did not judge: ${answer}`);
  }
}

/** Go writes an empty list as null. */
function appliedScores({ checks }: ScoredObject): Score[] {
  return (checks ?? []).filter(({ skipped }) => !skipped);
}

function findingsOf(object: ScoredObject): Finding[] {
  const { type_meta: { kind }, object_meta: { name } } = object;
  return appliedScores(object).filter(({ grade }) => grade < FINE).flatMap(({ check, comments, grade }) => {
    const severity = GRADES[grade] ?? `grade ${grade}`;
    const summaries = comments?.length ? comments.map(({ summary }) => summary) : [''];
    return summaries.map((says) => ({ tool: 'kube-score', rule: check.id, severity, kind, name, says }));
  });
}

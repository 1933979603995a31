import * as fs from 'fs';
import * as path from 'path';
import { judgeAll } from '../../src/checks/judging/readiness';
import { readPaths } from '../../src/checks/loading/files';
import { Result } from '../../src/checks/model/result';
import { kubeScoreVerdicts, KubeScoreVerdict, ObjectId } from '../harness/kube-score';
import { MINOR } from '../well-run/well-run-project';

/** Who finds something where the other finds nothing. */
export type Finder = 'kube-score' | 'preflight';

/** What only one of the two finds. */
export interface Difference {
  readonly rule: string;
  readonly foundBy: Finder;
  readonly kubeScore: KubeScoreVerdict['status'];
  /** The manifests, and the object. */
  readonly place: string;
  /** The checks that fail at objects of the same name. */
  readonly beside: readonly string[];
}

/** What became of the rules of kube-score that checks ask too. */
export interface Comparison {
  /** The rules that both put to an object and find broken. */
  readonly foundByBoth: readonly string[];
  /** How often both say the same. */
  readonly agreed: number;
  readonly differences: readonly Difference[];
}

/** Manifests that both are given: a file, or a folder that is applied as a whole. */
export interface ComparedManifests {
  readonly name: string;
  readonly place: string;
}

type Rules = Readonly<Record<string, readonly string[]>>;

/** Compares what both say of each object by each rule that kube-score puts to it. */
export function compare({ name, place }: ComparedManifests, rules: Rules): Comparison {
  const failures = failuresIn(place);
  const compared = verdictsIn(place).filter(({ rule }) => rules[rule] !== undefined).map((verdict) => {
    const found = failures.filter(({ manifest }) => keyOf(manifest!) === keyOf(verdict.object));
    return { ...verdict, isFound: rules[verdict.rule].some((check) => found.some((one) => isOf(check, one))) };
  });
  const differing = compared.filter(({ status, isFound }) => isFound !== (status === 'failed'));
  return {
    foundByBoth: compared.filter(({ status, isFound }) => isFound && status === 'failed').map(({ rule }) => rule),
    agreed: compared.length - differing.length,
    differences: differing.map(({ object, rule, status, isFound }) => ({
      rule,
      foundBy: isFound ? 'preflight' : 'kube-score',
      kubeScore: status,
      place: `${name}: ${keyOf(object)}`,
      beside: failures.filter(({ manifest }) => nameOf(manifest!) === nameOf(object)).map(({ check }) => check.id),
    })),
  };
}

/** What is waived is found too. */
function failuresIn(place: string): Result[] {
  const { results } = judgeAll(readPaths([place]).manifests, { kubernetesVersion: MINOR });
  return results.filter(({ status, manifest }) => manifest !== undefined && ['failed', 'waived'].includes(status));
}

/** One of each object and rule: some objects stand there twice, and the worst of them counts. */
function verdictsIn(place: string): KubeScoreVerdict[] {
  const verdicts = new Map<string, KubeScoreVerdict>();
  for (const verdict of kubeScoreVerdicts(textOf(place), MINOR)) {
    const key = `${keyOf(verdict.object)} ${verdict.rule}`;
    if (verdicts.get(key)?.status !== 'failed') verdicts.set(key, verdict);
  }
  return [...verdicts.values()];
}

function textOf(place: string): string {
  if (!fs.statSync(place).isDirectory()) return fs.readFileSync(place, 'utf8');
  const files = fs.readdirSync(place).filter((file) => file.endsWith('.yaml')).sort();
  return files.map((file) => fs.readFileSync(path.join(place, file), 'utf8')).join('\n---\n');
}

/** A check is its id, or its id and a word of the path. */
function isOf(check: string, { check: { id }, path: where = '' }: Result): boolean {
  const [wanted, word = ''] = check.split(' ');
  return id === wanted && where.includes(word);
}

function keyOf(object: ObjectId): string {
  return `${object.kind} ${nameOf(object)}`;
}

function nameOf({ namespace, name }: Omit<ObjectId, 'kind'>): string {
  return `${namespace}/${name}`;
}

import { blockYaml } from './block-yaml';
import { saidBy } from './said-by';
import { ICheck } from '../../src/checks/model/check';
import { Result, Status } from '../../src/checks/model/result';
import { CheckExamples } from '../../src/report/check-page/check-page';
import { CheckCase, resultsOf } from '../../test/checks/support/cases';

/** What a case that fails and one that passes weigh as a pair: what is usual stands early in its table. */
const WEIGHTS = { line: 1, difference: 2, place: 3 };

interface Candidate {
  readonly judgedCase: CheckCase;
  readonly manifests: string;
  /** How many cases of its kind stand before it. */
  readonly place: number;
}

/**
 * The cases that a page shows: those that say `example: true`, otherwise a short one that fails with the one that
 * passes and is most like it. Both are judged with the options of the first.
 */
export function chooseExamples(check: ICheck, cases: readonly CheckCase[]): CheckExamples | undefined {
  const right = candidates(cases, 'passed');
  const pairs = candidates(cases, 'failed')
    .flatMap((wrong) => right.map((other) => ({ wrong, right: other, cost: costOf(wrong, other) })))
    .sort((one, other) => one.cost - other.cost);
  const best = pairs.find((pair) => pair.wrong.manifests !== pair.right.manifests
    && holds(check, pair.wrong, pair.wrong) && holds(check, pair.right, pair.wrong));
  if (best === undefined) return undefined;
  return {
    options: optionsOf(best.wrong.judgedCase),
    wrong: { manifests: best.wrong.manifests, says: saidBy(judged(check, best.wrong, best.wrong)) },
    right: { manifests: best.right.manifests },
  };
}

/** Cases in which everything is so, or the marked ones where there are any: of those, what is right may be silence. */
function candidates(cases: readonly CheckCase[], status: 'failed' | 'passed'): Candidate[] {
  const marked = cases.filter(({ example, expect }) => example && (expect === 'failed') === (status === 'failed'));
  const usual = cases.filter(({ expect }) => statusesOf(expect).every((one) => one === status));
  return (marked.length > 0 ? marked : usual)
    .map((judgedCase, place) => ({ judgedCase, place, manifests: blockYaml(judgedCase.objects) }));
}

function statusesOf(expect: CheckCase['expect']): Status[] {
  return typeof expect === 'string' ? [expect] : Object.values(expect);
}

/** As it is shown, so that a change of its form that means something is seen. */
function judged(check: ICheck, { manifests }: Candidate, { judgedCase }: Candidate): Result[] {
  return resultsOf(check, manifests, judgedCase);
}

/** Whether what the table expects is so of what is shown, with the options of another case. */
function holds(check: ICheck, shown: Candidate, options: Candidate): boolean {
  const [expected] = statusesOf(shown.judgedCase.expect);
  const results = judged(check, shown, options);
  if (expected === 'notApplicable') return results.length === 0;
  return results.length > 0 && results.every(({ status }) => status === expected);
}

function costOf(wrong: Candidate, right: Candidate): number {
  const [before, after] = [wrong, right].map(({ manifests }) => manifests.split('\n'));
  const differences = before.filter((line) => !after.includes(line)).length
    + after.filter((line) => !before.includes(line)).length;
  return WEIGHTS.line * before.length + WEIGHTS.difference * differences + WEIGHTS.place * wrong.place + right.place;
}

function optionsOf({ kubernetesVersion, trustedRegistries }: CheckCase): string | undefined {
  const options = [
    ...(kubernetesVersion === undefined ? [] : [`--kubernetes-version ${kubernetesVersion}`]),
    ...(trustedRegistries ?? []).map((registry) => `--registry ${registry}`),
  ];
  return options.length === 0 ? undefined : options.join(' ');
}

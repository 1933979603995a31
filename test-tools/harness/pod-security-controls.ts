import { answerOf, TOOLS } from './programs';
import { Manifest } from '../../test/support/schemas';

export const LEVELS = ['baseline', 'restricted'] as const;

// What the program answers for this many pods stays well below the size that a call may answer.
const PODS_A_CALL = 1000;

/** Ids of controls by version, such as `v1.30`, and level. */
export type Controls = Record<string, Record<typeof LEVELS[number], string[]>>;

/** What the library of the API server says of a pod. */
export interface ControlVerdict {
  /** Why it is no pod; then nothing is judged. */
  readonly rejected?: string;
  readonly failed: Controls;
}

/** The controls of the versions, and for each pod those that it fails. */
export interface ControlVerdicts {
  readonly controls: Controls;
  readonly verdicts: ControlVerdict[];
}

/** Asks the library that the API server itself asks, for each pod and version. */
export function controlVerdicts(pods: readonly Manifest[], versions: readonly string[]): ControlVerdicts {
  const answers = batchesOf(pods).map((batch) => answersFor(batch, versions));
  return { controls: answers[0].controls, verdicts: answers.flatMap(({ verdicts }) => verdicts) };
}

function answersFor(pods: readonly Manifest[], versions: readonly string[]): ControlVerdicts {
  const input = pods.map((pod) => JSON.stringify(pod)).join('\n');
  const answer = answerOf({ program: TOOLS.podSecurity(), args: ['controls', ...versions], input });
  const [controls, ...verdicts] = answer.trim().split('\n').map((line) => JSON.parse(line));
  if (verdicts.length !== pods.length) throw new Error(`${verdicts.length} verdicts for ${pods.length} pods`);
  return { controls, verdicts };
}

function batchesOf(pods: readonly Manifest[]): Manifest[][] {
  const count = Math.ceil(pods.length / PODS_A_CALL);
  return Array.from({ length: count }, (_, index) => pods.slice(index * PODS_A_CALL, (index + 1) * PODS_A_CALL));
}

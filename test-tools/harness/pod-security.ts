import { answerOf, TOOLS } from './programs';

/** A pod, and the version of the Pod Security Standards that it is held against, such as `v1.30` or `latest`. */
export interface PodToJudge {
  readonly pod: object;
  readonly version: string;
  /** What the namespace enforces; `restricted` where it is left out. */
  readonly level?: 'restricted' | 'baseline' | 'privileged';
}

/** Whether a namespace lets a pod in. */
export interface PodVerdict {
  readonly allowed: boolean;
  /** Empty where it is allowed. */
  readonly reason: string;
}

/** Asks the library that the API server itself asks, for each pod. */
export function podVerdicts(pods: readonly PodToJudge[]): PodVerdict[] {
  const lines = pods.map(({ pod, version, level = 'restricted' }) => {
    const { metadata, spec } = pod as { metadata?: object; spec?: object };
    return JSON.stringify({ level, version, metadata, spec });
  });
  const answer = answerOf({ program: TOOLS.podSecurity(), args: [], input: lines.join('\n') });
  const verdicts = answer.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as PodVerdict);
  if (verdicts.length !== pods.length) throw new Error(`${verdicts.length} verdicts for ${pods.length} pods`);
  return verdicts;
}

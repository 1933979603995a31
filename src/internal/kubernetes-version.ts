import { IConstruct } from 'constructs';
import { fail } from './fail';

/** The minors of Kubernetes 1 whose schemas every manifest is checked against. */
export const OLDEST_MINOR = 28;
export const NEWEST_MINOR = 37;
export const DEFAULT_MINOR = 30;
/** The first minor that is known to have removed API versions: for those since, a check can tell what is served. */
export const OLDEST_JUDGED_MINOR = 16;

/**
 * Since which minor a field is served without a feature gate.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/
 */
export const Since = {
  /** `restartPolicy: Always` of init containers, on by default since 1.29. */
  NATIVE_SIDECARS: 29,
  /** `podReplacementPolicy` of Jobs, on by default since 1.29. */
  POD_REPLACEMENT_POLICY: 29,
  /** `backoffLimitPerIndex` and `maxFailedIndexes` of Jobs, on by default since 1.29. */
  BACKOFF_LIMIT_PER_INDEX: 29,
  /** `lifecycle.preStop.sleep`, on by default since 1.30. */
  PRE_STOP_SLEEP: 30,
} as const;

/** Reads `1.30`; refuses minors that are not supported. */
export function parseMinor(scope: IConstruct, version: string): number {
  const minor = minorIn(version);
  if (isSupported(minor)) return minor;
  const meant = `${version}0`;
  const oldest = 'give the oldest minor among your clusters, without the patch';
  return fail(scope, {
    prop: 'kubernetesVersion',
    must: `be a minor from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
    got: version,
    remedy: isSupported(minorIn(meant)) ? `write '${meant}' as text: a number loses the zero at its end` : oldest,
  });
}

function minorIn(version: string): number {
  const match = /^1\.([1-9]\d{0,2})$/.exec(version);
  return match ? Number(match[1]) : NaN;
}

function isSupported(minor: number): boolean {
  return minor >= OLDEST_MINOR && minor <= NEWEST_MINOR;
}

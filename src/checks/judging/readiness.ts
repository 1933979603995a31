import { CHECKS } from '../catalogue';
import { judge } from './judge';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { WAIVER_CHECKS } from '../model/engine/waiver-checks';
import { Manifest } from '../model/manifest';
import { Result } from '../model/result';
import { SEVERITIES } from '../model/severities';
import { Severity } from '../model/severity';

/** Before every last day: what is written, or tested, must not change with the day. */
const NO_DAY = '0000-00-00';

/** What programs that are not the command line ask. */
export interface ReadinessOptions {
  readonly failOn?: Severity;
  readonly skip?: readonly string[];
  /** Checks beside those of this library. */
  readonly checks?: readonly ICheck[];
  /** The Kubernetes version that the manifests are meant for, such as `1.30`. */
  readonly kubernetesVersion: string;
  /** Where images may come from; anywhere where there are none. */
  readonly trustedRegistries?: readonly string[];
  /** The day on which waivers are judged; none expires where it is left out. */
  readonly asOf?: string;
}

/** What keeps manifests from being ready: what failed, from a severity on, or could not be judged. */
export function failuresOf(manifests: readonly Manifest[], options: ReadinessOptions): Result[] {
  return failuresIn(judgeAll(manifests, options).results, options.failOn);
}

/** Those of the results that keep manifests from being ready. */
export function failuresIn(results: readonly Result[], failOn: Severity = Severity.CRITICAL): Result[] {
  return results.filter((result) => result.status === 'error' || isFailure(result, failOn));
}

/** Every result, and the checks that were put. */
export function judgeAll(manifests: readonly Manifest[], options: ReadinessOptions) {
  const { skip = [], checks: own = [], kubernetesVersion, trustedRegistries = [], asOf = NO_DAY } = options;
  const all = [...CHECKS, ...own];
  const knownIds = idsOf(own);
  const cluster = new Cluster([...manifests], Number(kubernetesVersion.split('.')[1]), [...trustedRegistries]);
  const checks = all.filter(({ id }) => !skip.includes(id));
  return { checks, results: judge(cluster, { checks, knownIds, waivable: all, asOf }) };
}

/** What is to be skipped and is no check, if anything. */
export function unknownSkip({ skip = [], checks = [] }: Pick<ReadinessOptions, 'skip' | 'checks'>): string | undefined {
  const knownIds = idsOf(checks);
  return skip.find((id) => !knownIds.has(id));
}

function idsOf(own: readonly ICheck[]): Set<string> {
  return new Set([...CHECKS, ...own, ...WAIVER_CHECKS].map(({ id }) => id));
}

/** Whether a result counts, from a severity on. */
export function isFailure({ status, check, isKnown }: Result, failOn: Severity): boolean {
  return status === 'failed' && isKnown !== true && SEVERITIES.indexOf(check.severity) <= SEVERITIES.indexOf(failOn);
}

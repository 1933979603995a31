import { WorkloadContext } from '../internal/manifest/workload-context';
import { Platform } from '../platform/platform';

/** One may be drained and another fail, and there is still one that serves. */
const ENOUGH_REPLICAS = 3;

/**
 * Records that a workload runs fewer replicas than production wants.
 *
 * @param context of the workload
 * @param replicas how many it runs at least
 * @param reason why, where they were chosen for this workload; otherwise the environment keeps so few
 */
export function recordFewReplicas({ scope, waivers }: WorkloadContext, replicas: number, reason?: string): void {
  if (replicas >= ENOUGH_REPLICAS) return;
  const { name, minReplicas } = Platform.of(scope).environment;
  const ofEnvironment = `the environment ${name} keeps ${minReplicas} at least`;
  waivers.add({ checkId: 'has-enough-replicas', reason: reason ?? ofEnvironment });
}

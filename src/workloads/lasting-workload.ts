import { PodWorkload } from './pod-workload';

/** What every workload has whose pods run for good. @internal */
export abstract class LastingWorkload extends PodWorkload {
  /**
   * Makes pods ready only when a controller says so too.
   *
   * In the manifest: pod template `spec.readinessGates`.
   *
   * @param conditionType the pod condition, such as `target-health.elbv2.k8s.aws/api`
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
   */
  public addReadinessGate(conditionType: string): void {
    this._workload.readinessGates.add(this, conditionType);
  }
}

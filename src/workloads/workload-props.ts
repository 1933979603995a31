import { Metrics } from './metrics';
import { DisruptionBudget } from '../availability/disruption-budget';
import { Probes } from '../availability/probes';
import { Shutdown } from '../availability/shutdown';
import { Spread } from '../availability/spread';
import { Config } from '../pods/config/config';

/** What all workloads have in common, whether or not their pods end. */
export interface ProcessProps {
  /**
   * Image, pinned by tag or, better, by tag and digest.
   *
   * In the manifest: pod template `spec.containers[0].image`.
   */
  readonly image: string;

  /**
   * Name of the workload and of every object that belongs to it, a DNS-1035 label.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Program to run instead of the image's entrypoint; no shell is involved.
   *
   * In the manifest: pod template `spec.containers[0].command`.
   *
   * @default - the entrypoint of the image
   */
  readonly command?: string[];

  /**
   * Arguments of the program.
   *
   * In the manifest: pod template `spec.containers[0].args`.
   *
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * Environment variables. For secrets use `addSecretVariable` or, better, `mountSecret`: a value that looks like one
   * is refused when the manifests are written, unless `waive('no-literal-secrets-in-env', reason)` says it is none.
   *
   * `$(NAME)` stands for the value of another variable of the container, however that one is added, and `$$(NAME)` for
   * the text itself; `command` and `args` know both too. A name that no variable has is refused, for it would reach the
   * process as text. Where a shell reads a script, only names in capitals are taken for variables.
   *
   * In the manifest: pod template `spec.containers[0].env`.
   *
   * @default - none
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
   */
  readonly env?: { [name: string]: string };

  /**
   * Configuration as files or environment variables. A changed value rolls pods that run for good.
   *
   * @default - none
   */
  readonly config?: Config;
}

/** What all workloads that run for good have in common. */
export interface PodWorkloadProps extends ProcessProps {
  /**
   * How Kubernetes learns whether the process started, can serve, and still works.
   *
   * @default Probes.http()
   */
  readonly probes?: Probes;

  /**
   * How a pod leaves without losing a request.
   *
   * @default - Shutdown.graceful(); on Kubernetes 1.28 and 1.29, which have no sleep action, without the drain
   */
  readonly shutdown?: Shutdown;

  /**
   * Where metrics are served.
   *
   * @default Metrics.at()
   */
  readonly metrics?: Metrics;
}

/** What all workloads have in common whose pods the scheduler places anywhere. */
export interface WorkloadProps extends PodWorkloadProps {
  /**
   * How many pods may be evicted at once when nodes are drained.
   *
   * @default DisruptionBudget.maxUnavailable(1)
   */
  readonly disruptionBudget?: DisruptionBudget;

  /**
   * How pods are spread over zones and hosts.
   *
   * @default Spread.evenly()
   */
  readonly spread?: Spread;

  /**
   * Which pods go first where there is no room for all, such as `critical` of `PriorityTiers`. It must exist in the
   * cluster.
   *
   * In the manifest: pod template `spec.priorityClassName`.
   *
   * @default - the one of the platform
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
   */
  readonly priorityClassName?: string;
}

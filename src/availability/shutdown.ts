import { Duration } from 'cdk8s';
import { fail } from '../internal/fail';
import { Since } from '../internal/kubernetes-version';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { checked } from '../internal/signatures/checked';
import { wholeSeconds } from '../internal/values/durations';
import { checkProcessText } from '../internal/values/plain-text';
import { Platform } from '../platform/platform';

const DEFAULT_DRAIN = Duration.seconds(10);
const DEFAULT_STOP = Duration.seconds(30);
/** So that the last second of the shutdown is not lost to the start of the hook. */
const SPARE_SECONDS = 5;
const DAY_SECONDS = 24 * 60 * 60;

/** How long a pod may take to leave. */
export interface ShutdownOptions {
  /**
   * How long a pod goes on serving after it was told to stop, while load balancers forget it.
   *
   * With a command, how long that may take.
   *
   * In the manifest: container `lifecycle.preStop.sleep.seconds`.
   *
   * @default Duration.seconds(10)
   */
  readonly drain?: Duration;

  /**
   * How long the process then has to finish what it began.
   *
   * In the manifest: Pod `spec.terminationGracePeriodSeconds` is this, the drain and five seconds to spare.
   *
   * @default Duration.seconds(30)
   */
  readonly stop?: Duration;
}

/**
 * How a pod leaves without losing a request.
 *
 * Endpoints are removed and the process is stopped at the same moment; without a drain the requests that are
 * still routed to the pod fail.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
@checked
export class Shutdown {
  /**
   * Sleeps before the process is told to stop. Needs no shell in the image, but Kubernetes 1.30.
   *
   * @param options the two durations
   */
  public static graceful(options: ShutdownOptions = {}): Shutdown {
    return new Shutdown(options, undefined, true);
  }

  /**
   * Runs a command of the image before the process is told to stop.
   *
   * In the manifest: container `lifecycle.preStop.exec.command`.
   *
   * @param command the program with its arguments; no shell is involved
   * @param options the two durations
   */
  public static command(command: string[], options: ShutdownOptions = {}): Shutdown {
    return new Shutdown(options, [...command], true);
  }

  /** Without the drain where the minor has none. @internal */
  public static _default(options: ShutdownOptions = {}): Shutdown {
    return new Shutdown(options, undefined, false);
  }

  private readonly drain: Duration;
  private readonly stop: Duration;

  private constructor(
    options: ShutdownOptions,
    private readonly argv: string[] | undefined,
    private readonly wasAsked: boolean,
  ) {
    this.drain = options.drain ?? DEFAULT_DRAIN;
    this.stop = options.stop ?? DEFAULT_STOP;
  }

  /** `terminationGracePeriodSeconds`. @internal */
  public _graceSeconds({ scope }: WorkloadContext): number {
    const range = { min: 1, max: DAY_SECONDS };
    const drain = wholeSeconds(scope, { prop: 'shutdown.drain', value: this.drain }, range);
    return drain + wholeSeconds(scope, { prop: 'shutdown.stop', value: this.stop }, range) + SPARE_SECONDS;
  }

  /** The container's `lifecycle`; none where the minor has no sleep and none was asked for. @internal */
  public _lifecycle(context: WorkloadContext) {
    if (this.argv !== undefined) return { preStop: { exec: { command: checkedCommand(context, this.argv) } } };
    const platform = Platform.of(context.scope);
    if (platform._has(Since.PRE_STOP_SLEEP)) return { preStop: { sleep: { seconds: this.drain.toSeconds() } } };
    const { kubernetesVersion } = platform;
    if (this.wasAsked) {
      fail(context.scope, {
        prop: 'shutdown',
        must: 'be something the platform serves; sleep before stop needs Kubernetes 1.30',
        got: `Kubernetes ${kubernetesVersion}`,
        remedy: "use Shutdown.command(['/bin/sleep', '10']) where the image has it, or raise kubernetesVersion",
      });
    }
    const reason = `Kubernetes ${kubernetesVersion} has no sleep action and the image may have no sleep program`;
    context.waivers.add({ checkId: 'drains-before-stop', reason });
    return undefined;
  }
}

function checkedCommand({ scope }: WorkloadContext, command: string[]): string[] {
  if (command.length === 0 || command[0] === '') {
    fail(scope, { prop: 'shutdown', must: 'name a program', got: command, remedy: "write ['/bin/sleep', '10']" });
  }
  command.forEach((argument) => checkProcessText(scope, 'shutdown', argument));
  return command;
}

import { Duration } from 'cdk8s';
import { fail } from '../internal/fail';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { PortEntry, portNumbered } from '../internal/naming/container-ports';
import { checked } from '../internal/signatures/checked';
import { wholeSeconds } from '../internal/values/durations';
import { checkProcessText, checkText } from '../internal/values/plain-text';

const STARTUP_PERIOD = 5;
const READINESS = { initialDelaySeconds: 0, periodSeconds: 5, successThreshold: 1, failureThreshold: 3 };
const LIVENESS = { initialDelaySeconds: 0, periodSeconds: 10, successThreshold: 1, failureThreshold: 6 };
const HEADER_NAME = /^[-A-Za-z0-9]+$/;
const HOUR_SECONDS = 3600;

/** What all probes have in common. */
export interface ProbesOptions {
  /**
   * How long the process may take to start before it is restarted.
   *
   * In the manifest: `startupProbe.failureThreshold`, at one try each five seconds.
   *
   * @default Duration.seconds(150)
   */
  readonly slowStart?: Duration;

  /**
   * How long one answer may take.
   *
   * In the manifest: `timeoutSeconds` of each probe.
   *
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;
}

/** What probes of a port have in common. */
export interface PortProbesOptions extends ProbesOptions {
  /**
   * The container port that answers.
   *
   * @default - the first port of the container
   */
  readonly port?: number;
}

/** Options for `Probes.http`. */
export interface HttpProbesOptions extends PortProbesOptions {
  /**
   * Path that answers while the process works, whatever its dependencies do.
   *
   * In the manifest: container `livenessProbe.httpGet.path`.
   *
   * @default '/livez'
   */
  readonly liveness?: string;

  /**
   * Path that answers while the process can serve.
   *
   * In the manifest: container `readinessProbe.httpGet.path`.
   *
   * @default '/readyz'
   */
  readonly readiness?: string;

  /**
   * Path that answers once the process has started.
   *
   * In the manifest: container `startupProbe.httpGet.path`.
   *
   * @default - the path of liveness
   */
  readonly startup?: string;

  /**
   * Headers of each request.
   *
   * In the manifest: `httpGet.httpHeaders` of each probe.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/** Options for `Probes.grpc`. */
export interface GrpcProbesOptions extends PortProbesOptions {
  /**
   * Service whose health is asked for.
   *
   * In the manifest: `grpc.service` of each probe.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

/** Options for `Probes.tcp`. */
export interface TcpProbesOptions extends PortProbesOptions {
  /**
   * Command that succeeds while the process works; the kernel accepts connections for a process that hangs.
   *
   * In the manifest: container `livenessProbe.exec.command`.
   *
   * @default - no liveness probe
   */
  readonly livenessCommand?: string[];
}

/** Options for `Probes.exec`. */
export interface ExecProbesOptions extends ProbesOptions {
  /** Command that succeeds while the process works. In the manifest: container `livenessProbe.exec.command`. */
  readonly liveness: string[];

  /** Command that succeeds while the process can serve. In the manifest: container `readinessProbe.exec.command`. */
  readonly readiness: string[];
}

/** What a probe asks. */
type Handler = Record<string, unknown>;

/** The questions of the three probes. */
interface Handlers {
  readonly startup: Handler;
  readonly readiness: Handler;
  readonly liveness?: Handler;
}

/** What probes ask, once it is known whom. */
interface Questions {
  /** Where they ask a port. */
  readonly of?: PortProbesOptions;
  handlers(context: WorkloadContext, ports: readonly PortEntry[]): Handlers;
}

/**
 * How Kubernetes learns whether the process started, can serve, and still works.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
@checked
export class Probes {
  /**
   * Asks over HTTP.
   *
   * @param options paths, port and headers
   */
  public static http(options: HttpProbesOptions = {}): Probes {
    return new Probes(options, { handlers: (context, ports) => httpHandlers(options, context, ports), of: options });
  }

  /**
   * Asks the gRPC health service.
   *
   * @param options port and service
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   */
  public static grpc(options: GrpcProbesOptions = {}): Probes {
    return new Probes(options, { handlers: (context, ports) => grpcHandlers(options, context, ports), of: options });
  }

  /**
   * Opens a connection. Says little: give a `livenessCommand` where the image has one.
   *
   * @param options port and command
   */
  public static tcp(options: TcpProbesOptions = {}): Probes {
    return new Probes(options, { handlers: (context, ports) => tcpHandlers(options, context, ports), of: options });
  }

  /**
   * Runs commands of the image.
   *
   * @param options the commands, without a shell
   */
  public static exec(options: ExecProbesOptions): Probes {
    return new Probes(options, { handlers: (context) => execHandlers(options, context) });
  }

  /**
   * Asks nothing. The reason is recorded as a waiver.
   *
   * @param reason why Kubernetes should believe that a pod works as soon as it runs
   */
  public static none(reason: string): Probes {
    return new Probes({}, undefined, { reason });
  }

  private constructor(
    private readonly options: ProbesOptions,
    private readonly questions?: Questions,
    private readonly optOut?: OptOut,
  ) {}

  /** Whether they ask the first port of a container, which has this number. @internal */
  public _ask(first: number): boolean {
    const of = this.questions?.of;
    return of !== undefined && (of.port ?? first) === first;
  }

  /** @internal */
  public _slowStartSeconds({ scope }: WorkloadContext): number {
    const value = this.options.slowStart ?? Duration.seconds(150);
    return wholeSeconds(scope, { prop: 'probes.slowStart', value }, { min: 1, max: 24 * HOUR_SECONDS });
  }

  /** The three probes of a container. @internal */
  public _containerFields(context: WorkloadContext, ports: readonly PortEntry[]) {
    if (this.optOut !== undefined) {
      context.waivers.addOptOut('probes', 'has-readiness-probe', this.optOut);
      context.waivers.addOptOut('probes', 'has-liveness-probe', this.optOut);
    }
    if (this.questions === undefined) return {};
    const { startup, readiness, liveness } = this.questions.handlers(context, ports);
    const timeout = this.options.timeout ?? Duration.seconds(3);
    const range = { min: 1, max: HOUR_SECONDS };
    const timeoutSeconds = wholeSeconds(context.scope, { prop: 'probes.timeout', value: timeout }, range);
    const failureThreshold = Math.ceil(this._slowStartSeconds(context) / STARTUP_PERIOD);
    return {
      startupProbe: { ...startup, ...READINESS, periodSeconds: STARTUP_PERIOD, failureThreshold, timeoutSeconds },
      readinessProbe: { ...readiness, ...READINESS, timeoutSeconds },
      livenessProbe: liveness && { ...liveness, ...LIVENESS, timeoutSeconds },
    };
  }
}

function httpHandlers(options: HttpProbesOptions, context: WorkloadContext, ports: readonly PortEntry[]): Handlers {
  const { scope } = context;
  const port = portNumbered(scope, 'probes.port', { number: options.port, ports, protocol: 'TCP' }).name;
  const liveness = options.liveness ?? '/livez';
  const readiness = options.readiness ?? '/readyz';
  const startup = options.startup ?? liveness;
  for (const [prop, path] of Object.entries({ liveness, readiness, startup })) checkPath(context, prop, path);
  const httpHeaders = headerList(context, options.headers ?? {});
  const get = (path: string) => ({ httpGet: { path, port, ...(httpHeaders.length === 0 ? {} : { httpHeaders }) } });
  return { startup: get(startup), readiness: get(readiness), liveness: get(liveness) };
}

function grpcHandlers(options: GrpcProbesOptions, context: WorkloadContext, ports: readonly PortEntry[]): Handlers {
  const search = { number: options.port, ports, protocol: 'TCP' };
  const port = portNumbered(context.scope, 'probes.port', search).containerPort;
  const { service } = options;
  if (service !== undefined) checkProcessText(context.scope, 'probes.service', service);
  const grpc = { port, ...(service === undefined ? {} : { service }) };
  return { startup: { grpc }, readiness: { grpc }, liveness: { grpc } };
}

function tcpHandlers(options: TcpProbesOptions, context: WorkloadContext, ports: readonly PortEntry[]): Handlers {
  const { name } = portNumbered(context.scope, 'probes.port', { number: options.port, ports, protocol: 'TCP' });
  const tcpSocket = { port: name };
  const command = options.livenessCommand && checkedCommand(context, 'livenessCommand', options.livenessCommand);
  return { startup: { tcpSocket }, readiness: { tcpSocket }, liveness: command && { exec: { command } } };
}

function execHandlers(options: ExecProbesOptions, context: WorkloadContext): Handlers {
  const liveness = { exec: { command: checkedCommand(context, 'liveness', options.liveness) } };
  const readiness = { exec: { command: checkedCommand(context, 'readiness', options.readiness) } };
  return { startup: liveness, readiness, liveness };
}

function checkPath({ scope }: WorkloadContext, prop: string, path: string): void {
  checkText(scope, `probes.${prop}`, path);
  if (!path.startsWith('/') || /[\s\0]/.test(path)) {
    const must = 'be a path that begins with / and holds no white space';
    fail(scope, { prop: `probes.${prop}`, must, got: path, remedy: 'write it like /readyz' });
  }
}

function checkedCommand({ scope }: WorkloadContext, prop: string, command: string[]): string[] {
  if (command.length === 0 || command[0] === '') {
    fail(scope, { prop: `probes.${prop}`, must: 'name a program', got: command, remedy: "write ['/bin/healthy']" });
  }
  command.forEach((argument) => checkProcessText(scope, `probes.${prop}`, argument));
  return [...command];
}

function headerList({ scope }: WorkloadContext, headers: Record<string, string>) {
  return Object.entries(headers).map(([name, value]) => {
    if (!HEADER_NAME.test(name) || /[\r\n\0]/.test(value)) {
      const must = 'hold HTTP headers (letters, digits and - in the name, one line in the value)';
      fail(scope, { prop: 'probes.headers', must, got: { [name]: value }, remedy: "write { 'X-Probe': 'kubelet' }" });
    }
    checkText(scope, 'probes.headers', value);
    return { name, value };
  });
}

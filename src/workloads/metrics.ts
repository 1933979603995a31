import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { RequestMetrics } from '../alerts/services/request-metrics';
import { fail } from '../internal/fail';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { checkContainerPort, PortEntry, portNumbered } from '../internal/naming/container-ports';
import {
  INSTANCE_LABEL, SCRAPE_ANNOTATION, SCRAPE_PATH_ANNOTATION, SCRAPE_PORT_ANNOTATION,
} from '../internal/naming/labels';
import { checked } from '../internal/signatures/checked';
import { wholeSeconds } from '../internal/values/durations';
import { checkText } from '../internal/values/plain-text';
import { Platform } from '../platform/platform';

const PORT_NAME = 'metrics';
const NODE_RELABELINGS = ['instance', 'node'].map((targetLabel) => (
  { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel }
));
/** What only monitors can say, and what else says it. */
const MONITOR_OPTIONS = [
  { option: 'honorLabels', instead: 'honor_labels: true' },
  { option: 'perNode', instead: 'relabel_configs' },
] as const;

/** Options for `Metrics.at`. */
export interface MetricsOptions {
  /**
   * Container port that serves metrics; one that is not among the ports is added under the name `metrics`.
   *
   * In the manifest: pod annotation `prometheus.io/port`, or the endpoint's `port` of the ServiceMonitor or PodMonitor.
   *
   * @default - the first port of the container
   */
  readonly port?: number;

  /**
   * Path that serves metrics.
   *
   * In the manifest: pod annotation `prometheus.io/path`, or the endpoint's `path` of the ServiceMonitor or PodMonitor.
   *
   * @default '/metrics'
   */
  readonly path?: string;

  /**
   * How often a monitor has them scraped. Annotations leave that to the Prometheus.
   *
   * In the manifest: the endpoint's `interval` of the ServiceMonitor or PodMonitor.
   *
   * @default Duration.seconds(30)
   */
  readonly interval?: Duration;

  /**
   * Whether labels that the metrics have themselves, such as `namespace` and `pod`, stay what they are. It is meant for
   * exporters that speak of others; otherwise Prometheus calls them `exported_namespace`, and no alert finds them.
   *
   * Annotations cannot say it, so that it is refused without the operator.
   *
   * In the manifest: the endpoint's `honorLabels` of the ServiceMonitor or PodMonitor.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * Whether each pod speaks of its node: series then have the name of the node as `instance` and `node`, and that of
   * the workload as `job`. Alerts about nodes go by these.
   *
   * Annotations cannot say it, so that it is refused without the operator.
   *
   * In the manifest: `jobLabel` and the endpoint's `relabelings` of the ServiceMonitor or PodMonitor.
   *
   * @default false
   */
  readonly perNode?: boolean;

  /**
   * Under which names requests are counted and timed, by these metrics or by those of a mesh.
   *
   * Alerts and objectives go by them. In the manifest: the series in the expressions of their rules.
   *
   * @default - nobody says, so that each objective must
   */
  readonly requests?: RequestMetrics;
}

/** The two kinds of monitors say the same under different names. */
interface MonitorForm extends MonitorOptions {
  readonly kind: string;
  readonly endpoints: string;
}

/** What is other than usual of the monitor of several versions. @internal */
export interface MonitorOptions {
  /** Id of the construct. */
  readonly id?: string;
  /** The label of Services, or of pods, whose value is the job. */
  readonly jobLabel?: string;
  /** Labels of the pods that their series are to have. */
  readonly podLabels?: readonly string[];
}

/** Where a workload serves metrics. The platform says how Prometheus finds them. */
@checked
export class Metrics {
  /**
   * Serves metrics over HTTP.
   *
   * @param options port, path and interval
   */
  public static at(options: MetricsOptions = {}): Metrics {
    return new Metrics(options, undefined);
  }

  /**
   * Serves none. The reason is recorded as a waiver.
   *
   * @param reason how anybody will notice that it works badly
   */
  public static none(reason: string): Metrics {
    return new Metrics({}, { reason });
  }

  private constructor(private readonly options: MetricsOptions, private readonly optOut: OptOut | undefined) {}

  /** Whether they are served at the first port of a container, which has this number. @internal */
  public _areAt(first: number): boolean {
    return this.optOut === undefined && (this.options.port ?? first) === first;
  }

  /** Under which names requests are counted. @internal */
  public get _requests(): RequestMetrics | undefined {
    return this.options.requests;
  }

  /** How often a monitor has them scraped, where that is said. @internal */
  public get _interval(): Duration | undefined {
    return this.options.interval;
  }

  /** The ports with the one for metrics. @internal */
  public _ports(scope: Construct, ports: readonly PortEntry[]): PortEntry[] {
    const { port } = this.options;
    if (port === undefined || ports.some(({ containerPort }) => containerPort === port)) return [...ports];
    checkContainerPort(scope, 'metrics.port', port);
    return [...ports, { name: PORT_NAME, containerPort: port, servicePort: port, protocol: 'TCP' }];
  }

  /** The port that is scraped; records an opt-out. @internal */
  public _port({ scope, waivers }: WorkloadContext, ports: readonly PortEntry[]): PortEntry | undefined {
    if (this.optOut !== undefined) {
      waivers.addOptOut('metrics', 'has-metrics', this.optOut);
      return undefined;
    }
    return portNumbered(scope, 'metrics.port', { number: this.options.port, ports, protocol: 'TCP' });
  }

  /** Annotations of the pods; none under the operator. @internal */
  public _podAnnotations(context: WorkloadContext, port: PortEntry | undefined): Record<string, string> {
    if (port === undefined || Platform.of(context.scope).metrics.usesOperator) return {};
    return {
      [SCRAPE_ANNOTATION]: 'true',
      [SCRAPE_PORT_ANNOTATION]: String(port.containerPort),
      [SCRAPE_PATH_ANNOTATION]: this.path(context),
    };
  }

  /** The ServiceMonitor; none without the operator. @internal */
  public _serviceMonitor(
    context: WorkloadContext, port: PortEntry | undefined, options: MonitorOptions = {},
  ): ApiObject | undefined {
    return this.monitor(context, port, { kind: 'ServiceMonitor', endpoints: 'endpoints', ...options });
  }

  /** The PodMonitor, for what has no Service; none without the operator. @internal */
  public _podMonitor(
    context: WorkloadContext, port: PortEntry | undefined, options: MonitorOptions = {},
  ): ApiObject | undefined {
    return this.monitor(context, port, { kind: 'PodMonitor', endpoints: 'podMetricsEndpoints', ...options });
  }

  private monitor(context: WorkloadContext, port: PortEntry | undefined, form: MonitorForm): ApiObject | undefined {
    const { scope, labels, selector } = context;
    const { usesOperator, monitorLabels } = Platform.of(scope).metrics;
    if (port === undefined) return undefined;
    if (!usesOperator) return this.refuseMonitorOptions(scope);
    const interval = this.options.interval ?? Duration.seconds(30);
    const seconds = wholeSeconds(scope, { prop: 'metrics.interval', value: interval }, { min: 1, max: 3600 });
    const jobLabel = this.options.perNode ? INSTANCE_LABEL : form.jobLabel;
    return new ApiObject(scope, form.id ?? form.kind, {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: form.kind,
      metadata: { ...objectMetadata(context), labels: { ...labels, ...monitorLabels } },
      spec: {
        ...(jobLabel === undefined ? {} : { jobLabel }),
        ...(form.podLabels === undefined ? {} : { podTargetLabels: [...form.podLabels] }),
        selector: { matchLabels: selector },
        [form.endpoints]: [{
          port: port.name,
          path: this.path(context),
          interval: `${seconds}s`,
          ...(this.options.honorLabels ? { honorLabels: true } : {}),
          ...(this.options.perNode ? { relabelings: NODE_RELABELINGS } : {}),
        }],
      },
    });
  }

  private refuseMonitorOptions(scope: Construct): undefined {
    const asked = MONITOR_OPTIONS.find(({ option }) => this.options[option]);
    if (asked === undefined) return undefined;
    const must = 'be left out where annotations say what is scraped, for none says this';
    const remedy = `have it scraped by a job of your own with ${asked.instead}, or use MetricsFlavor.operator()`;
    return fail(scope, { prop: `metrics.${asked.option}`, must, got: true, remedy });
  }

  private path({ scope }: WorkloadContext): string {
    const path = this.options.path ?? '/metrics';
    checkText(scope, 'metrics.path', path);
    if (!/^\/[^\s\0]*$/.test(path)) {
      const must = 'be a path that begins with / and holds no white space';
      fail(scope, { prop: 'metrics.path', must, got: path, remedy: 'write it like /metrics' });
    }
    return path;
  }
}

import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KubeStateMetricsProps } from './kube-state-metrics-props';
import { API_GROUPS, DEFAULT_RESOURCES, watchRules } from './watched-resources';
import { clusterAccess } from '../../access/cluster-access';
import { LabeledMetadata } from '../../alerts/labeled-files';
import { Autoscaling } from '../../availability/autoscaling';
import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { Overlay } from '../../internal/manifest/overlay';
import { isQualifiedKey } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { closestWord } from '../../internal/values/closest-word';
import { TrafficPeer } from '../../network/traffic-peer';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { Metrics } from '../../workloads/metrics';
import { ProductionService } from '../../workloads/production-service';
import { scrapeFile } from '../scrape-file';

const METRICS = { name: 'metrics', containerPort: 8080 };
/** Its own metrics, and whether it is ready. */
const TELEMETRY = { name: 'telemetry', containerPort: 8081 };
const ONE = 'two of them would count everything twice';
const BY_FILE = 'scraped by a job of its own, which keeps the labels of what it speaks of';

/**
 * Says as metrics what the API server knows of pods, workloads, nodes, volumes and quotas.
 *
 * Most alerts about a cluster live by it.
 *
 * Writes what a ProductionService does, with one replica, and a ClusterRole that may list and watch what it speaks of,
 * Secrets and ConfigMaps not among it. Metrics keep their own labels `namespace` and `pod`: by `honorLabels` of the
 * ServiceMonitor where the platform's metrics are the operator's, else by a ConfigMap with a scrape configuration and
 * the label `preflight/scrape-configs`. The job is called like the Service, `kube-state-metrics` by its usual id.
 *
 * Fails where the platform does not know the addresses of the API servers.
 *
 * @example
 *
 * Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
 * new KubeStateMetrics(chart, 'kube-state-metrics');
 *
 * @see https://github.com/kubernetes/kube-state-metrics
 */
@checked
export class KubeStateMetrics extends OwnConstruct {
  /** Everything that runs. */
  public readonly service: ProductionService;
  /** What it may list and watch. */
  public readonly clusterRole: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly clusterRoleBinding: ApiObject;
  /** The ServiceMonitor of what it says of itself, none without the operator. */
  public readonly telemetryMonitor?: ApiObject;
  /** The ConfigMap with the scrape configuration, none under the operator. */
  public readonly scrapeConfig?: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: KubeStateMetricsProps = {}) {
    super(scope, id);
    const { name = id, image = Images.KUBE_STATE_METRICS, watched = [...DEFAULT_RESOURCES], labels = {} } = props;
    const { usesOperator } = Platform.of(this).metrics;
    checkWatched(this, watched, labels);
    this.service = new ProductionService(this, 'Service', {
      name,
      image,
      args: argumentsFor(watched, labels),
      ports: [METRICS, TELEMETRY],
      metrics: usesOperator ? Metrics.at({ port: METRICS.containerPort, honorLabels: true }) : Metrics.none(BY_FILE),
      probes: Probes.http({ liveness: '/livez', readiness: '/readyz' }),
      resources: props.resources ?? Resources.medium(),
      scaling: Autoscaling.none(ONE, 1),
    });
    this.askReadiness(name);
    this.service.callKubernetesApi();
    const { namespace } = this.service.reachablePods;
    const metadata = { name, labels: Platform.of(this)._objectLabels() };
    const account = this.service.serviceAccount.name;
    const access = clusterAccess(this, { name, account, namespace, rules: watchRules(watched) });
    this.clusterRole = access.clusterRole;
    this.clusterRoleBinding = access.clusterRoleBinding;
    if (usesOperator) this.telemetryMonitor = this.monitored();
    else this.scrapeConfig = this.scraped({ ...metadata, namespace });
  }

  /** Where it says how it is itself. */
  private askReadiness(name: string): void {
    const readinessProbe = { httpGet: { port: TELEMETRY.name } };
    Overlay.of(ApiObject.of(this.service.deployment)).merge({
      spec: { template: { spec: { containers: [{ name, readinessProbe }] } } },
    });
  }

  /** What it says of itself it says at another port, where no label is anybody else's. */
  private monitored(): ApiObject {
    const { context, ports } = this.service._workload;
    this.service.allowFrom(this.scrapers, { port: TELEMETRY.containerPort });
    const own = { ...context, scope: new Construct(this, 'Telemetry'), name: `${context.name}-telemetry` };
    const port = ports.find(({ name }) => name === TELEMETRY.name);
    const monitor = Metrics.at({ port: TELEMETRY.containerPort })._serviceMonitor(own, port)!;
    Overlay.of(monitor);
    return monitor;
  }

  private get scrapers(): TrafficPeer {
    return TrafficPeer.namespace(Platform.of(this).metrics.namespace);
  }

  private scraped(metadata: LabeledMetadata): ApiObject {
    const { name, namespace } = metadata;
    const ports = [METRICS, TELEMETRY].map(({ containerPort }) => containerPort);
    for (const port of ports) {
      this.service.allowFrom(this.scrapers, { port });
    }
    return scrapeFile(this, metadata, {
      honor_labels: true,
      static_configs: [{ targets: ports.map((port) => `${name}.${namespace}.svc:${port}`) }],
    });
  }
}

function argumentsFor(watched: readonly string[], labels: Readonly<Record<string, readonly string[]>>): string[] {
  const shown = Object.entries(labels).map(([resource, keys]) => `${resource}=[${keys.join(',')}]`);
  return [
    `--port=${METRICS.containerPort}`,
    `--telemetry-port=${TELEMETRY.containerPort}`,
    `--resources=${[...watched].sort().join(',')}`,
    ...(shown.length === 0 ? [] : [`--metric-labels-allowlist=${shown.join(',')}`]),
  ];
}

function checkWatched(
  scope: Construct, watched: readonly string[], labels: Readonly<Record<string, readonly string[]>>,
): void {
  if (watched.length === 0) {
    const remedy = 'leave it out, or remove the construct';
    fail(scope, { prop: 'watched', must: 'name something', got: watched, remedy });
  }
  watched.forEach((resource, index) => checkResource(scope, `watched[${index}]`, resource));
  const twice = watched.find((resource, index) => watched.indexOf(resource) !== index);
  if (twice !== undefined) {
    fail(scope, { prop: 'watched', must: 'name each once', got: twice, remedy: 'remove it where it is too much' });
  }
  for (const [resource, keys] of Object.entries(labels)) {
    const remedy = 'add it to watched, or leave its labels out';
    if (!watched.includes(resource)) {
      fail(scope, { prop: 'labels', must: 'be of what is watched', got: resource, remedy });
    }
    keys.forEach((key, index) => checkLabel(scope, `labels.${resource}[${index}]`, key));
  }
}

function checkResource(scope: Construct, prop: string, resource: string): void {
  if (Object.hasOwn(API_GROUPS, resource)) return;
  const meant = closestWord(resource, Object.keys(API_GROUPS));
  const remedy = meant === undefined ? `name one of ${Object.keys(API_GROUPS).join(', ')}` : `write ${meant}`;
  const must = resource === 'secrets' ? 'leave out secrets, whose values it could read' : 'be what it can watch';
  fail(scope, { prop, must, got: resource, remedy });
}

/** The list is one argument, in which commas and brackets mean something. */
function checkLabel(scope: Construct, prop: string, key: string): void {
  if (key === '*' || isQualifiedKey(key)) return;
  const remedy = "write it like app.kubernetes.io/name, or '*' for all of them";
  fail(scope, { prop, must: "be the key of a label, or '*'", got: key, remedy });
}

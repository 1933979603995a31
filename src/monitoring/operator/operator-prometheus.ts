import { ApiObject, Duration, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { OperatedPods } from './operated-pods';
import { OperatedWorkload } from './operated-workload';
import { OperatorPrometheusProps } from './operator-prometheus-props';
import { programVersion } from './program-version';
import { prometheusSpec } from './prometheus-spec';
import { clusterAccess } from '../../access/cluster-access';
import { IReachable } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { Overlay } from '../../internal/manifest/overlay';
import { objectMetadata } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { JsonObject } from '../../internal/values/json';
import { checkInteger, PORT_RANGE } from '../../internal/values/numbers';
import { openKubernetesApi } from '../../network/kubernetes-api-flow';
import { TrafficPeer } from '../../network/traffic-peer';
import { Platform } from '../../platform/platform';
import { allowPeers, dependOnHost } from '../../workloads/relations/dependencies';
import { untoldAlertmanagers, usualAlertmanager } from '../alertmanager/known-alertmanagers';
import { podTargets } from '../pod-targets';
import { IPrometheus } from '../prometheus/any-prometheus';
import { clusterRules } from '../prometheus/cluster-rules';
import { ALERTMANAGER_PORT, NODE_PORTS, WEB_PORT } from '../prometheus/prometheus-ports';
import { PrometheusSettings, prometheusSettings } from '../prometheus/prometheus-settings';
import { clusterJobs, SIDECAR_JOB } from '../prometheus/scrape-jobs';
import { flowsToScraped } from '../prometheus/scraped-pods';
import { checkScraperNamespace } from '../prometheus/scraper-namespace';
import { GRPC, HTTP } from '../thanos/thanos-program';

const LEAST_VERSION = '3.13.0';
const JOBS_FILE = 'jobs.yaml';
/** In seconds: monitors of ours say it themselves. */
const LONGEST_INTERVAL = 30;
const TCP = 'TCP';
const WEB: PortEntry = { name: 'web', containerPort: WEB_PORT, servicePort: WEB_PORT, protocol: TCP };
const SIDECAR = [HTTP, GRPC].map(({ name, containerPort }) => (
  { name, containerPort, servicePort: containerPort, protocol: TCP }
));
/** It reads its whole log before it is ready, and would be ended before it is done. */
const START = Duration.hours(1);
/** What is in memory is written before it ends. */
const STOP = Duration.minutes(5);

/**
 * A Prometheus that the Prometheus operator runs: two replicas that do the same, so that one may fail.
 *
 * Writes a Prometheus of `monitoring.coreos.com/v1`, its ServiceAccount, headless Service, PodDisruptionBudget and
 * NetworkPolicy, a ClusterRole by which it may see targets, a ServiceMonitor for itself, and a Secret with the jobs for
 * the API servers and, with `nodeCidrs`, for kubelets and their containers. There is nothing secret in it: the operator
 * takes jobs from no ConfigMap, and as ScrapeConfigs they could not name the token that these are asked with.
 *
 * It reads all ServiceMonitors, PodMonitors, Probes, ScrapeConfigs and PrometheusRules of every namespace that carry
 * the platform's `monitorLabels`, or all there are where there are no such labels; none of them may name files of its
 * pods. It may list Services, pods and EndpointSlices for them, no Ingresses, and nodes with `nodeCidrs` alone. The
 * operator, from version 0.85 on, and its definitions of resources must be in the cluster.
 *
 * It belongs into the namespace that the platform names as that of its Prometheus, which workloads open their metrics
 * to. It may connect to these, port by port, to the API servers, to Alertmanager, and to nodes where `nodeCidrs` says
 * where they are.
 *
 * Fails where the platform's metrics are not those of the operator, and where it does not know the addresses of the API
 * servers.
 *
 * @example
 *
 * Platform.configure(chart, {
 *   kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
 *   metrics: MetricsFlavor.operator({ namespace: 'shop' }),
 * });
 * new OperatorPrometheus(chart, 'prometheus', { storage: Size.gibibytes(50), nodeCidrs: ['10.1.0.0/16'] });
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Prometheus
 */
@checked
export class OperatorPrometheus extends OperatedWorkload implements IPrometheus {
  /** What it may see of the cluster. */
  public readonly clusterRole: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly clusterRoleBinding: ApiObject;
  /** The Secret with the jobs that are no monitors. */
  public readonly scrapeJobs: ApiObject;
  /** @internal */
  protected readonly _pods: OperatedPods;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props how much it keeps, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: OperatorPrometheusProps) {
    super(scope, id);
    const { name = id, image = Images.PROMETHEUS, thanos } = props;
    const namespace = namespaceOf(this);
    checkFlavor(this, namespace);
    const settings = prometheusSettings(this, props, LONGEST_INTERVAL);
    const jobs = { name: `${name}-jobs`, key: JOBS_FILE };
    const { alertmanager = usualAlertmanager(namespace) } = props;
    const { monitorLabels } = Platform.of(this).metrics;
    this._pods = new OperatedPods(this, {
      kind: 'Prometheus',
      name,
      image,
      component: 'prometheus',
      replicas: settings.replicas,
      ports: [WEB, ...(thanos === undefined ? [] : SIDECAR)],
      publishNotReadyAddresses: false,
      isOpenToScrapers: false,
      resources: settings.resources,
      spec: {
        ...prometheusSpec(this, settings, { props, alertmanager, monitorLabels, jobs }),
        version: programVersion(this, { prop: 'version', image, version: props.version, least: LEAST_VERSION }),
        terminationGracePeriodSeconds: STOP.toSeconds(),
        maximumStartupDurationSeconds: START.toSeconds(),
      },
    });
    const account = this.serviceAccount.name;
    const access = clusterAccess(this, { name, namespace, account, rules: clusterRules(settings) });
    this.clusterRole = access.clusterRole;
    this.clusterRoleBinding = access.clusterRoleBinding;
    this.openWays(settings, alertmanager);
    if (thanos !== undefined) this._pods.add(thanos._keepOperated(this, this._pods));
    this.scrapeJobs = this.scraped(settings, { name: jobs.name, isKept: thanos !== undefined });
    if (props.alertmanager === undefined) {
      this.node.addValidation({ validate: () => untoldAlertmanagers(this, namespace) });
    }
    this._recordAt(this.resource, this._pods.context.waivers);
  }

  /**
   * Lets it connect to a port of pods that are no workloads of the tree, which a monitor of somebody else names.
   *
   * Those who own the pods must let it in. Fails where the flow is open already.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @example
   *
   * prometheus.scrape(TrafficPeer.namespace('billing'), 8080);
   *
   * @param peer the pods
   * @param port where they serve metrics
   */
  public scrape(peer: TrafficPeer, port: number): void {
    checkInteger(this, { prop: 'scrape.port', value: port }, PORT_RANGE);
    const ports = [{ containerPort: port, protocol: TCP }];
    this._pods.policy.allowTo({ verb: 'scrape', peer: peer._rendered(this), ports });
  }

  private openWays({ nodeCidrs }: PrometheusSettings, alertmanager: IReachable): void {
    const { namespace } = this.reachablePods;
    allowPeers(this._pods, WEB_PORT);
    openKubernetesApi(this._pods);
    for (const cidr of nodeCidrs) NODE_PORTS.forEach((port) => dependOnHost(this._pods, { cidr, port }, {}));
    this._call('alertmanager', alertmanager, ALERTMANAGER_PORT);
    this._pods.policy.deriveTo(() => flowsToScraped(this, namespace));
  }

  private scraped(settings: PrometheusSettings, { name, isKept }: Jobs): ApiObject {
    const jobs = [...clusterJobs(settings), ...(isKept ? [this.sidecarJob(settings)] : [])];
    const metadata = { ...objectMetadata(this._pods.context), name };
    const stringData = { [JOBS_FILE]: Yaml.stringify(jobs) };
    const object = new ApiObject(this, 'Jobs', { apiVersion: 'v1', kind: 'Secret', metadata, stringData });
    Overlay.of(object);
    return object;
  }

  /** Each replica scrapes all, so that one which fails is seen. */
  private sidecarJob({ replicas }: PrometheusSettings): JsonObject {
    const { name, namespace } = this._pods.context;
    allowPeers(this._pods, HTTP.containerPort);
    const pods = { name, statefulSet: `prometheus-${name}`, namespace, replicas, port: HTTP.containerPort };
    return { job_name: SIDECAR_JOB, static_configs: podTargets(pods) };
  }
}

/** What is scraped without a monitor. */
interface Jobs {
  readonly name: string;
  /** Whether there is a sidecar that says how it is. */
  readonly isKept: boolean;
}

/** Refuses a platform whose workloads would keep it out, or say where nothing reads it what is to be scraped. */
function checkFlavor(scope: Construct, namespace: string): void {
  const { metrics } = Platform.of(scope);
  if (!metrics.usesOperator) {
    const must = 'be those of the operator, for workloads say otherwise nowhere what it is to scrape';
    const remedy = 'give the platform MetricsFlavor.operator(), or make a Prometheus, which needs no operator';
    fail(scope, { prop: 'metrics', must, got: metrics, remedy });
  }
  checkScraperNamespace(scope, namespace);
}

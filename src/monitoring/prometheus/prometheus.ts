import { ApiObject, Duration } from 'cdk8s';
import { EnvFieldPaths, EnvValue, PodManagementPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { IPrometheus } from './any-prometheus';
import { clusterRules } from './cluster-rules';
import { configurationFile, POD_NAME } from './configuration-file';
import { mountLoaded } from './loaded-config-map';
import { ALERTMANAGER_PORT, NODE_PORTS, WEB_PORT } from './prometheus-ports';
import { PrometheusProps } from './prometheus-props';
import { PrometheusSettings, prometheusSettings } from './prometheus-settings';
import { fileProblems } from './refused-files';
import { scrapeJobs, ServicePlace } from './scrape-jobs';
import { flowsToScraped } from './scraped-pods';
import { checkScraperNamespace } from './scraper-namespace';
import { ruleFilesOf, scrapeFilesOf } from './tree-files';
import { unreadMonitors } from './unread-monitors';
import { clusterAccess, ClusterGrant } from '../../access/cluster-access';
import { Probes } from '../../availability/probes';
import { Shutdown } from '../../availability/shutdown';
import { IReachable } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { dividedByConfigMap } from '../../internal/manifest/config-map-size';
import { objectMetadata } from '../../internal/manifest/workload-context';
import { checked } from '../../internal/signatures/checked';
import { checkInteger, PORT_RANGE } from '../../internal/values/numbers';
import { TrafficPeer } from '../../network/traffic-peer';
import { Platform } from '../../platform/platform';
import { Metrics } from '../../workloads/metrics';
import { StatefulService } from '../../workloads/stateful-service';
import { untoldAlertmanagers, usualAlertmanager } from '../alertmanager/known-alertmanagers';
import { ServedProgram } from '../served-program';
import { Thanos } from '../thanos/thanos';
import { SIDECAR_PORTS } from '../thanos/thanos-sidecar';

const DATA = '/prometheus';
const FOLDER = '/etc/prometheus';
const FILE = 'prometheus.yaml';
const TCP = 'TCP';
const BY_ITSELF = 'its replicas scrape themselves and each other, by a job of their own';
/** What is in memory is written before it ends. */
const STOP = Duration.minutes(5);

/**
 * Scrapes what is in the cluster, keeps it, and evaluates the rules of the tree: two replicas do the same, so that one
 * may fail.
 *
 * Writes what a StatefulService does, with a ClusterRole by which it may see targets, and ConfigMaps with its
 * configuration and the files of all ConfigMaps of the tree that have the labels `preflight/alert-rules` and
 * `preflight/scrape-configs`, which pods could not mount from other namespaces. It reads them again half a minute
 * after they have changed: no pod is replaced for a new rule.
 *
 * It belongs into the namespace that the platform names as that of its Prometheus, which workloads open their metrics
 * to. Pods are found by the annotations that workloads write under `MetricsFlavor.annotations()`; ServiceMonitors and
 * other objects of the operator in the tree are refused, for it reads none. Alerts go to every pod of `alertmanager`.
 *
 * It may connect to what workloads of the tree open to its namespace, port by port, to the API servers, to
 * Alertmanager, and to nodes where `nodeCidrs` says where they are. Pods that are no workloads of the tree are found as
 * well, and are shown as down until `scrape` opens the way: no policy selects pods by their annotations, and one that
 * let it reach every port of every pod would make it the way around all others. Whom `allowFrom` names may ask it,
 * and who calls `dependsOn(prometheus)`.
 *
 * Fails where the platform does not know the addresses of the API servers.
 *
 * @example
 *
 * Platform.configure(chart, {
 *   kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
 *   metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
 * });
 * new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50), nodeCidrs: ['10.1.0.0/16'] });
 *
 * @see https://prometheus.io/docs/prometheus/latest/storage/
 */
@checked
export class Prometheus extends ServedProgram implements IPrometheus {
  /** Everything that runs. */
  public readonly service: StatefulService;
  /** The ConfigMap with its configuration. */
  public readonly configuration: ApiObject;
  /** The ConfigMaps with the files of the tree. */
  public readonly files: ApiObject[];
  /** What it may see of the cluster. */
  public readonly clusterRole: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly clusterRoleBinding: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props how much it keeps, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: PrometheusProps) {
    super(scope, id);
    const { name = id, image = Images.PROMETHEUS, storage: size, storageClassName, thanos } = props;
    const settings = prometheusSettings(this, props);
    this.service = new StatefulService(this, 'Service', {
      name,
      image,
      args: argumentsFor(props),
      ports: [{ name: 'web', containerPort: WEB_PORT }, ...(thanos === undefined ? [] : SIDECAR_PORTS)],
      claims: [{ name: 'data', mountPath: DATA, size, storageClassName }],
      replicas: settings.replicas,
      // One that is not ready keeps no other from starting.
      podManagementPolicy: PodManagementPolicy.PARALLEL,
      resources: settings.resources,
      probes: Probes.http({ liveness: '/-/healthy', readiness: '/-/ready' }),
      shutdown: Shutdown._default({ stop: STOP }),
      metrics: Metrics.none(BY_ITSELF),
    });
    this.service._workload.container.env.addVariable(POD_NAME, EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME));
    checkFlavor(this, this.service.reachablePods.namespace);
    const access = clusterAccess(this, this.grant(settings));
    this.clusterRole = access.clusterRole;
    this.clusterRoleBinding = access.clusterRoleBinding;
    if (thanos !== undefined) this.keepIn(thanos);
    const { alertmanager = usualAlertmanager(this.place.namespace) } = props;
    this.openWays(settings, alertmanager);
    const jobs = scrapeJobs(settings, this.place, thanos && SIDECAR_PORTS[0].containerPort);
    const folders = Array.from({ length: settings.fileParts }, (_, part) => `${FOLDER}/files-${part}`);
    const surroundings = { jobs, folders, alertmanager: placeOf(alertmanager, ALERTMANAGER_PORT) };
    const configuration = configurationFile(settings, surroundings);
    this.configuration = this.mount('config', `${FOLDER}/config`, () => ({ [FILE]: configuration }));
    this.files = folders.map((folder, part) => this.mount(`files-${part}`, folder, () => partOf(this, part)));
    this.node.addValidation({
      validate: () => [
        ...unreadMonitors(this),
        ...fileProblems(this, { fileParts: settings.fileParts, jobs }),
        ...(props.alertmanager === undefined ? untoldAlertmanagers(this, this.place.namespace) : []),
      ],
    });
  }

  /**
   * Lets it connect to a port of pods that are no workloads of the tree, which it finds by the same annotations.
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
    this.service._workload.policy.allowTo({ verb: 'scrape', peer: peer._rendered(this), ports });
  }

  private get place(): ServicePlace {
    return placeOf(this.service, WEB_PORT);
  }

  private grant(settings: PrometheusSettings): ClusterGrant {
    const { name, namespace } = this.place;
    return { name, namespace, account: this.service.serviceAccount.name, rules: clusterRules(settings) };
  }

  /** Has its blocks kept for years, and scrapes what brings them there. */
  private keepIn(thanos: Thanos): void {
    thanos._keep({ service: this.service, port: WEB_PORT, dataFolder: DATA });
    this.service.allowPeers({ port: SIDECAR_PORTS[0].containerPort });
  }

  private openWays({ nodeCidrs }: PrometheusSettings, alertmanager: IReachable): void {
    const { service, place: { namespace } } = this;
    service.allowPeers();
    service.callKubernetesApi();
    nodeCidrs.forEach((cidr) => NODE_PORTS.forEach((port) => service.dependsOnHost(cidr, port)));
    service.dependsOn(alertmanager, { port: ALERTMANAGER_PORT });
    service._workload.policy.deriveTo(() => flowsToScraped(this, namespace));
  }

  private mount(suffix: string, folder: string, files: () => Record<string, string>): ApiObject {
    const { context, container } = this.service._workload;
    const metadata = { ...objectMetadata(context), name: `${context.name}-${suffix}` };
    return mountLoaded(this, container, { metadata, folder, files });
  }
}

function placeOf({ reachableName: name, reachablePods: { namespace } }: IReachable, port: number): ServicePlace {
  return { name, namespace, port };
}

function argumentsFor({ externalUrl, thanos }: PrometheusProps): string[] {
  // What forwards to it removes the path; probes and scrapes find it without.
  const outside = externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`, '--web.route-prefix=/'];
  // Nothing is joined with others before it is in the object store.
  const kept = thanos === undefined ? [] : [`--storage.tsdb.delay-compact-file.path=${DATA}/thanos.shipper.json`];
  return [
    `--config.file=${FOLDER}/config/${FILE}`,
    '--config.auto-reload',
    '--config.auto-reload-interval=30s',
    `--storage.tsdb.path=${DATA}`,
    ...kept,
    ...outside,
  ];
}

function partOf(scope: Construct, part: number): Record<string, string> {
  const files = dividedByConfigMap([...ruleFilesOf(scope), ...scrapeFilesOf(scope)])[part] ?? [];
  return Object.fromEntries(files.map(({ name, text }) => [name, text]));
}

/** Refuses a platform whose workloads would keep it out, or say where nothing reads it what is to be scraped. */
function checkFlavor(scope: Construct, namespace: string): void {
  const { metrics } = Platform.of(scope);
  if (metrics.usesOperator) {
    const must = 'be found by annotations, for it reads no ServiceMonitor';
    const remedy = 'give the platform MetricsFlavor.annotations(), or run the Prometheus of the operator';
    fail(scope, { prop: 'metrics', must, got: metrics, remedy });
  }
  checkScraperNamespace(scope, namespace);
}

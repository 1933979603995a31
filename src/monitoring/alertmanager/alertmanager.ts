import { ApiObject, Lazy, Size } from 'cdk8s';
import { Cpu, EnvFieldPaths, EnvValue, PodManagementPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  argumentsOf, CLUSTER_PORT, CONFIG_FILE, CONFIG_FOLDER, Member, MIN_READY, POD_IP, REPLICA_RANGE, STORAGE_FOLDER,
  WEB_PORT,
} from './alertmanager-arguments';
import { AlertmanagerProps } from './alertmanager-props';
import { IAlertmanager } from './any-alertmanager';
import { routingProblems, routingsOf, waiversOf } from './found-routing';
import { shortIntervals } from './group-intervals';
import { claimAlertmanager } from './known-alertmanagers';
import { flowsToNotified } from './notified-ports';
import { credentialsIn, SECRETS_FOLDER, unmountedFiles } from './routing-credentials';
import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';
import { IReachable } from '../../contracts/reachable';
import { Images } from '../../internal/images/third-party-images';
import { Overlay } from '../../internal/manifest/overlay';
import { checked } from '../../internal/signatures/checked';
import { FoundFile } from '../../internal/tree/labeled-config-maps';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkWebAddress } from '../../internal/values/addresses/web-address';
import { JsonObject, undefinedIfEmpty } from '../../internal/values/json';
import { checkInteger } from '../../internal/values/numbers';
import { TrafficPeer } from '../../network/traffic-peer';
import { Platform } from '../../platform/platform';
import { Config } from '../../pods/config/config';
import { mountDerivedSecrets } from '../../pods/volumes/derived-secrets';
import { Metrics } from '../../workloads/metrics';
import { StatefulService } from '../../workloads/stateful-service';
import { WorkloadProtocol } from '../../workloads/workload-port';
import { contentOf } from '../exporters/found-content';
import { podAddresses, podTargets } from '../pod-targets';
import { scrapeFile } from '../scrape-file';
import { ServedProgram } from '../served-program';

const PORTS = [
  { name: 'web', containerPort: WEB_PORT },
  { name: 'cluster-tcp', containerPort: CLUSTER_PORT },
  { name: 'cluster-udp', containerPort: CLUSTER_PORT, protocol: WorkloadProtocol.UDP },
];
const BY_FILE = 'scraped by a job of its own, whose name and instances stay the same';

/**
 * Tells people of alerts, each once: several replicas tell each other what they have sent.
 *
 * Runs the configuration that AlertRouting writes, or any file of a ConfigMap of its namespace in the tree with the
 * label `preflight/alertmanager-config`. Pods see the Secrets that it names below `/etc/alertmanager/secrets`, and may
 * connect to what it sends to: the ports of addresses and mail servers in it, and that of HTTPS for those in Secrets,
 * at any address, for a policy does not know names. Pods of the cluster are no such addresses to every network: open
 * the flow to one by `notify`.
 *
 * Alertmanager does not look whether its file changes: a changed configuration replaces the pods one by one, and what
 * they know of silences and notifications stays in their volumes. A Secret that changes is read without that.
 *
 * Writes what a StatefulService does. Prometheus may connect, and whom `allowFrom` lets; each pod
 * must be told of each alert, at `addresses`. It is scraped under the job of its name: by a ServiceMonitor where the
 * platform's metrics are the operator's, else by a ConfigMap with the label `preflight/scrape-configs`.
 *
 * @example
 *
 * new AlertRouting(chart, 'alerts', {
 *   critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
 *   warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
 *   watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
 * });
 * new Alertmanager(chart, 'alertmanager', { externalUrl: 'https://alerts.example.com' });
 *
 * @see https://prometheus.io/docs/alerting/latest/high_availability/
 */
@checked
export class Alertmanager extends ServedProgram implements IAlertmanager {
  /** Everything that runs. */
  public readonly service: StatefulService;
  /** The ConfigMap with the scrape configuration, none under the operator. */
  public readonly scrapeConfig?: ApiObject;

  private readonly member: Member;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: AlertmanagerProps = {}) {
    super(scope, id);
    const { environment, metrics: { usesOperator } } = Platform.of(this);
    const { name = id, externalUrl, replicas = environment.minReplicas } = props;
    const { storageSize: size = Size.gibibytes(1), storageClassName } = props;
    checkInteger(this, { prop: 'replicas', value: replicas }, REPLICA_RANGE);
    checkWebAddress(this, 'externalUrl', externalUrl);
    claimAlertmanager(this, name, namespaceOf(this));
    this.member = { name, namespace: namespaceOf(this), replicas, externalUrl };
    this.service = new StatefulService(this, 'Service', {
      name,
      image: props.image ?? Images.ALERTMANAGER,
      args: argumentsOf(this.member),
      ports: PORTS,
      config: Config._derived({ [CONFIG_FILE]: () => this.routing?.text ?? '' }, CONFIG_FOLDER),
      claims: [{ name: 'data', mountPath: STORAGE_FOLDER, size, storageClassName }],
      probes: Probes.http({ liveness: '/-/healthy', readiness: '/-/ready' }),
      metrics: usesOperator ? Metrics.at() : Metrics.none(BY_FILE),
      resources: props.resources ?? Resources.guaranteed(Cpu.millis(100), Size.mebibytes(256)),
      replicas: props.replicas,
      podManagementPolicy: PodManagementPolicy.PARALLEL,
      publishNotReadyAddresses: true,
      minReady: MIN_READY,
    });
    this.copyWaivers();
    this.meetPeers();
    this.sendNotifications();
    if (!usesOperator) this.scrapeConfig = this.scraped();
    this.node.addValidation({ validate: () => this.problems() });
  }

  /** Where each pod answers, with its port: Prometheus tells every one of them of every alert. */
  public get addresses(): string[] {
    return podAddresses({ ...this.member, port: WEB_PORT });
  }

  /**
   * Lets it connect to a receiver of alerts that runs in the cluster, whose policy is opened too.
   *
   * In the manifest: NetworkPolicy `spec.egress`, and `spec.ingress` of the receiver.
   *
   * @example
   *
   * alertmanager.notify(api);
   *
   * @param receiver what it sends to
   * @param port of the receiver, the only one where none is given
   */
  public notify(receiver: IReachable, port?: number): void {
    this.service.dependsOn(receiver, { port });
  }

  /**
   * Lets it connect to a receiver outside of the cluster at another port than those of its routing.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @param cidr the network, such as `203.0.113.10/32`
   * @param port the port there
   */
  public notifyHost(cidr: string, port: number): void {
    this.service.dependsOnHost(cidr, port);
  }

  /** What it runs, once everything is there; nothing is written without. */
  private get routing(): FoundFile | undefined {
    return routingsOf(this, this.member.namespace)[0];
  }

  private get content(): JsonObject {
    const { routing } = this;
    return routing === undefined ? {} : contentOf(routing);
  }

  /** Checks judge the file where it is written and where it is read: what was waived there is waived here. */
  private copyWaivers(): void {
    const produce = () => {
      const { routing } = this;
      return routing && undefinedIfEmpty(waiversOf(this, routing));
    };
    const annotations = Lazy.any({ produce });
    Overlay.of(ApiObject.of(this.service.configMap!)).merge({ metadata: { annotations } });
  }

  private meetPeers(): void {
    this.service._workload.container.env.addVariable(POD_IP, EnvValue.fromFieldRef(EnvFieldPaths.POD_IP));
    this.service.allowPeers({ port: CLUSTER_PORT });
  }

  /** Lets it read the credentials that its configuration names, and connect to whom it sends to. */
  private sendNotifications(): void {
    const { context, container, policy } = this.service._workload;
    const keys = () => credentialsIn(this.content);
    this.service._workload.changePods(mountDerivedSecrets(context, container, { path: SECRETS_FOLDER, keys }));
    policy.deriveTo(() => flowsToNotified(this.content));
  }

  private scraped(): ApiObject {
    const { name, namespace } = this.member;
    const platform = Platform.of(this);
    this.service.allowFrom(TrafficPeer.namespace(platform.metrics.namespace), { port: WEB_PORT });
    return scrapeFile(this, { name, namespace, labels: platform._objectLabels() }, {
      static_configs: podTargets({ ...this.member, port: WEB_PORT }),
    });
  }

  private problems(): string[] {
    const { content } = this;
    const folders = this.service._workload.container.mounts.map(({ path }) => path);
    return [
      ...routingProblems(this, this.member.namespace),
      ...unmountedFiles(content, folders),
      ...shortIntervals(content, this.member.replicas),
    ];
  }
}

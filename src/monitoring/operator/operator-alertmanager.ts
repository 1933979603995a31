import { Lazy, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { OperatedPods } from './operated-pods';
import { OperatedWorkload } from './operated-workload';
import { OperatorAlertmanagerProps } from './operator-alertmanager-props';
import { programVersion } from './program-version';
import { volumeClaim } from './volume-claim-spec';
import { AlertRouting } from '../../alerts/routing/alert-routing';
import { Resources } from '../../availability/resources';
import { IReachable } from '../../contracts/reachable';
import { describe, fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { PortEntry } from '../../internal/naming/container-ports';
import { checked } from '../../internal/signatures/checked';
import { alertRoutings } from '../../internal/tree/claims';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkWebAddress } from '../../internal/values/addresses/web-address';
import { JsonObject } from '../../internal/values/json';
import { checkInteger } from '../../internal/values/numbers';
import { Platform } from '../../platform/platform';
import { allowPeers, dependOnHost } from '../../workloads/relations/dependencies';
import { CLUSTER_PORT, MIN_READY, REPLICA_RANGE, WEB_PORT } from '../alertmanager/alertmanager-arguments';
import { IAlertmanager } from '../alertmanager/any-alertmanager';
import { shortIntervals } from '../alertmanager/group-intervals';
import { claimAlertmanager } from '../alertmanager/known-alertmanagers';
import { flowsToNotified } from '../alertmanager/notified-ports';

const PORTS: PortEntry[] = [
  { name: 'web', containerPort: WEB_PORT, servicePort: WEB_PORT, protocol: 'TCP' },
  { name: 'mesh-tcp', containerPort: CLUSTER_PORT, servicePort: CLUSTER_PORT, protocol: 'TCP' },
  { name: 'mesh-udp', containerPort: CLUSTER_PORT, servicePort: CLUSTER_PORT, protocol: 'UDP' },
];
const LEAST_VERSION = '0.28.0';

/**
 * Alertmanager as the Prometheus operator runs it: several replicas that tell people of alerts, each once.
 *
 * Writes an Alertmanager of `monitoring.coreos.com/v1`, its ServiceAccount, headless Service, PodDisruptionBudget,
 * NetworkPolicy and ServiceMonitor. Its whole configuration is that of the AlertRouting of its namespace, so that
 * alerts of all namespaces arrive; the operator reads the Secrets that it names, and pods read none.
 *
 * Pods may connect to each other, and to what they send to: the ports of addresses and mail servers in the routing, and
 * that of HTTPS for those in Secrets, at any address, for a policy does not know names. Pods of the cluster are no such
 * addresses to every network: open the flow to one by `notify`. Prometheus may connect, and whom `allowFrom` lets.
 *
 * Fails where the platform's metrics are not those of the operator, where its namespace has another Alertmanager, and,
 * when everything is there, where it has no AlertRouting.
 *
 * @example
 *
 * Platform.configure(chart, { metrics: MetricsFlavor.operator({ namespace: 'shop' }) });
 * new AlertRouting(chart, 'alerts', {
 *   critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
 *   warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
 *   watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
 * });
 * new OperatorAlertmanager(chart, 'alertmanager', { externalUrl: 'https://alerts.example.com' });
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Alertmanager
 */
@checked
export class OperatorAlertmanager extends OperatedWorkload implements IAlertmanager {
  /** @internal */
  protected readonly _pods: OperatedPods;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: OperatorAlertmanagerProps = {}) {
    super(scope, id);
    const { environment, metrics } = Platform.of(this);
    const { name = id, externalUrl, image = Images.ALERTMANAGER, replicas = environment.minReplicas } = props;
    checkInteger(this, { prop: 'replicas', value: replicas }, REPLICA_RANGE);
    checkWebAddress(this, 'externalUrl', externalUrl);
    if (!metrics.usesOperator) {
      const remedy = 'give the platform MetricsFlavor.operator(), or make an Alertmanager, which needs no operator';
      fail(this, { prop: 'metrics', must: 'be those of the operator, which runs it', got: metrics, remedy });
    }
    claimAlertmanager(this, name, namespaceOf(this));
    this._pods = new OperatedPods(this, {
      kind: 'Alertmanager',
      name,
      image,
      component: 'alertmanager',
      replicas,
      ports: PORTS,
      publishNotReadyAddresses: true,
      isOpenToScrapers: true,
      resources: props.resources ?? Resources.guaranteed(Cpu.millis(100), Size.mebibytes(256)),
      spec: {
        version: programVersion(this, { prop: 'version', image, version: props.version, least: LEAST_VERSION }),
        ...this.specOf(name, props),
      },
    });
    allowPeers(this._pods, CLUSTER_PORT);
    this._pods.policy.deriveTo(() => flowsToNotified(this.content));
    this.node.addValidation({ validate: () => this.problems(replicas) });
    this._recordAt(this.resource, this._pods.context.waivers);
  }

  /**
   * Lets it connect to a receiver of alerts that runs in the cluster, whose policy is opened too.
   *
   * In the manifest: NetworkPolicy `spec.egress`, and `spec.ingress` of the receiver.
   *
   * @param receiver what it sends to
   * @param port of the receiver, the only one where none is given
   */
  public notify(receiver: IReachable, port?: number): void {
    this._call('notify', receiver, port);
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
    dependOnHost(this._pods, { cidr, port }, {});
  }

  private specOf(name: string, props: OperatorAlertmanagerProps): JsonObject {
    const { storageSize = Size.gibibytes(1), storageClassName, externalUrl } = props;
    const namespace = namespaceOf(this);
    const routing = Lazy.any({ produce: () => this.routing && { name: this.routing.configuration.name } });
    return {
      alertmanagerConfiguration: routing as JsonObject,
      retention: '120h',
      // So that members of another cluster, to whom an address may have gone, are no peers.
      clusterLabel: `${namespace}/${name}`,
      externalUrl: externalUrl ?? `http://${name}.${namespace}.svc:${WEB_PORT}`,
      // The path is that of who serves it to people; Prometheus and the kubelet ask it without.
      routePrefix: '/',
      minReadySeconds: MIN_READY.toSeconds(),
      automountServiceAccountToken: false,
      storage: { volumeClaimTemplate: volumeClaim(this, { prop: 'storageSize', size: storageSize, storageClassName }) },
    };
  }

  /** What it runs, once everything is there. */
  private get routing(): AlertRouting | undefined {
    const routing = alertRoutings(this).ownerOf(namespaceOf(this)) as AlertRouting | undefined;
    return routing?.configuration.kind === 'AlertmanagerConfig' ? routing : undefined;
  }

  private get content(): JsonObject {
    return this.routing?._content ?? {};
  }

  private problems(replicas: number): string[] {
    if (this.routing !== undefined) return shortIntervals(this.content, replicas);
    const must = `be the AlertmanagerConfig of an AlertRouting in namespace ${namespaceOf(this)}, whose Secrets the `
      + 'operator reads';
    const remedy = 'add an AlertRouting to the namespace, below MetricsFlavor.operator() as this is';
    return [describe({ prop: 'configuration', must, got: 'none', remedy })];
  }
}

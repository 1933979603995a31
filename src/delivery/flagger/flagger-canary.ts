import { ApiObject } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { canaryObject, metricTemplate } from './flagger-canary-object';
import { FlaggerCanaryProps } from './flagger-canary-props';
import { FlaggerPlan, flaggerPlan } from './flagger-plan';
import { flaggerPorts } from './flagger-ports';
import { FlaggerWebhook } from './flagger-webhook';
import { CountedService } from '../../alerts/services/counted-service';
import { IApiClient } from '../../contracts/api-client';
import { IReachable } from '../../contracts/reachable';
import { Complaint, describe, fail } from '../../internal/fail';
import { KeptField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { INSTANCE_LABEL, NAME_LABEL } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { controllerNamespace } from '../../network/controller-namespace';
import { ExposeOptions } from '../../network/public-route';
import { checkHost } from '../../network/route-checks';
import { Platform } from '../../platform/platform';
import { createDeployment } from '../../workloads/deployment';
import { ReachableWorkload } from '../../workloads/reachable-workload';
import { Workload } from '../../workloads/workload';
import { serviceDefaults } from '../../workloads/workload-defaults';
import { createWorkloadPod } from '../../workloads/workload-pod';
import { MeasuredMetric, measuredMetrics } from '../analysis/analyzed-objectives';
import { prometheusAddress } from '../analysis/prometheus-source';
import { DeliveryAnalysis } from '../strategy/delivery-analysis';
import { MESH } from '../traffic/istio-objects';
import { claimDestination, claimHosts } from '../traffic/mesh-hosts';
import { keepVersionLabels } from '../versions/kept-version-labels';
import { checkRoomForVersions } from '../versions/version-names';

const CONTROLLER = 'flagger-system';
/** The old version and the new one. */
const VERSIONS = 2;
/** The label of pods as Prometheus has it of their series. */
const NAME_OF_SERIES = NAME_LABEL.replace(/[./]/g, '_');
const GATEWAY_GROUP = 'gateway.networking.k8s.io';
/** What must be said before the public is let in. */
const UNTOLD = {
  'replicas': {
    prop: 'routing',
    must: 'be one that has routes',
    remedy: 'use TrafficRouting.gatewayApi() or TrafficRouting.istio()',
  },
  'Istio': {
    prop: 'routing.gateways',
    must: 'name the Gateways that have the host',
    remedy: 'give TrafficRouting.istio({ gateways })',
  },
  'Gateway API': {
    prop: 'expose.tls',
    must: 'be RouteTls.atGateway(), for Flagger makes the route',
    remedy: 'use it, or RolloutService',
  },
} as const;

/**
 * A service whose new versions Flagger lets in: under a share of the traffic that grows, judged by what the service
 * promises, and taken back where they fail.
 *
 * Writes what a ProductionService writes but for the Service, a Canary, and where there is an `analysis` a
 * MetricTemplate for each query. Flagger makes the rest: the Deployment `<name>-primary`, which serves, its autoscaler,
 * and the Services `<name>`, `<name>-primary` and `<name>-canary`. The Deployment `<name>` has pods while a new version
 * is looked at. The cluster must run Flagger 1.38 or newer: older ones know no sleep before a stop, and lose it.
 *
 * By replicas Flagger gives a version all requests at once, after three checks. Fails as ProductionService does, where
 * nothing judges new versions, where the configuration has files that are no text, and where something is asked for
 * that another engine does.
 *
 * @example
 *
 * new FlaggerCanary(chart, 'shop', {
 *   image: 'ghcr.io/acme/shop:1.6.0',
 *   steps: [5, 25, 50],
 *   pauses: StepPauses.each(Duration.minutes(10)),
 *   routing: TrafficRouting.istio(),
 *   webhooks: [
 *     FlaggerWebhook.acceptanceTest('http://flagger-loadtester.test/', ['curl', '-sf', 'http://shop-canary.shop/']),
 *   ],
 * });
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
@checked
export class FlaggerCanary extends ReachableWorkload implements IApiClient, IReachable {
  /** The Deployment, of which Flagger makes the one that serves. */
  public readonly deployment: Deployment;
  /** The HorizontalPodAutoscaler, of which Flagger makes another one. None where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** The PodMonitor of both versions, none unless the platform uses the Prometheus operator. */
  public readonly podMonitor?: ApiObject;
  /** The Canary. */
  public readonly canary: ApiObject;
  /** The MetricTemplates, none without `analysis`. */
  public readonly metricTemplates: ApiObject[];
  /** @internal */
  public readonly _workload: Workload;
  private readonly plan: FlaggerPlan;
  private readonly hosts: string[] = [];

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: FlaggerCanaryProps) {
    super(scope, id);
    const { steps, pauses, analysis, abort, testers, routing, webhooks = [], ...service } = props;
    checkRoomForVersions(this, service.name ?? id, ['primary', 'canary']);
    this.plan = flaggerPlan(this, props);
    webhooks.forEach((webhook) => webhook._check(this));
    const settings = serviceDefaults(this, service);
    const ports = flaggerPorts(this, settings.ports);
    const pod = createWorkloadPod(this, settings);
    const { deployment, autoscaler, maxPods } = createDeployment(pod, settings);
    this.deployment = deployment;
    this.autoscaler = autoscaler;
    this._workload = new Workload(pod, settings, deployment);
    // Flagger tells its copy by this label, and takes no Deployment that does not select by it.
    const matchLabels = { [NAME_LABEL]: pod.context.name };
    Overlay.of(ApiObject.of(deployment)).merge({ spec: { selector: { matchLabels } } });
    const podLabels = [NAME_LABEL];
    const monitored = { jobLabel: INSTANCE_LABEL, podLabels };
    this.podMonitor = settings.metrics._podMonitor(pod.context, pod.metricsPort, monitored);
    keepVersionLabels(this, this.podMonitor, podLabels);
    this._recordAt(deployment, pod.context.waivers);
    const metrics = analysis === undefined ? [] : this.metricsOf(analysis);
    this.metricTemplates = analysis === undefined ? [] : this.templatesOf(metrics, analysis);
    this.canary = canaryObject(pod.context, {
      plan: this.plan,
      ports,
      isScaled: autoscaler !== undefined,
      startSeconds: deployment.progressDeadline.toSeconds(),
      metrics,
      webhooks,
      hosts: () => this.hosts,
      gatewayRefs: () => this.gatewayRefs(),
    });
    this._workload.seal(VERSIONS * maxPods, {
      autoscaler, runs: VERSIONS, counted: this.countedVersions, fields: () => this.toldApart,
    });
    this.claimInMesh();
    this.admitTesters(webhooks);
    this.node.addValidation({ validate: () => [...this.unroutedProblems(), ...this.uncopiedProblems()] });
  }

  /** Public hosts are those of the route that Flagger makes. @internal */
  protected _expose(host: string, options: ExposeOptions): void {
    checkHost(this, 'expose.host', host);
    this.checkExposed(host, options);
    const { _kind, _istio: { gateways = [] } } = this.plan.routing;
    const { namespace } = this._workload.context;
    if (_kind === 'Istio') claimHosts(this, { namespace, hosts: [host], gateways: [...gateways, MESH] });
    this.admitNamespace(controllerNamespace(this), this.reachablePorts[0]);
    this.hosts.push(host);
  }

  /** Flagger goes by the label, and changes it in its copy. */
  private get toldApart(): KeptField[] {
    const { name: value } = this._workload.context;
    const [reason, remedy] = ['Flagger tells its copy by it', 'give the service the prop name instead'];
    return [['spec', 'selector', 'matchLabels'], ['spec', 'template', 'metadata', 'labels']]
      .map((path) => ({ path: [...path, NAME_LABEL], value, reason, remedy }));
  }

  /** What Flagger makes for Istio: the routes of the Service, and how each version is called. */
  private claimInMesh(): void {
    if (this.plan.routing._kind !== 'Istio') return;
    const { name, namespace } = this._workload.context;
    claimHosts(this, { namespace, hosts: [name], gateways: [MESH] });
    ['primary', 'canary'].forEach((role) => claimDestination(this, namespace, `${name}-${role}`));
  }

  private admitTesters(webhooks: readonly FlaggerWebhook[]): void {
    const [port] = this.reachablePorts;
    for (const { _namespace } of webhooks) if (_namespace !== undefined) this.admitNamespace(_namespace, port);
  }

  /** What serves is the copy; a new version is counted too while it has users. */
  private get countedVersions(): Partial<CountedService> {
    const { name } = this._workload.context;
    const primary = `${name}-primary`;
    return {
      workload: primary, instance: name, versions: [primary, name], services: [name, primary, `${name}-canary`],
    };
  }

  private checkExposed(host: string, { tls = Platform.of(this).tls, ...options }: ExposeOptions): void {
    const { _kind, _istio: { gateways } } = this.plan.routing;
    const refuse = (complaint: Omit<Complaint, 'got'>, got: unknown = host) => fail(this, { ...complaint, got });
    const isTold = { 'replicas': false, 'Istio': gateways !== undefined, 'Gateway API': tls?._isAtGateway };
    const told = { 'replicas': _kind, 'Istio': gateways, 'Gateway API': tls?._text };
    if (!isTold[_kind]) refuse(UNTOLD[_kind], told[_kind]);
    const [given] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
    if (given !== undefined) {
      const must = 'be left out, for Flagger makes one route of all hosts';
      refuse({ prop: `expose.${given}`, must, remedy: 'use RolloutService' });
    }
    if (!this.hosts.includes(host)) return;
    refuse({ prop: 'expose.host', must: 'be exposed once', remedy: 'remove one of the two calls' });
  }

  private gatewayRefs(): object[] {
    const { _gateway: gateway } = Platform.of(this).routes;
    if (gateway === undefined) return [];
    const { name, namespace, httpsListener: sectionName } = gateway;
    return [{ group: GATEWAY_GROUP, kind: 'Gateway', name, namespace, sectionName }];
  }

  private metricsOf(analysis: DeliveryAnalysis): MeasuredMetric[] {
    const { context: { name }, promises, counted } = this._workload;
    // The label that Flagger changes in its copy.
    const version = { scraped: { [NAME_OF_SERIES]: name }, service: `${name}-canary`, workload: name };
    return measuredMetrics({ scope: this, counted, promises, version }, analysis);
  }

  private templatesOf(metrics: readonly MeasuredMetric[], analysis: DeliveryAnalysis): ApiObject[] {
    const address = prometheusAddress(this, analysis._options, CONTROLLER);
    return metrics.map((metric) => metricTemplate(this._workload.context, metric, address));
  }

  /** Flagger refuses a route of no Gateway. */
  private unroutedProblems(): string[] {
    if (this.plan.routing._kind !== 'Gateway API' || this.hosts.length > 0) return [];
    const must = 'be called where the Gateway divides the traffic';
    return [describe({ prop: 'exposeAt', must, got: undefined, remedy: 'expose it, or use TrafficRouting.istio()' })];
  }

  /** Of a ConfigMap Flagger copies the texts alone, and what serves would find no other file. */
  private uncopiedProblems(): string[] {
    return this._workload.configSources.binaryFiles.map((got) => describe({
      prop: 'config', must: 'hold texts alone, for Flagger copies nothing else', got, remedy: 'use RolloutService',
    }));
  }
}

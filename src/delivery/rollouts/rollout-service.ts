import { ApiObject } from 'cdk8s';
import { DeploymentProps, HorizontalPodAutoscaler, Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Judging } from './judging';
import { analysisTemplate, VERSION_ARGUMENT } from './rollout-analysis';
import { RolloutController } from './rollout-controller';
import { checkPreview, RolloutPlan, rolloutPlan } from './rollout-plan';
import { RolloutServiceProps } from './rollout-service-props';
import { keptStrategy, rolloutSpec } from './rollout-spec';
import { CountedService } from '../../alerts/services/counted-service';
import { Rollout } from '../../availability/rollout';
import { IApiClient } from '../../contracts/api-client';
import { IReachable, PodGroup, ReachablePort } from '../../contracts/reachable';
import { TrafficShares } from '../../contracts/traffic-shares';
import { describe, fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { NAME_LABEL, ROLLOUTS_HASH_LABEL } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';
import { ExposeOptions, PublicRoute } from '../../network/public-route';
import { createDeployment } from '../../workloads/deployment';
import { ProductionServiceProps } from '../../workloads/production-service';
import { ReachableWorkload } from '../../workloads/reachable-workload';
import { createService } from '../../workloads/service';
import { Workload } from '../../workloads/workload';
import { DeploymentSettings, serviceDefaults } from '../../workloads/workload-defaults';
import { createWorkloadPod } from '../../workloads/workload-pod';
import { HeaderMatch } from '../strategy/header-match';
import { MESH_ROUTE, SharedMesh } from '../traffic/shared-mesh';
import { keepVersionLabels } from '../versions/kept-version-labels';
import { checkRoomForVersions } from '../versions/version-names';
import { serviceContext, versionService } from '../versions/version-services';

const ALL = 100;
/** The label of pods as Prometheus has it of their series. */
const HASH_OF_SERIES = ROLLOUTS_HASH_LABEL.replace(/-/g, '_');

/**
 * A service whose new versions Argo Rollouts lets in: step by step under a share of the traffic, or all at once after a
 * preview, judged by what the service promises, and taken back where they fail.
 *
 * Writes what a ProductionService writes, with a Rollout instead of the Deployment, and where there is an `analysis` an
 * AnalysisTemplate. Callers and Prometheus go by the Service `<name>`. Where traffic is routed, the controller divides
 * it between `<name>-stable` and `<name>-canary`. The cluster must run Argo Rollouts 1.7 or newer, and its plugin for
 * Gateway API where that routes.
 *
 * Fails as ProductionService does, where the platform has no routes with weights, where an objective of the analysis is
 * not promised, and where a version would be through before it could be judged.
 *
 * @example
 *
 * new RolloutService(chart, 'shop', {
 *   image: 'ghcr.io/acme/shop:1.6.0',
 *   steps: [5, 25, 50],
 *   pauses: StepPauses.each(Duration.minutes(10)),
 * });
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
@checked
export class RolloutService extends ReachableWorkload implements IApiClient, IReachable {
  /** The Rollout. */
  public readonly rollout: ApiObject;
  /** The Service that callers go by: of all pods, and of the active ones where versions are switched. */
  public readonly service: Service;
  /** The Service of the stable version, none unless traffic is routed. */
  public readonly stableService?: Service;
  /** The Service of the new version, none unless traffic is routed. */
  public readonly canaryService?: Service;
  /** The Service of the new version before it is promoted, none unless versions are switched. */
  public readonly previewService?: Service;
  /** The HorizontalPodAutoscaler, which scales the Rollout. None where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** The ServiceMonitor, none unless the platform uses the Prometheus operator, and where versions are switched. */
  public readonly serviceMonitor?: ApiObject;
  /** The PodMonitor, there instead of the ServiceMonitor where versions are switched. */
  public readonly podMonitor?: ApiObject;
  /** The AnalysisTemplate, none without `analysis`. */
  public readonly analysisTemplate?: ApiObject;
  /** @internal */
  public readonly _workload: Workload;
  private readonly plan: RolloutPlan;
  private readonly mesh?: SharedMesh;
  private previewed?: PublicRoute;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: RolloutServiceProps) {
    super(scope, id);
    const { steps, pauses, analysis, abort, testers, routing, strategy, ...service } = props;
    this.plan = rolloutPlan(this, props);
    if (this.hasBothInFull) checkRoomForVersions(this, service.name ?? id, ['stable', 'canary', 'preview']);
    const settings = this.settings(service);
    const pod = createWorkloadPod(this, settings);
    const { deployment, autoscaler, maxPods } = createDeployment(pod, settings, makeRollout);
    this.rollout = ApiObject.of(deployment);
    this.autoscaler = autoscaler;
    this._workload = new Workload(pod, settings, deployment);
    this.service = createService(pod.context, pod.ports);
    const podLabels = analysis && [ROLLOUTS_HASH_LABEL];
    const { metrics } = settings;
    // Both Services lead to the same pods between two versions, which would be scraped twice.
    if (this.plan.blueGreen === undefined) {
      this.serviceMonitor = metrics._serviceMonitor(pod.context, pod.metricsPort, { podLabels });
    } else {
      this.podMonitor = metrics._podMonitor(pod.context, pod.metricsPort, { podLabels, jobLabel: NAME_LABEL });
    }
    this._recordAt(deployment, pod.context.waivers);
    const { max } = settings.scaling._bounds(this);
    checkPreview(this, this.plan, max);
    this._workload.seal(this.hasBothInFull ? this.plan.mostVersions * max : maxPods, {
      autoscaler, counted: this.countedServices, fields: () => keptStrategy(this.plan, pod.context.name),
    });
    [this.serviceMonitor, this.podMonitor].forEach((monitor) => keepVersionLabels(this, monitor, podLabels));
    this.stableService = this.isRouted ? this.serviceOf('stable') : undefined;
    this.canaryService = this.isRouted ? this.serviceOf('canary') : undefined;
    this.previewService = this.plan.blueGreen && this.serviceOf('preview');
    this.mesh = this.addMesh();
    this.analysisTemplate = this.plan.judging && this.analyze(this.plan.judging);
    Overlay.of(this.rollout).merge({ spec: this.spec(settings, testers) });
    this.node.addValidation({ validate: () => this.unroutedProblems() });
  }

  /** The VirtualServices, one for callers in the mesh and one for each public host. None without Istio. */
  public get virtualServices(): ApiObject[] {
    return [...this.mesh?.virtualServices ?? []];
  }

  /** The DestinationRules, one for each Service. None without Istio. */
  public get destinationRules(): ApiObject[] {
    return [...this.mesh?.destinationRules ?? []];
  }

  /** What testers reach the preview by, none before `previewAt`. */
  public get previewRoute(): PublicRoute | undefined {
    return this.previewed;
  }

  /**
   * Lets testers reach the new version by a host name of its own before it is promoted.
   *
   * Fails as `PublicRoute.expose` does, and unless the strategy is `RolloutStrategy.blueGreen()`.
   *
   * In the manifest: Ingress or HTTPRoute, Certificate, and NetworkPolicy `spec.ingress`.
   *
   * @param host such as `preview.example.com`
   * @param options path, port and certificate
   */
  public previewAt(host: string, options: ExposeOptions = {}): void {
    if (this.previewService === undefined) {
      const must = 'be left out where new versions come in steps';
      const remedy = 'use strategy: RolloutStrategy.blueGreen(), or testers';
      fail(this, { prop: 'previewAt', must, got: host, remedy });
    }
    const { name } = this.previewService;
    this.previewed ??= new PublicRoute(this, 'PreviewRoute', { name });
    this.previewed.expose(this.behind(name), host, options);
  }

  /** How requests at a Gateway are shared, before the controller changes it. @internal */
  public get _shares(): TrafficShares | undefined {
    if (this.stableService === undefined || this.canaryService === undefined) return undefined;
    return {
      shares: [
        { serviceName: this.stableService.name, weight: ALL }, { serviceName: this.canaryService.name, weight: 0 },
      ],
    };
  }

  /** @internal */
  protected _expose(host: string, options: ExposeOptions): void {
    if (this.mesh === undefined) super._expose(host, options);
    else this.admitNamespace(this.mesh.expose(host, options), this.reachablePorts[0]);
  }

  private get isRouted(): boolean {
    return this.plan.blueGreen === undefined && this.plan.routing._kind !== 'replicas';
  }

  /** Routes of Istio lead to the Services of both versions. */
  private get countedServices(): Partial<CountedService> {
    const { name } = this._workload.context;
    const isInMesh = this.isRouted && this.plan.routing._kind === 'Istio';
    return isInMesh ? { services: [name, `${name}-stable`, `${name}-canary`] } : {};
  }

  /** Whether both versions have all of their pods in the end. */
  private get hasBothInFull(): boolean {
    return this.isRouted || this.plan.blueGreen !== undefined;
  }

  private settings(service: ProductionServiceProps): DeploymentSettings {
    const defaults = serviceDefaults(this, service);
    const { abort: { deadline }, judging } = this.plan;
    if (defaults.rollout._rollingUpdate === undefined) {
      const must = 'keep the old version until the new one has proved itself';
      fail(this, { prop: 'rollout', must, got: service.rollout, remedy: 'leave it out, or use a ProductionService' });
    }
    const rollout = Rollout._within(defaults.rollout, {
      deadline, prop: 'abort.deadline', standstillSeconds: judging?.awaitedSeconds,
    });
    return { ...defaults, rollout, revisionLabel: ROLLOUTS_HASH_LABEL };
  }

  private spec({ rollout }: DeploymentSettings, testers: HeaderMatch | undefined): JsonObject {
    const { name, namespace } = this._workload.context;
    return rolloutSpec({
      plan: this.plan,
      name,
      namespace,
      testers,
      httpRoutes: () => this.sharedRoutes(),
      virtualServices: () => this.virtualServices.map((route) => route.name),
      routeName: MESH_ROUTE,
      isJudged: this.analysisTemplate !== undefined,
      rollingUpdate: rollout._rollingUpdate!,
    });
  }

  /** Those that lead to both Services, and not the one that redirects. */
  private sharedRoutes(): string[] {
    return this.route?._sharedRoutes.map(({ name }) => name) ?? [];
  }

  /** The controller refuses to divide the traffic of no route. */
  private unroutedProblems(): string[] {
    if (this._shares === undefined || this.mesh !== undefined || this.sharedRoutes().length > 0) return [];
    const must = 'be called where the Gateway divides the traffic';
    const remedy = 'expose it, or use TrafficRouting.byReplicas()';
    return [describe({ prop: 'exposeAt', must, got: undefined, remedy })];
  }

  private serviceOf(role: string): Service {
    const { name, selector } = this._workload.context;
    const id = `${role[0].toUpperCase()}${role.slice(1)}Service`;
    return versionService(this, this, { id, name: `${name}-${role}`, selector });
  }

  private addMesh(): SharedMesh | undefined {
    const { plan: { routing }, _shares: shares } = this;
    if (shares === undefined || routing._kind !== 'Istio') return undefined;
    const { name, namespace, labels } = serviceContext(this, this, this.service.name);
    const port = this.reachablePorts[0].servicePort;
    return new SharedMesh(this, { name, namespace, labels, port, shares, istio: routing._istio });
  }

  private analyze(judging: Judging): ApiObject {
    const { context, counted, promises } = this._workload;
    const version = { scraped: { [HASH_OF_SERIES]: VERSION_ARGUMENT }, service: this.canaryService?.name };
    return analysisTemplate(context, { scope: this, counted, promises, version }, judging);
  }

  /** The same pods behind another Service. */
  private behind(reachableName: string): IReachable {
    return {
      reachableName,
      reachablePods: this.reachablePods,
      reachablePorts: this.reachablePorts,
      admit: (callers: PodGroup, port: ReachablePort) => this.admit(callers, port),
      admitNamespace: (namespace: string, port: ReachablePort) => this.admitNamespace(namespace, port),
    };
  }
}

function makeRollout(scope: Construct, id: string, props: DeploymentProps): RolloutController {
  return new RolloutController(scope, id, props);
}

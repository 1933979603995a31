import { ApiObject } from 'cdk8s';
import { Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { CanaryPlan, canaryPlan } from './canary-plan';
import { canaryRange, canaryShare, PodRange, shareText } from './canary-pods';
import { CanaryServiceProps } from './canary-service-props';
import { CanaryShare } from './canary-share';
import { Autoscaling } from '../../availability/autoscaling';
import { IReachable } from '../../contracts/reachable';
import { TrafficShares } from '../../contracts/traffic-shares';
import { describe } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { CANARY_SHARE_ANNOTATION, NAME_LABEL } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { ExposeOptions } from '../../network/public-route';
import { ProductionServiceProps } from '../../workloads/production-service';
import { HeaderMatch } from '../strategy/header-match';
import { SharedMesh } from '../traffic/shared-mesh';
import { ServiceVersion } from '../versions/service-version';
import { checkRoomForVersions } from '../versions/version-names';
import { serviceContext, versionService } from '../versions/version-services';
import { VersionedService } from '../versions/versioned-service';

const ALL = 100;

/**
 * A service whose new version runs beside it under a share of the traffic, without any controller: somebody looks at
 * it, and changes `step`.
 *
 * Writes what a ProductionService of the same name writes, and with `canaryImage` the same for `<name>-canary`. Nothing
 * of the stable side changes with the canary, so that taking it away deletes nothing else. By replicas one Service
 * leads to the pods of both, and the canary has as many as come nearest to its share; `share` says how near. By weights
 * each side has a Service of its own, and an HTTPRoute or a VirtualService divides the requests.
 *
 * Fails as ProductionService does, and where something is asked for that only a controller does.
 *
 * @example
 *
 * new CanaryService(chart, 'shop', {
 *   image: 'ghcr.io/acme/shop:1.5.0',
 *   canaryImage: 'ghcr.io/acme/shop:1.6.0',
 *   steps: [10, 50],
 *   step: 1,
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/management/#canary-deployments
 */
@checked
export class CanaryService extends VersionedService implements IReachable {
  /** The stable version. */
  public readonly stable: ServiceVersion;
  /** The canary, none without `canaryImage`. */
  public readonly canary?: ServiceVersion;
  /** The Service that callers go by: of both versions by replicas, else of the stable one. */
  public readonly service: Service;
  /** The Service of the canary alone, none by replicas. */
  public readonly serviceOfCanary?: Service;
  /** The ServiceMonitor of both versions, none unless the platform uses the Prometheus operator. */
  public readonly serviceMonitor?: ApiObject;
  /** Which share of the pods is the canary's, none without one. */
  public readonly share?: CanaryShare;
  private readonly plan: CanaryPlan;
  private readonly testers?: HeaderMatch;
  private readonly mesh?: SharedMesh;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props both images, the steps, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: CanaryServiceProps) {
    super(scope, id);
    const { canaryImage, steps, step, pauses, analysis, abort, testers, routing, name = id, ...version } = props;
    checkRoomForVersions(this, name, ['canary']);
    this.plan = canaryPlan(this, props);
    this.testers = testers;
    this.stable = ServiceVersion._of(this, 'stable', { props: version, name, application: name });
    if (canaryImage !== undefined) {
      const range = this.stable._settings.scaling._bounds(this);
      const { percent } = this.plan;
      this.share = canaryShare(percent, canaryRange(percent, range), range);
      this.canary = this.addCanary({ ...version, image: canaryImage, name }, canaryRange(percent, range));
    }
    const ofAll = { [NAME_LABEL]: name };
    const selector = this.isRouted ? this.stable._workload.context.selector : ofAll;
    this.service = versionService(this, this.stable, { id: 'Service', name, selector });
    this.serviceOfCanary = this.addCanaryService();
    const { _settings: { metrics }, _pod: { metricsPort } } = this.stable;
    const monitored = { ...serviceContext(this, this.stable, name), selector: ofAll };
    this.serviceMonitor = metrics._serviceMonitor(monitored, metricsPort, { jobLabel: NAME_LABEL });
    this.mesh = this.addMesh();
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

  /** How requests at a Gateway are shared. @internal */
  public get _shares(): TrafficShares | undefined {
    return this.serviceOfCanary === undefined ? undefined : this.shares;
  }

  /** @internal */
  protected get _versions(): readonly ServiceVersion[] {
    return this.canary === undefined ? [this.stable] : [this.stable, this.canary];
  }

  /** @internal */
  protected get _counted() {
    const both = [this.reachableName, `${this.reachableName}-canary`];
    return { versions: both, ...(this.isRouted ? { services: both } : {}) };
  }

  /** @internal */
  protected _expose(host: string, options: ExposeOptions): void {
    if (this.mesh === undefined) super._expose(host, options);
    else this.admitNamespace(this.mesh.expose(host, options), this.reachablePorts[0]);
  }

  /** Where nothing is exposed, no route has the weights, and the canary gets no request. */
  private unroutedProblems(): string[] {
    if (this.serviceOfCanary === undefined || this.mesh !== undefined || this.route !== undefined) return [];
    const must = 'be called where the Gateway divides the traffic';
    const remedy = 'expose it, or use TrafficRouting.byReplicas()';
    return [describe({ prop: 'exposeAt', must, got: undefined, remedy })];
  }

  private get isRouted(): boolean {
    return this.plan.routing._kind !== 'replicas';
  }

  private get shares(): TrafficShares {
    const { name: serviceName } = this.service;
    const { percent } = this.plan;
    if (this.serviceOfCanary === undefined) return { shares: [{ serviceName, weight: ALL }] };
    const { name: canary } = this.serviceOfCanary;
    const shares = [{ serviceName, weight: ALL - percent }, { serviceName: canary, weight: percent }];
    const { testers } = this;
    if (testers === undefined) return { shares };
    return { shares, testers: { header: testers.name, value: testers.value, serviceName: canary } };
  }

  private addCanary(props: ProductionServiceProps, { min, max }: PodRange): ServiceVersion {
    const application = props.name!;
    const reason = `a canary has ${this.plan.percent}% of the traffic, and pods for no more`;
    const canary = ServiceVersion._of(this, 'canary', {
      props,
      name: `${application}-canary`,
      application,
      scaled: (scaling) => Autoscaling._between(scaling, { min, max, reason }),
    });
    const annotations = { [CANARY_SHARE_ANNOTATION]: shareText(this.share!) };
    Overlay.of(ApiObject.of(canary.deployment)).merge({ metadata: { annotations } });
    return canary;
  }

  private addCanaryService(): Service | undefined {
    if (this.canary === undefined || !this.isRouted) return undefined;
    const { name, selector } = this.canary._workload.context;
    return versionService(this, this.canary, { id: 'CanaryService', name, selector });
  }

  private addMesh(): SharedMesh | undefined {
    const { routing } = this.plan;
    if (routing._kind !== 'Istio') return undefined;
    const { name, namespace, labels } = serviceContext(this, this.stable, this.service.name);
    const port = this.reachablePorts[0].servicePort;
    const { shares } = this;
    return new SharedMesh(this, { name, namespace, labels, port, shares, istio: routing._istio });
  }
}

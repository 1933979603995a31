import { ApiObject } from 'cdk8s';
import { Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BlueGreenServiceProps } from './blue-green-service-props';
import { BlueGreenSide } from './blue-green-side';
import { IdleSide } from './idle-side';
import { Autoscaling } from '../../availability/autoscaling';
import { IReachable, PodGroup, ReachablePort } from '../../contracts/reachable';
import { checked } from '../../internal/signatures/checked';
import { ExposeOptions, PublicRoute } from '../../network/public-route';
import { ProductionServiceProps } from '../../workloads/production-service';
import { ServiceVersion } from '../versions/service-version';
import { checkRoomForVersions } from '../versions/version-names';
import { serviceContext, versionService } from '../versions/version-services';
import { VersionedService } from '../versions/versioned-service';

/**
 * A service with two sides, of which one serves: a new version comes up beside the old one, is looked at, and gets all
 * requests at once.
 *
 * Writes for each side what a ProductionService writes but for the Service: `<name>-blue` and `<name>-green`. The
 * Service `<name>` leads to the side that serves, and `<name>-preview` to the other one. A switch changes `active`, and
 * nothing of the pods; a rollback changes it back. Alerts and objectives follow the side that serves.
 *
 * Fails as ProductionService does.
 *
 * @example
 *
 * const shop = new BlueGreenService(chart, 'shop', {
 *   image: 'ghcr.io/acme/shop:1.5.0',
 *   greenImage: 'ghcr.io/acme/shop:1.6.0',
 *   active: BlueGreenSide.BLUE,
 * });
 * shop.exposeAt('shop.example.com', { tls: RouteTls.clusterIssuer('letsencrypt') });
 * shop.previewAt('preview.example.com', { tls: RouteTls.clusterIssuer('letsencrypt') });
 *
 * @see https://martinfowler.com/bliki/BlueGreenDeployment.html
 */
@checked
export class BlueGreenService extends VersionedService implements IReachable {
  /** The blue side. */
  public readonly blue: ServiceVersion;
  /** The green side. */
  public readonly green: ServiceVersion;
  /** The side that serves. */
  public readonly active: BlueGreenSide;
  /** The Service of the side that serves. */
  public readonly service: Service;
  /** The Service of the other side. */
  public readonly previewService: Service;
  /** The ServiceMonitor of the side that serves, none unless the platform uses the Prometheus operator. */
  public readonly serviceMonitor?: ApiObject;
  /** The ServiceMonitor of the other side, whose job is the preview. */
  public readonly previewMonitor?: ApiObject;
  private previewed?: PublicRoute;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props both images, which side serves, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: BlueGreenServiceProps) {
    super(scope, id);
    const { active, blueImage, greenImage, idle = IdleSide.full(), name = id, ...both } = props;
    checkRoomForVersions(this, name, ['blue', 'green', 'preview']);
    idle._check(this, both.scaling ?? Autoscaling.onCpu());
    const side = (color: BlueGreenSide, image: string = props.image) => this.side(color, {
      props: { ...both, image }, application: name, idle: color === active ? IdleSide.full() : idle,
    });
    this.active = active;
    this.blue = side(BlueGreenSide.BLUE, blueImage);
    this.green = side(BlueGreenSide.GREEN, greenImage);
    const [serving, resting] = active === BlueGreenSide.BLUE ? [this.blue, this.green] : [this.green, this.blue];
    const previewName = `${name}-preview`;
    this.service = this.serviceOf(serving, 'Service', name);
    this.previewService = this.serviceOf(resting, 'PreviewService', previewName);
    this.serviceMonitor = this.monitorOf(serving, 'ServiceMonitor', name);
    this.previewMonitor = this.monitorOf(resting, 'PreviewMonitor', previewName);
  }

  /** What testers reach the preview by, none before `previewAt`. */
  public get previewRoute(): PublicRoute | undefined {
    return this.previewed;
  }

  /**
   * Lets testers reach the side that does not serve by a host name of its own, encrypted.
   *
   * Whoever knows the host comes in: let the ingress controller or the service itself ask who it is. Fails as
   * `PublicRoute.expose` does.
   *
   * In the manifest: Ingress or HTTPRoute, Certificate, and NetworkPolicy `spec.ingress` of each side.
   *
   * @param host such as `preview.example.com`
   * @param options path, port and certificate
   */
  public previewAt(host: string, options: ExposeOptions = {}): void {
    const { name } = this.previewService;
    this.previewed ??= new PublicRoute(this, 'PreviewRoute', { name });
    this.previewed.expose(this.preview(), host, options);
  }

  /** @internal */
  protected get _versions(): readonly ServiceVersion[] {
    return [this.serving, ...[this.blue, this.green].filter((side) => side !== this.serving)];
  }

  /** @internal */
  protected get _counted() {
    return { workload: this.serving._workload.context.name };
  }

  private get serving(): ServiceVersion {
    return this.active === BlueGreenSide.BLUE ? this.blue : this.green;
  }

  /** The pods of both sides, behind the Service of the one that does not serve. */
  private preview(): IReachable {
    return {
      reachableName: this.previewService.name,
      reachablePods: this.reachablePods,
      reachablePorts: this.reachablePorts,
      admit: (callers: PodGroup, port: ReachablePort) => this.admit(callers, port),
      admitNamespace: (namespace: string, port: ReachablePort) => this.admitNamespace(namespace, port),
    };
  }

  private side(color: BlueGreenSide, { props, application, idle }: SideProps): ServiceVersion {
    const scaled = (scaling: Autoscaling) => idle._scaled(scaling);
    return ServiceVersion._of(this, color, { props, name: `${application}-${color}`, application, scaled });
  }

  private serviceOf(side: ServiceVersion, id: string, name: string): Service {
    return versionService(this, side, { id, name, selector: side._workload.context.selector });
  }

  private monitorOf(side: ServiceVersion, id: string, name: string): ApiObject | undefined {
    const { _settings: { metrics }, _pod: { metricsPort } } = side;
    return metrics._serviceMonitor(serviceContext(this, side, name), metricsPort, { id });
  }
}

/** What one side is made of. */
interface SideProps {
  readonly props: ProductionServiceProps;
  readonly application: string;
  readonly idle: IdleSide;
}

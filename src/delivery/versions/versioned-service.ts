import { ApiObject } from 'cdk8s';
import { ServiceVersion } from './service-version';
import { serviceContext } from './version-services';
import { ServiceLevelObjective } from '../../alerts/objectives/service-level-objective';
import { CountedService } from '../../alerts/services/counted-service';
import { ServiceAlerts } from '../../alerts/services/service-alerts';
import { IReachable, PodGroup, ReachablePort } from '../../contracts/reachable';
import { NAME_LABEL } from '../../internal/naming/labels';
import { ExposeOptions, PublicRoute } from '../../network/public-route';
import { TrafficPeer } from '../../network/traffic-peer';
import { OwnConstruct } from '../../platform/own-construct';
import { admitNamespace, admitPods, allowFrom, dependOn, dependOnHost } from '../../workloads/relations/dependencies';
import { AllowFromOptions, DependsOnHostOptions, DependsOnOptions } from '../../workloads/relations/dependency-options';
import { Promises } from '../../workloads/relations/promises';

/** What a service of two versions is to others: one, whichever of them answers. @internal */
export abstract class VersionedService extends OwnConstruct implements IReachable {
  private publicRoute?: PublicRoute;
  private readonly promises = new Promises(this);

  /** Those that there are. @internal */
  protected abstract get _versions(): readonly ServiceVersion[];

  /** What is counted of its requests, and of which pods. @internal */
  protected abstract get _counted(): Partial<CountedService>;

  /** What the public reaches it by, none before `exposeAt`. */
  public get route(): PublicRoute | undefined {
    return this.publicRoute;
  }

  /** The name of the Service, by which callers find it. */
  public get reachableName(): string {
    return this._versions[0]._settings.application!;
  }

  /** The pods of all versions: what callers may do does not change when another one answers. */
  public get reachablePods(): PodGroup {
    const { namespace } = this._versions[0]._workload.context;
    return { namespace, labels: { [NAME_LABEL]: this.reachableName } };
  }

  /** The ports that callers may depend on. None of them is there for metrics alone. */
  public get reachablePorts(): ReachablePort[] {
    return this._versions[0]._workload.callablePorts.map(({ containerPort, servicePort, protocol }) => (
      { containerPort, servicePort, protocol }
    ));
  }

  /**
   * Lets the public reach the service by a host name, encrypted.
   *
   * May be called for several hosts and paths. Fails as `PublicRoute.expose` does.
   *
   * In the manifest: Ingress or HTTPRoute, Certificate, and NetworkPolicy `spec.ingress` of each version.
   *
   * @param host such as `shop.example.com`
   * @param options path, port and certificate
   */
  public exposeAt(host: string, options: ExposeOptions = {}): void {
    this._expose(host, options);
  }

  /** By what routes public hosts to it. @internal */
  protected _expose(host: string, options: ExposeOptions): void {
    this.publicRoute ??= new PublicRoute(this, 'Route', { name: this.reachableName });
    this.publicRoute.expose(this, host, options);
  }

  /**
   * Lets the pods of a caller connect to each version. `dependsOn` of the caller calls it.
   *
   * @param callers the pods
   * @param port one of `reachablePorts`
   */
  public admit(callers: PodGroup, port: ReachablePort): void {
    this._versions.forEach(({ _workload }) => admitPods(_workload, callers, port));
  }

  /**
   * Lets every pod of a namespace connect to each version. `PublicRoute` calls it for the ingress controller.
   *
   * @param namespace where the pods are
   * @param port one of `reachablePorts`
   */
  public admitNamespace(namespace: string, port: ReachablePort): void {
    this._versions.forEach(({ _workload }) => admitNamespace(_workload, namespace, port));
  }

  /**
   * Lets a peer connect to each version.
   *
   * @param peer who may connect
   * @param options to which port
   */
  public allowFrom(peer: TrafficPeer, options: AllowFromOptions = {}): void {
    this._versions.forEach(({ _workload }) => allowFrom(_workload, peer, options.port));
  }

  /**
   * Lets each version depend on something in the cluster, as `dependsOn` of a ProductionService does.
   *
   * @param target another workload
   * @param options which port, and how the versions learn the address
   */
  public dependsOn(target: IReachable, options: DependsOnOptions = {}): void {
    this._versions.forEach(({ _workload }) => dependOn(_workload, target, options));
  }

  /**
   * Lets each version depend on something outside of the cluster.
   *
   * @param cidr the network, such as `203.0.113.10/32`
   * @param port the port there
   * @param options the protocol
   */
  public dependsOnHost(cidr: string, port: number, options: DependsOnHostOptions = {}): void {
    this._versions.forEach(({ _workload }) => dependOnHost(_workload, { cidr, port }, options));
  }

  /**
   * Promises which share of the requests goes well, whichever version answers.
   *
   * @param objective what is promised
   * @returns the object with the rules
   */
  public promise(objective: ServiceLevelObjective): ApiObject {
    return this.promises.promise(objective, this.counted);
  }

  /**
   * Alerts on the rate, the errors and the latency of the requests, and on what is about to run out.
   *
   * @param alerts from where on somebody is told
   * @returns the object with the rules
   */
  public alertOn(alerts: ServiceAlerts): ApiObject {
    return this.promises.alertOn(alerts, this.counted);
  }

  private get counted(): CountedService {
    const [serving] = this._versions;
    const { name, labels } = serviceContext(this, serving, this.reachableName);
    const isAvailabilityPromised = () => this.promises.isAvailabilityPromised;
    return { ...serving._workload.counted, scope: this, name, labels, isAvailabilityPromised, ...this._counted };
  }
}

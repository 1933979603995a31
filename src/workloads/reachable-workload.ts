import { ApiObject } from 'cdk8s';
import { admitNamespace, admitPods, allowFrom, podsOf } from './relations/dependencies';
import { AllowFromOptions } from './relations/dependency-options';
import { ReplicatedWorkload } from './replicated-workload';
import { ServiceLevelObjective } from '../alerts/objectives/service-level-objective';
import { ServiceAlerts } from '../alerts/services/service-alerts';
import { IReachable, PodGroup, ReachablePort } from '../contracts/reachable';
import { ExposeOptions, PublicRoute } from '../network/public-route';
import { TrafficPeer } from '../network/traffic-peer';

/** What every workload with a Service has: it can be called, and says by whom. @internal */
export abstract class ReachableWorkload extends ReplicatedWorkload implements IReachable {
  private publicRoute?: PublicRoute;

  /** What the public reaches it by, none before `exposeAt`. */
  public get route(): PublicRoute | undefined {
    return this.publicRoute;
  }

  /** The name of the Service, by which callers find it. */
  public get reachableName(): string {
    return this._workload.context.name;
  }

  /** The pods behind the Service. */
  public get reachablePods(): PodGroup {
    return podsOf(this._workload);
  }

  /** The ports that callers may depend on; not one that is there for metrics alone. */
  public get reachablePorts(): ReachablePort[] {
    return this._workload.callablePorts.map(({ containerPort, servicePort, protocol }) => (
      { containerPort, servicePort, protocol }
    ));
  }

  /**
   * Lets the public reach this service by a host name, encrypted, through the ingress controller and nobody else.
   *
   * May be called for several hosts and paths. Services that share a host may each call it with paths of their own.
   * Fails as `PublicRoute.expose` does. Where the Service is headless, the controller must send to the pods themselves,
   * as those of ingress-nginx and of Gateways do; what needs an address of the Service cannot reach it.
   *
   * In the manifest: Ingress or HTTPRoute, Certificate, and NetworkPolicy `spec.ingress` of this service.
   *
   * @example
   *
   * api.exposeAt('shop.example.com', { path: '/api', tls: RouteTls.clusterIssuer('letsencrypt') });
   *
   * @param host such as `shop.example.com`, or `*.example.com` for all that is one label below
   * @param options path, port and certificate
   */
  public exposeAt(host: string, options: ExposeOptions = {}): void {
    this._expose(host, options);
  }

  /** By what routes public hosts to it. @internal */
  protected _expose(host: string, options: ExposeOptions): void {
    this.publicRoute ??= new PublicRoute(this, 'Route', { name: this._workload.context.name });
    this.publicRoute.expose(this, host, options);
  }

  /**
   * Lets the pods of a caller connect; `dependsOn` of the caller calls it.
   *
   * @param callers the pods
   * @param port one of `reachablePorts`
   */
  public admit(callers: PodGroup, port: ReachablePort): void {
    admitPods(this._workload, callers, port);
  }

  /**
   * Lets every pod of a namespace connect; `PublicRoute` calls it for the ingress controller.
   *
   * @param namespace where the pods are
   * @param port one of `reachablePorts`
   */
  public admitNamespace(namespace: string, port: ReachablePort): void {
    admitNamespace(this._workload, namespace, port);
  }

  /**
   * Lets a peer connect.
   *
   * Fails where the same flow is open already, or the port is none of the container's.
   *
   * @param peer who may connect
   * @param options to which port
   */
  public allowFrom(peer: TrafficPeer, options: AllowFromOptions = {}): void {
    allowFrom(this._workload, peer, options.port);
  }

  /**
   * Promises which share of the requests goes well: alerts tell when the error budget is spent too fast.
   *
   * Fails where an objective of the same name is promised already, and where nobody says how requests are counted.
   *
   * In the manifest: the rules of a PrometheusRule, or of a ConfigMap.
   *
   * @example
   *
   * api.promise(ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() }));
   *
   * @param objective what is promised
   * @returns the object with the rules
   */
  public promise(objective: ServiceLevelObjective): ApiObject {
    return this._workload.promises.promise(objective, this._workload.counted);
  }

  /**
   * Alerts on the rate, the errors and the latency of the requests, and on what is about to run out.
   *
   * Where an availability is promised too, before or afterwards, `ServiceErrorRateHigh` wakes nobody: the alerts on the
   * error budget do.
   *
   * Fails where it is called twice, and where nobody says how requests are counted and not all alerts about them are
   * omitted.
   *
   * In the manifest: the rules of a PrometheusRule, or of a ConfigMap.
   *
   * @example
   *
   * api.alertOn(ServiceAlerts.goldenSignals({ metrics: RequestMetrics.openTelemetryHttp(), errorPercent: 1 }));
   *
   * @param alerts from where on somebody is told
   * @returns the object with the rules
   */
  public alertOn(alerts: ServiceAlerts): ApiObject {
    return this._workload.promises.alertOn(alerts, this._workload.counted);
  }
}

import { ApiObject } from 'cdk8s';
import { Service, ServiceAccount } from 'cdk8s-plus-28';
import { OperatedPods } from './operated-pods';
import { IReachable, PodGroup, ReachablePort } from '../../contracts/reachable';
import { TrafficPeer } from '../../network/traffic-peer';
import { OwnConstruct } from '../../platform/own-construct';
import { admitNamespace, admitPods, allowFrom, call } from '../../workloads/relations/dependencies';
import { AllowFromOptions } from '../../workloads/relations/dependency-options';

/** What has its pods made by the Prometheus operator: it can be called, and says by whom. @internal */
export abstract class OperatedWorkload extends OwnConstruct implements IReachable {
  /** @internal */
  protected abstract readonly _pods: OperatedPods;

  /** The object that the operator makes pods of. */
  public get resource(): ApiObject {
    return this._pods.object;
  }

  /** The headless Service, by which pods find it and one another. */
  public get service(): Service {
    return this._pods.service;
  }

  /** The ServiceAccount of the pods. */
  public get serviceAccount(): ServiceAccount {
    return this._pods.serviceAccount;
  }

  /** How many pods may be evicted at once. */
  public get disruptionBudget(): ApiObject {
    return this._pods.disruptionBudget;
  }

  /** Who may connect to the pods, and to whom they may. */
  public get networkPolicy(): ApiObject {
    return this._pods.policy.policy;
  }

  /** What has it scraped. */
  public get serviceMonitor(): ApiObject {
    return this._pods.serviceMonitor;
  }

  /** The name of the Service, by which callers find it. */
  public get reachableName(): string {
    return this._pods.reachableName;
  }

  /** The pods behind the Service. */
  public get reachablePods(): PodGroup {
    return this._pods.reachablePods;
  }

  /** The ports that callers may depend on. */
  public get reachablePorts(): ReachablePort[] {
    return this._pods.reachablePorts;
  }

  /**
   * Lets the pods of a caller connect; `dependsOn` of the caller calls it.
   *
   * @param callers the pods
   * @param port one of `reachablePorts`
   */
  public admit(callers: PodGroup, port: ReachablePort): void {
    admitPods(this._pods, callers, port);
  }

  /**
   * Lets every pod of a namespace connect; `PublicRoute` calls it for the ingress controller.
   *
   * @param namespace where the pods are
   * @param port one of `reachablePorts`
   */
  public admitNamespace(namespace: string, port: ReachablePort): void {
    admitNamespace(this._pods, namespace, port);
  }

  /**
   * Lets a peer connect.
   *
   * Fails where the same flow is open already, or the port is none of the container's.
   *
   * In the manifest: NetworkPolicy `spec.ingress`.
   *
   * @param peer who may connect
   * @param options to which port, the one for queries where none is named
   */
  public allowFrom(peer: TrafficPeer, options: AllowFromOptions = {}): void {
    allowFrom(this._pods, peer, options.port);
  }

  /** Opens a flow to something in the cluster, on both sides. @internal */
  protected _call(verb: string, target: IReachable, port?: number): void {
    call(this._pods, target, { verb, number: port });
  }
}

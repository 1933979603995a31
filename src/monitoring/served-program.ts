import { IReachable, PodGroup, ReachablePort } from '../contracts/reachable';
import { TrafficPeer } from '../network/traffic-peer';
import { OwnConstruct } from '../platform/own-construct';
import { AllowFromOptions } from '../workloads/relations/dependency-options';
import { StatefulService } from '../workloads/stateful-service';

/** A program in a StatefulService, which is called by what it is. @internal */
export abstract class ServedProgram extends OwnConstruct implements IReachable {
  /** Everything that runs. */
  public abstract readonly service: StatefulService;

  /** The name of its Service, by which callers find it. */
  public get reachableName(): string {
    return this.service.reachableName;
  }

  /** Its pods. */
  public get reachablePods(): PodGroup {
    return this.service.reachablePods;
  }

  /** Its ports, the one that it answers people at first. */
  public get reachablePorts(): ReachablePort[] {
    return this.service.reachablePorts;
  }

  /**
   * Lets a peer connect, such as people who ask it.
   *
   * In the manifest: NetworkPolicy `spec.ingress`.
   *
   * @param peer who may connect
   * @param options to which port
   */
  public allowFrom(peer: TrafficPeer, options: AllowFromOptions = {}): void {
    this.service.allowFrom(peer, options);
  }

  /**
   * Lets the pods of a caller connect; `dependsOn` of the caller calls it.
   *
   * @param callers the pods
   * @param port one of `reachablePorts`
   */
  public admit(callers: PodGroup, port: ReachablePort): void {
    this.service.admit(callers, port);
  }

  /**
   * Lets every pod of a namespace connect; `PublicRoute` calls it for the ingress controller.
   *
   * @param namespace where the pods are
   * @param port one of `reachablePorts`
   */
  public admitNamespace(namespace: string, port: ReachablePort): void {
    this.service.admitNamespace(namespace, port);
  }
}

import { IReachable } from '../../contracts/reachable';
import { TrafficPeer } from '../../network/traffic-peer';
import { AllowFromOptions } from '../../workloads/relations/dependency-options';

/** A Prometheus, whatever runs it. */
export interface IPrometheus extends IReachable {
  /**
   * Lets a peer ask it.
   *
   * @param peer who may connect
   * @param options to which port
   */
  allowFrom(peer: TrafficPeer, options?: AllowFromOptions): void;

  /**
   * Lets it connect to a port of pods that are no workloads of the tree.
   *
   * @param peer the pods
   * @param port where they serve metrics
   */
  scrape(peer: TrafficPeer, port: number): void;
}

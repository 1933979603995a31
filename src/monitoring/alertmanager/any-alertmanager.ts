import { IReachable } from '../../contracts/reachable';
import { TrafficPeer } from '../../network/traffic-peer';
import { AllowFromOptions } from '../../workloads/relations/dependency-options';

/** Alertmanager, whatever runs it. */
export interface IAlertmanager extends IReachable {
  /**
   * Lets a peer connect, such as people who silence alerts.
   *
   * @param peer who may connect
   * @param options to which port
   */
  allowFrom(peer: TrafficPeer, options?: AllowFromOptions): void;

  /**
   * Lets it connect to a receiver of alerts that runs in the cluster, whose policy is opened too.
   *
   * @param receiver what it sends to
   * @param port of the receiver, the only one where none is given
   */
  notify(receiver: IReachable, port?: number): void;

  /**
   * Lets it connect to a receiver outside of the cluster at another port than those of its routing.
   *
   * @param cidr the network, such as `203.0.113.10/32`
   * @param port the port there
   */
  notifyHost(cidr: string, port: number): void;
}

import { IReachable } from './reachable';

/** A Service of those that share the requests to a target. */
export interface TrafficShare {
  readonly serviceName: string;
  /** Port of that Service; the one of the target where it is left out. */
  readonly servicePort?: number;
  /** In percent; those of a target add up to 100. */
  readonly weight: number;
}

/** Who gets one of the Services, whatever its weight is. */
export interface TesterShare {
  /** Name of the header, in small letters. */
  readonly header: string;
  readonly value: string;
  readonly serviceName: string;
  readonly servicePort?: number;
}

/** How the requests to a target are shared. */
export interface TrafficShares {
  readonly shares: readonly TrafficShare[];
  readonly testers?: TesterShare;
}

/** A target whose requests several Services of its namespace share. */
export interface SharedTarget extends IReachable {
  /** Asked once, when the target is exposed. */
  readonly _shares?: TrafficShares;
}

/** How the requests to a target are shared, where they are. */
export function sharesOf(target: IReachable): TrafficShares | undefined {
  return (target as SharedTarget)._shares;
}

import { Construct } from 'constructs';
import { RoutePathType } from './route-path-type';
import { TrafficShares } from '../contracts/traffic-shares';
import { RouteTls } from '../platform/route-tls';

/** What the objects of one route share. */
export interface RouteContext {
  readonly scope: Construct;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** One path of one host, with the Service behind it; all of it is checked. */
export interface Exposure {
  readonly host: string;
  readonly path: string;
  readonly pathType: RoutePathType;
  readonly serviceName: string;
  readonly servicePort: number;
  /** Where several Services share the requests, all of them. */
  readonly shares?: TrafficShares;
  readonly tls: RouteTls;
}

/** Writes exposures in the way of one flavour. */
export interface RouteWriter {
  /** Refuses what this flavour cannot say; changes nothing. */
  check(exposure: Exposure): void;
  add(exposure: Exposure): void;
}

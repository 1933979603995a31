import { IReachable } from '../../contracts/reachable';

/** Some of the pods behind a Service, as Istio tells them apart. */
export interface TrafficSubset {
  /** Name of the subset, such as `v2`. In the manifest: DestinationRule `spec.subsets[].name`. */
  readonly name: string;

  /** Labels that its pods carry, beside those of the target. In the manifest: `labels` there. */
  readonly labels: { [key: string]: string };
}

/** Who answers a share of the requests. */
export interface TrafficBackend {
  /** A workload of the same namespace. */
  readonly target: IReachable;

  /**
   * Its share, in percent: a whole number from 0 to 100.
   *
   * In the manifest: HTTPRoute `spec.rules[].backendRefs[].weight`, or VirtualService `spec.http[].route[].weight`.
   */
  readonly weight: number;

  /**
   * Port of the target, by the number that its container listens on.
   *
   * @default - its only port; one with several must be told which
   */
  readonly port?: number;

  /**
   * Which of its pods, with Istio.
   *
   * @default - all of them
   */
  readonly subset?: TrafficSubset;
}

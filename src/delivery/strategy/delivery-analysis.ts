import { Duration } from 'cdk8s';
import { ServiceLevelObjective } from '../../alerts/objectives/service-level-objective';
import { IReachable } from '../../contracts/reachable';
import { checked } from '../../internal/signatures/checked';

/** Options for `DeliveryAnalysis.byObjectives`. */
export interface DeliveryAnalysisOptions {
  /**
   * The Prometheus that has the series of the service, such as `MonitoringStack.prometheus` or a `ForeignService`. It
   * lets the controller that judges in.
   */
  readonly prometheus: IReachable;

  /**
   * Port of Prometheus, by the number that its container listens on.
   *
   * @default - its only port; one with several must be told which
   */
  readonly port?: number;

  /**
   * How often the new version is measured. Whole seconds.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * Namespace of the controller that measures.
   *
   * @default - `argo-rollouts` or `flagger-system`
   */
  readonly controllerNamespace?: string;
}

/**
 * What judges a new version while it has a share of the traffic: what its service promises anyway.
 *
 * A measurement fails where the new version spends the error budget as fast as wakes somebody up. Where it has had no
 * requests, nothing is known of it, and it gets no further.
 *
 * @example
 *
 * const availability = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });
 * const prometheus = ForeignService.at({
 *   name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
 * });
 * const shop = new RolloutService(chart, 'shop', {
 *   image: 'ghcr.io/acme/shop:1.6.0',
 *   analysis: DeliveryAnalysis.byObjectives([availability], { prometheus }),
 * });
 * shop.promise(availability);
 */
@checked
export class DeliveryAnalysis {
  /**
   * By objectives of the service.
   *
   * @param objectives at least one, each under a name of its own
   * @param options who is asked, and how often
   */
  public static byObjectives(objectives: ServiceLevelObjective[], options: DeliveryAnalysisOptions): DeliveryAnalysis {
    return new DeliveryAnalysis([...objectives], options);
  }

  private constructor(
    /** @internal */
    public readonly _objectives: readonly ServiceLevelObjective[],
    /** @internal */
    public readonly _options: DeliveryAnalysisOptions,
  ) {}
}

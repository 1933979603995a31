import { Duration } from 'cdk8s';
import { checked } from '../../internal/signatures/checked';

/** Options for `RolloutStrategy.blueGreen`. */
export interface BlueGreenRolloutOptions {
  /**
   * Whether the new version gets the requests as soon as it is ready and judged well. Otherwise somebody promotes it.
   *
   * In the manifest: Rollout `spec.strategy.blueGreen.autoPromotionEnabled`.
   *
   * @default false
   */
  readonly autoPromotion?: boolean;

  /**
   * Pods of the new version before it is promoted.
   *
   * In the manifest: Rollout `spec.strategy.blueGreen.previewReplicaCount`.
   *
   * @default - as many as the old one has
   */
  readonly previewReplicas?: number;

  /**
   * How long the old version is kept after the switch, so that it can be taken back at once. Whole seconds.
   *
   * In the manifest: Rollout `spec.strategy.blueGreen.scaleDownDelaySeconds`.
   *
   * @default Duration.minutes(10)
   */
  readonly scaleDownDelay?: Duration;
}

/** How a Rollout lets a new version in. */
@checked
export class RolloutStrategy {
  /** Step by step, as `steps` say. */
  public static canary(): RolloutStrategy {
    return new RolloutStrategy(undefined);
  }

  /**
   * All at once, after a preview: the Service `<name>` leads to the old version until the new one is promoted, and
   * `<name>-preview` to the new one.
   *
   * @param options when it is promoted, and how long the old version is kept
   */
  public static blueGreen(options: BlueGreenRolloutOptions = {}): RolloutStrategy {
    return new RolloutStrategy(options);
  }

  private constructor(
    /** Undefined for canaries. @internal */
    public readonly _blueGreen: BlueGreenRolloutOptions | undefined,
  ) {}
}

import { RolloutStrategy } from './rollout-strategy';
import { ProductionServiceProps } from '../../workloads/production-service';
import { GradualDeliveryProps } from '../strategy/gradual-delivery-props';

/** Properties for `RolloutService`. */
export interface RolloutServiceProps extends ProductionServiceProps, GradualDeliveryProps {
  /**
   * Step by step, or all at once after a preview.
   *
   * In the manifest: Rollout `spec.strategy`.
   *
   * @default RolloutStrategy.canary()
   */
  readonly strategy?: RolloutStrategy;
}

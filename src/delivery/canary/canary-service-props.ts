import { ProductionServiceProps } from '../../workloads/production-service';
import { GradualDeliveryProps } from '../strategy/gradual-delivery-props';

/** Properties for `CanaryService`. Those of a ProductionService hold for both versions. */
export interface CanaryServiceProps extends ProductionServiceProps, GradualDeliveryProps {
  /**
   * Image of the canary. To take it back, leave it out; to give it all traffic, make it `image` and leave it out.
   *
   * In the manifest: pod template `spec.containers[0].image` of the Deployment `<name>-canary`.
   *
   * @default - there is no canary
   */
  readonly canaryImage?: string;

  /**
   * Which of `steps` is on, counted from 1. Nothing goes on to the next one by itself.
   *
   * @default 1
   */
  readonly step?: number;
}

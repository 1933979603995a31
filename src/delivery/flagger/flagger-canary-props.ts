import { FlaggerWebhook } from './flagger-webhook';
import { ProductionServiceProps } from '../../workloads/production-service';
import { GradualDeliveryProps } from '../strategy/gradual-delivery-props';

/** Properties for `FlaggerCanary`. */
export interface FlaggerCanaryProps extends ProductionServiceProps, GradualDeliveryProps {
  /**
   * What is called before users are let in, and in each step.
   *
   * In the manifest: Canary `spec.analysis.webhooks`.
   *
   * @default - nothing
   */
  readonly webhooks?: FlaggerWebhook[];
}

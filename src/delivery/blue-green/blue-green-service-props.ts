import { BlueGreenSide } from './blue-green-side';
import { IdleSide } from './idle-side';
import { ProductionServiceProps } from '../../workloads/production-service';

/** Properties for `BlueGreenService`. Those of a ProductionService hold for both sides. */
export interface BlueGreenServiceProps extends ProductionServiceProps {
  /**
   * The side that serves. A switch changes this, and a rollback changes it back.
   *
   * In the manifest: `spec.selector` of both Services.
   */
  readonly active: BlueGreenSide;

  /**
   * Image of the blue side.
   *
   * In the manifest: pod template `spec.containers[0].image` of the blue Deployment.
   *
   * @default - `image`
   */
  readonly blueImage?: string;

  /**
   * Image of the green side.
   *
   * In the manifest: pod template `spec.containers[0].image` of the green Deployment.
   *
   * @default - `image`
   */
  readonly greenImage?: string;

  /**
   * How many pods the other side has. The quota of the namespace holds both at their maximum, whatever is said here.
   *
   * In the manifest: HorizontalPodAutoscaler `spec.minReplicas`, or Deployment `spec.replicas`, of that side.
   *
   * @default IdleSide.full()
   */
  readonly idle?: IdleSide;
}

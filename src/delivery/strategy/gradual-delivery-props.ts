import { DeliveryAbort } from './delivery-abort';
import { DeliveryAnalysis } from './delivery-analysis';
import { HeaderMatch } from './header-match';
import { StepPauses } from './step-pauses';
import { TrafficRouting } from './traffic-routing';

/**
 * How a new version is let in, in the same words whatever does it.
 *
 * What an engine cannot do is an error that names one that can.
 */
export interface GradualDeliveryProps {
  /**
   * Percent of the traffic that the new version has, one step after the other. After the last one it has all of it.
   *
   * Whole numbers from 1 to 99, each above the one before.
   *
   * @default [10, 25, 50]
   */
  readonly steps?: number[];

  /**
   * How long each step is held.
   *
   * @default - StepPauses.each(Duration.minutes(5)) where an analysis judges, else StepPauses.untilPromoted()
   */
  readonly pauses?: StepPauses;

  /**
   * What judges the new version while it has a share of the traffic.
   *
   * @default - nobody judges it
   */
  readonly analysis?: DeliveryAnalysis;

  /**
   * When the new version is taken back, and what becomes of its pods.
   *
   * @default - after three measurements that fail, or ten minutes without progress
   */
  readonly abort?: DeliveryAbort;

  /**
   * Who gets the new version whatever its share is. Needs a `routing` that looks at requests.
   *
   * @default - nobody
   */
  readonly testers?: HeaderMatch;

  /**
   * What divides the traffic.
   *
   * @default TrafficRouting.byReplicas()
   */
  readonly routing?: TrafficRouting;
}

import { WaiverOptions } from '../contracts/waiver-options';

/** More about the decision not to follow a check in a workload. */
export interface WorkloadWaiverOptions extends WaiverOptions {
  /**
   * The container beside the main one that the decision is about.
   *
   * @default - the workload as a whole
   */
  readonly container?: string;
}

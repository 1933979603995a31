/** More about the decision not to follow a check. */
export interface WaiverOptions {
  /**
   * Who decided.
   *
   * @default - the owner of the workload
   */
  readonly owner?: string;

  /**
   * The last day on which the decision holds, as `YYYY-MM-DD`. Afterwards the check fails again.
   *
   * @default - it holds for good
   */
  readonly until?: string;

  /**
   * Where it was discussed.
   *
   * @default - nowhere
   */
  readonly ticket?: string;
}

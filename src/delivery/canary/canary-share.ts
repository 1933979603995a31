/** How many of the pods are the canary's, in percent of all. */
export interface CanaryShare {
  /** What was asked for. */
  readonly asked: number;

  /** What it is where the stable side has as few pods as it may have. Rounded to a tenth. */
  readonly atMinimum: number;

  /** What it is where the stable side has as many pods as it may have. Rounded to a tenth. */
  readonly atMaximum: number;
}

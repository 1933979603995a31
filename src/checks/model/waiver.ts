/** The recorded decision not to follow a check. */
export interface Waiver {
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it holds, as `YYYY-MM-DD`. */
  readonly until?: string;
  readonly ticket?: string;
}

/** What wrote a report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
  /** Where it is kept. */
  readonly address: string;
}

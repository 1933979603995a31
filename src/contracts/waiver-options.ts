import { IConstruct } from 'constructs';

/** More about the decision not to follow a check. */
export interface WaiverOptions {
  /**
   * The object that the decision is about, one of the public objects of the construct.
   *
   * @default - the main object, such as the Deployment of a service; where there are several alike, it must be named
   */
  readonly target?: IConstruct;

  /**
   * Who decided.
   *
   * @default - the `owner` of the platform's ownership, else its `team`
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

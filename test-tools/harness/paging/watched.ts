import { Construct } from 'constructs';

/** Something that can break, and what is known of it. */
export interface Watched {
  /** How often Prometheus looks at it. */
  readonly interval: string;
  /** Adds it, with its alerts. */
  addTo(scope: Construct): void;
  /** What Prometheus scrapes of it now. */
  metrics(): string;
  break(): void;
  repair(): void;
  /** The rules that are written for it, at the pace of the test. */
  rulesOf(files: Readonly<Record<string, string>>): Record<string, string>;
}

import { knownMembersOnly } from '../../internal/signatures/known-members';

/** How much a failed check matters, worst first. */
export enum Severity {
  /** An outage, a loss of data or a way in, waiting for its day. */
  CRITICAL = 'critical',
  /** Works, but not as production should. */
  WARNING = 'warning',
  /** Better with it, or what only a person can supply. */
  ADVICE = 'advice',
}

knownMembersOnly({ Severity });

import { knownMembersOnly } from '../../internal/signatures/known-members';

/** When a job runs that belongs to a release. */
export enum ReleasePhase {
  /** Before anything else of the release is there. */
  BEFORE = 'before',
  /** Once everything else is there, and ready where whoever applies it waits for that. */
  AFTER = 'after',
}

knownMembersOnly({ ReleasePhase });

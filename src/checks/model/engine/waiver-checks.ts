import { CheckDescription } from '../result';
import { Severity } from '../severity';

const REFERENCES = ['https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/readiness.md#waivers'];

/** A waiver that cannot be followed: it has no reason, names no check, or cannot be read. */
export const WAIVER_IS_VALID: CheckDescription = {
  id: 'waiver-is-valid',
  title: 'Each waiver names a check and gives a reason',
  box: 'change-management',
  severity: Severity.CRITICAL,
  why: 'A waiver that nobody can read hides a risk that nobody decided to take.',
  remedy: {
    manifest: 'preflight/waive.<check id>: why it does not hold here',
    construct: "workload.waive('<check id>', 'why it does not hold here')",
  },
  references: REFERENCES,
};

/** A waiver whose last day is over. */
export const WAIVER_IS_CURRENT: CheckDescription = {
  id: 'waiver-is-current',
  title: 'No waiver has expired',
  box: 'change-management',
  severity: Severity.WARNING,
  why: 'The decision was made until a day that is over; the check counts again.',
  remedy: {
    manifest: 'Follow the check, or decide again with a later `until`.',
    construct: "workload.waive('<check id>', 'why', { until: '2027-06-30' })",
  },
  references: REFERENCES,
};

/** A waiver without anything to waive. */
export const WAIVER_IS_NEEDED: CheckDescription = {
  id: 'waiver-is-needed',
  title: 'Each waiver still waives something',
  box: 'change-management',
  severity: Severity.ADVICE,
  why: 'A waiver that outlives its reason hides the next mistake of the kind.',
  remedy: { manifest: 'Remove the annotation, or the entry of the file.', construct: 'Remove the call of waive.' },
  references: REFERENCES,
};

export const WAIVER_CHECKS: readonly CheckDescription[] = [WAIVER_IS_VALID, WAIVER_IS_CURRENT, WAIVER_IS_NEEDED];

import { ATTESTATION_CHECKS } from './attestation-checks';
import { MANIFEST_IS_READABLE } from './manifest-is-readable';
import { WAIVER_CHECKS } from './waiver-checks';
import { CheckDescription } from '../result';

/** What the engine itself says of what it reads, beside the checks that are put to objects. */
export const ENGINE_CHECKS: readonly CheckDescription[] = [
  ...WAIVER_CHECKS, MANIFEST_IS_READABLE, ...ATTESTATION_CHECKS,
];

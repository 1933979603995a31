import { ATTESTATION_CHECKS } from './evidence';
import { MANIFEST_IS_READABLE } from './unreadable';
import { WAIVER_CHECKS } from '../judging/waiver-checks';
import { CheckDescription } from '../model/result';

/** What the engine itself says of what it reads, beside the checks that are put to objects. */
export const ENGINE_CHECKS: readonly CheckDescription[] = [
  ...WAIVER_CHECKS, MANIFEST_IS_READABLE, ...ATTESTATION_CHECKS,
];

import { Box, BOXES } from '../boxes';
import { CheckDescription } from '../result';
import { Severity } from '../severity';

/** One for each box that a person may attest. */
export const ATTESTATION_CHECKS: readonly CheckDescription[] = BOXES.filter(({ evidence }) => evidence !== undefined)
  .map(attestationCheck);

/** What is said of a box that a person attests. */
export function attestationCheck({ id, title, evidence }: Box): CheckDescription {
  return {
    id: `${id}-is-attested`,
    title,
    box: id,
    severity: Severity.ADVICE,
    why: 'Manifests cannot show it, so that a person must have looked, and must look again.',
    remedy: {
      manifest: [`${id}:`, 'owner: who looked', 'date: "2026-01-31"', 'expires: "2026-07-31"', `evidence: ${evidence}`]
        .join('\n  '),
    },
    references: ['https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/readiness.md#evidence'],
  };
}

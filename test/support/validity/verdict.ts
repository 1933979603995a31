import { MISTAKES } from './mistakes';
import { CHECKS } from '../../../src/checks/catalogue';
import { judgeAll } from '../../../src/checks/judging/readiness';
import { Manifest } from '../../../src/checks/model/manifest';

/** The checks that say what the API server would refuse. */
export const VALIDITY_CHECKS: readonly string[] = [
  ...Object.keys(MISTAKES),
  'selector-matches-template',
  'api-version-is-served',
];
const OTHERS = CHECKS.map(({ id }) => id).filter((id) => !VALIDITY_CHECKS.includes(id));

/** One thing that is said against an object. */
export interface ValidityFinding {
  readonly id: string;
  readonly path?: string;
  readonly message: string;
}

/** What is said against an object that stands alone. */
export function validityFindings(content: object, minor: string): ValidityFinding[] {
  const { results } = judgeAll([new Manifest(content)], { kubernetesVersion: minor, skip: OTHERS });
  return results
    .filter(({ status, check }) => status !== 'passed' && VALIDITY_CHECKS.includes(check.id))
    .map(({ check, path, message }) => ({ id: check.id, path, message }));
}

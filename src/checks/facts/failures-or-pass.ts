import { Finding } from '../model/check';

/** What was found at several places of one object: the failures, or once that all passed. */
export function failuresOrPass(findings: readonly Finding[], message: string): Finding[] {
  if (findings.length === 0) return [];
  const failures = findings.filter(({ passed }) => !passed);
  return failures.length > 0 ? failures : [{ passed: true, message }];
}

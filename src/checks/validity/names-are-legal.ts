import { nameProblems } from '../facts/validity/name-forms';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The API server takes the name of the object. */
export const NAMES_ARE_LEGAL: ICheck = {
  id: 'names-are-legal',
  title: 'Every object has a name that its kind may have',
  box: 'valid-manifests',
  severity: Severity.CRITICAL,
  why: 'The API server refuses the object; of a CronJob whose name is too long, the controller could make no Job.',
  remedy: { manifest: 'metadata: {name: lower-case-letters-digits-and-dashes}, short enough for its kind.' },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  appliesTo: ['*'],
  evaluate: (manifest, { minor }) => {
    const findings = nameProblems(manifest, minor);
    if (findings === undefined) return [];
    return findings.length === 0 ? [{ passed: true, message: 'has a name that its kind may have' }] : findings;
  },
};

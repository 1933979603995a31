import { EXPIRY_ANNOTATION } from '../../internal/naming/labels';
import { expiryMoment } from '../../internal/values/calendar-days';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

/** What deletes expired namespaces knows when one has expired. */
export const NAMESPACE_EXPIRY_IS_READABLE: ICheck = {
  id: 'namespace-expiry-is-readable',
  title: 'The day on which a namespace expires can be read',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'What deletes expired namespaces passes by what it cannot read, so that the namespace stays for ever.',
  remedy: {
    manifest: 'metadata.annotations[janitor/expires]: "2027-03-31", or a moment such as "2027-03-31T18:00:00Z".',
    construct: "expiresOn: '2027-03-31'",
  },
  references: ['https://codeberg.org/hjacobs/kube-janitor'],
  appliesTo: ['Namespace'],
  evaluate: ({ annotations }) => {
    const expires = annotations[EXPIRY_ANNOTATION];
    if (expires === undefined) return [];
    const text = textOf(expires);
    const path = `metadata.annotations[${EXPIRY_ANNOTATION}]`;
    return expiryMoment(text) !== undefined
      ? [{ passed: true, path, message: `expires at ${text}` }]
      : [{
        passed: false,
        path,
        message: 'expires at what is no date',
        actual: expires,
        expected: 'YYYY-MM-DD, YYYY-MM-DDTHH:MM or YYYY-MM-DDTHH:MM:SSZ',
      }];
  },
};

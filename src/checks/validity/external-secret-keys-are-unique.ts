import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** An ExternalSecret says once where the value of a key is. */
export const EXTERNAL_SECRET_KEYS_ARE_UNIQUE: ICheck = {
  id: 'external-secret-keys-are-unique',
  title: 'An ExternalSecret has each key once',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'The operator merges what is listed, the last one wins, and the first value is never seen by anybody.',
  remedy: { manifest: 'Remove one of the two, or give it the key that was meant.' },
  references: ['https://external-secrets.io/latest/api/externalsecret/'],
  appliesTo: ['external-secrets.io/ExternalSecret'],
  evaluate: ({ spec }) => {
    const first = new Map<string, number>();
    const findings = mapsIn(spec.data).map(({ item, index }) => {
      const key = textOf(item.secretKey);
      const path = `spec.data[${index}].secretKey`;
      const other = first.get(key);
      if (other === undefined) first.set(key, index);
      const passed = other === undefined || key === '';
      return { passed, path, actual: key, message: `has the key ${key} at spec.data[${other}] already` };
    });
    return failuresOrPass(findings, 'has each key once');
  },
};

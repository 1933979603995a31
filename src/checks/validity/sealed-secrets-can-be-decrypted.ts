import { sealingScope } from '../../internal/naming/sealing';
import { isSealed } from '../../internal/values/ciphertexts';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { isMap, mapOf } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What a SealedSecret holds was encrypted, and for the place where it is. */
export const SEALED_SECRETS_CAN_BE_DECRYPTED: ICheck = {
  id: 'sealed-secrets-can-be-decrypted',
  title: 'A SealedSecret was sealed for where it is',
  box: 'valid-manifests',
  severity: Severity.WARNING,
  why: 'Namespace, name and scope are part of what was encrypted: a copy in another place makes no Secret.',
  remedy: {
    manifest: 'Seal the Secret again for its place: kubeseal --cert cert.pem --namespace shop --name database.',
    construct: "new SealedSecret(chart, 'database', { sealed: KubesealOutput.file('secrets/database.yaml') })",
  },
  references: ['https://github.com/bitnami-labs/sealed-secrets#scopes'],
  appliesTo: ['bitnami.com/SealedSecret'],
  evaluate: (manifest) => failuresOrPass(
    [...cipherFindings(manifest), ...placeFindings(manifest)], 'holds what was sealed, for where it is',
  ),
};

/** Values are not repeated: what is no ciphertext may be the secret. */
function cipherFindings({ spec }: Manifest): Finding[] {
  return Object.entries(mapOf(spec.encryptedData)).map(([key, value]) => ({
    passed: typeof value === 'string' && isSealed(value),
    path: `spec.encryptedData[${key}]`,
    message: `has at ${key} what kubeseal did not encrypt`,
  }));
}

/** kubeseal writes the place into the template too, where nobody changes it who copies the object. */
function placeFindings({ name, namespace, annotations, spec }: Manifest): Finding[] {
  const template = mapOf(mapOf(spec.template).metadata);
  const scope = sealingScope(annotations);
  const path = 'spec.template.metadata';
  const made = isMap(template.annotations) ? sealingScope(mapOf(template.annotations)) : 'strict';
  const [madeName, madeNamespace] = [textOf(template.name), textOf(template.namespace)];
  // What names no place in its template was not written by kubeseal alone.
  const isNamed = madeName !== '';
  const isMoved = scope !== 'cluster-wide' && madeNamespace !== '' && namespace !== '' && madeNamespace !== namespace;
  return [
    {
      passed: !isMoved,
      path: `${path}.namespace`,
      message: `was sealed for the namespace ${madeNamespace}, and is in ${namespace}`,
    },
    {
      passed: scope !== 'strict' || !isNamed || madeName === name,
      path: `${path}.name`,
      message: `was sealed for the name ${madeName}, and is called ${name}`,
    },
    {
      passed: !isNamed || made === scope,
      path: 'metadata.annotations',
      message: `was sealed ${made}, and says that it is ${scope}`,
    },
  ];
}

import { isLeftByKubeseal, SealingFault, sealingFaults } from '../../internal/naming/sealing';
import { isSealed } from '../../internal/values/ciphertexts';
import { failuresOrPass } from '../facts/failures-or-pass';
import { Finding, ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

const TEXTS: Readonly<Record<SealingFault['part'], (fault: SealingFault) => { path: string; message: string }>> = {
  namespace: ({ sealed, said }) => ({
    path: 'spec.template.metadata.namespace', message: `was sealed for the namespace ${sealed}, and is in ${said}`,
  }),
  name: ({ sealed, said }) => ({
    path: 'spec.template.metadata.name', message: `was sealed for the name ${sealed}, and is called ${said}`,
  }),
  scope: ({ sealed, said }) => ({
    path: 'metadata.annotations', message: `was sealed ${sealed}, and says that it is ${said}`,
  }),
};

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

function placeFindings({ name, namespace, annotations, spec }: Manifest): Finding[] {
  const template = mapOf(mapOf(spec.template).metadata);
  return sealingFaults({ name, namespace, annotations, template }, isLeftByKubeseal(template)).map((fault) => (
    { passed: false, ...TEXTS[fault.part](fault) }
  ));
}

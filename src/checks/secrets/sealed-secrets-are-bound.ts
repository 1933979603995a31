import { sealingScope } from '../../internal/naming/sealing';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A SealedSecret can be decrypted in its own namespace alone. */
export const SEALED_SECRETS_ARE_BOUND: ICheck = {
  id: 'sealed-secrets-are-bound',
  title: 'A SealedSecret is bound to its namespace',
  box: 'secrets',
  severity: Severity.ADVICE,
  why: 'Whoever can read the repository and make an object anywhere in the cluster has what is sealed cluster-wide.',
  remedy: {
    manifest: 'Seal it for its namespace: kubeseal --scope strict, or --scope namespace-wide.',
    construct: "clusterWideReason: 'every namespace pulls images by it'",
  },
  references: ['https://github.com/bitnami-labs/sealed-secrets#scopes'],
  appliesTo: ['bitnami.com/SealedSecret'],
  evaluate: ({ annotations }) => {
    const scope = sealingScope(annotations);
    const passed = scope !== 'cluster-wide';
    const message = passed ? `is sealed ${scope}` : 'can be decrypted in every namespace';
    return [{ passed, path: 'metadata.annotations', message, actual: scope }];
  },
};

import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap, mapOf, PlainMap } from '../model/values/plain-data';

/** The fields by which a provider is given a key that somebody must keep and renew, below `spec.provider`. */
const STATIC_KEYS: Readonly<Record<string, readonly string[]>> = {
  aws: ['auth.secretRef'],
  gcpsm: ['auth.secretRef'],
  azurekv: ['authSecretRef'],
  vault: [
    'auth.tokenSecretRef', 'auth.userPass', 'auth.ldap', 'auth.appRole', 'auth.kubernetes.secretRef',
    'auth.iam.secretRef',
  ],
};

/** A store logs in by the identity of a ServiceAccount. */
export const SECRET_STORES_USE_IDENTITIES: ICheck = {
  id: 'secret-stores-use-identities',
  title: 'Stores of secrets log in by an identity',
  box: 'secrets',
  severity: Severity.WARNING,
  why: 'A key of a store opens all that is in it, works from everywhere, and has to be kept and renewed by somebody.',
  remedy: {
    manifest: 'Let it log in by a ServiceAccount: auth.jwt of AWS, auth.workloadIdentity of Google, authType: '
      + 'WorkloadIdentity of Azure, auth.kubernetes with a serviceAccountRef of Vault.',
    construct: "SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' })",
  },
  references: [
    'https://external-secrets.io/latest/guides/security-best-practices/',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  appliesTo: ['external-secrets.io/SecretStore', 'external-secrets.io/ClusterSecretStore'],
  evaluate: ({ spec }) => {
    const provider = mapOf(spec.provider);
    const known = Object.keys(STATIC_KEYS).filter((name) => isMap(provider[name]));
    return known.map((name) => {
      const field = STATIC_KEYS[name].find((path) => isMap(at(mapOf(provider[name]), path)));
      const path = `spec.provider.${name}`;
      if (field === undefined) return { passed: true, path, message: 'is given no key' };
      return { passed: false, path: `${path}.${field}`, message: 'logs in by a key that is kept in the cluster' };
    });
  },
};

function at(map: PlainMap, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => mapOf(value)[key], map);
}

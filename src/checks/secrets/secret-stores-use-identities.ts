import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap, mapOf, PlainMap } from '../model/values/plain-data';

/**
 * The fields by which a provider is given a key that somebody must keep and renew, below `spec.provider`.
 *
 * Of those alone that can be given an identity instead: nobody could follow the advice with the others.
 */
const STATIC_KEYS: Readonly<Record<string, readonly string[]>> = {
  akeyless: ['authSecretRef.kubernetesAuth.secretRef'],
  alibaba: ['auth.secretRef'],
  aws: ['auth.secretRef'],
  // With an identity, its id and tenant may be read from a Secret.
  azurekv: ['authSecretRef.clientSecret', 'authSecretRef.clientCertificate'],
  conjur: ['auth.apikey', 'auth.cert', 'auth.jwt.secretRef'],
  crd: ['auth.token', 'auth.cert', 'authRef'],
  doppler: ['auth.secretRef'],
  gcpsm: ['auth.secretRef', 'auth.workloadIdentityFederation.awsSecurityCredentials'],
  ibm: ['auth.secretRef'],
  infisical: [
    'auth.universalAuthCredentials', 'auth.tokenAuthCredentials', 'auth.jwtAuthCredentials', 'auth.ldapAuthCredentials',
    'auth.ociAuthCredentials', 'auth.gcpIamAuthCredentials',
  ],
  kubernetes: ['auth.token', 'auth.cert', 'authRef'],
  // What asks Vault asks OpenBao too, and knows ServiceAccounts.
  openBao: ['auth.tokenSecretRef', 'auth.userPass', 'auth.appRole'],
  oracle: ['auth.secretRef'],
  pulumi: ['auth.accessToken', 'accessToken'],
  vault: [
    'auth.tokenSecretRef', 'auth.userPass', 'auth.ldap', 'auth.appRole', 'auth.cert', 'auth.jwt.secretRef',
    'auth.kubernetes.secretRef', 'auth.iam.secretRef', 'auth.gcp.secretRef',
  ],
  volcengine: ['auth.secretRef'],
};

/** Those of which the operator logs in as itself where none of these fields is there, whoever asks. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  aws: ['auth.jwt', 'auth.secretRef'],
  gcpsm: ['auth.secretRef', 'auth.workloadIdentity', 'auth.workloadIdentityFederation'],
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
      + 'WorkloadIdentity of Azure, auth.kubernetes with a serviceAccountRef of Vault, which OpenBao knows too. Others '
      + 'have the like, such as auth.serviceAccount, auth.oidcConfig or kubernetesAuthCredentials.',
    construct: "SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' })",
  },
  references: [
    'https://external-secrets.io/latest/guides/security-best-practices/',
    'https://external-secrets.io/latest/provider/aws-access/',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  appliesTo: ['external-secrets.io/SecretStore', 'external-secrets.io/ClusterSecretStore'],
  evaluate: ({ spec }) => {
    const provider = mapOf(spec.provider);
    const known = Object.keys(STATIC_KEYS).filter((name) => isMap(provider[name]));
    return known.flatMap((name) => findingsOf(name, mapOf(provider[name])));
  },
};

function findingsOf(name: string, provider: PlainMap): Finding[] {
  const path = `spec.provider.${name}`;
  const fields = STATIC_KEYS[name].filter((field) => isMap(at(provider, field)));
  const message = 'logs in by a key that is kept in the cluster';
  if (fields.length > 0) return fields.map((field) => ({ passed: false, path: `${path}.${field}`, message }));
  if (IDENTITIES[name]?.every((field) => !isMap(at(provider, field))) === true) {
    const alone = 'names no ServiceAccount, so that the operator logs in as itself, with what it may read for all';
    return [{ passed: false, path: `${path}.auth`, message: alone }];
  }
  return [{ passed: true, path, message: 'is given no key' }];
}

function at(map: PlainMap, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => mapOf(value)[key], map);
}

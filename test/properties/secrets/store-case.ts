import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { ClusterSecretStore, SecretProvider, SecretStore, StoreAccess } from '../../../src';
import { reason } from '../arbitraries/text';
import { maybe, subdomain } from '../arbitraries/words';
import { secretKey } from '../backups/backup-build';
import { keyCase, KeyCase } from '../backups/backup-case';
import { made } from '../services/service-build';

/** A store of either kind, as plain data. */
export interface StoreCase {
  kind: 'awsSecretsManager' | 'awsParameterStore' | 'vault' | 'gcp' | 'azure';
  name: string;
  region: string;
  identity: string;
  server: string;
  role: string;
  path?: string;
  mountPath?: string;
  audience?: string;
  authority?: KeyCase;
  project: string;
  account?: string;
  clientId: string;
  vaultUrl: string;
  /** Undefined of a store for one namespace. */
  access?: 'own' | { namespaces: string[] } | { labels: Record<string, string> } | { every: string };
}

export const UUID = '11111111-2222-3333-4444-555555555555';
export const ROLE = 'arn:aws:iam::111122223333:role/shop';

export const providerCase = {
  region: fc.constantFrom('eu-west-1', 'us-gov-east-1', 'ap-southeast-12'),
  server: fc.constantFrom('https://vault.vault.svc:8200', 'https://[fd00::1]:8200', 'https://10.0.0.1', 'https://v.acme.io/a/'),
  role: fc.constantFrom('shop', '1e3', 'no', 'a.b_c-d', 'r'.repeat(128)),
  path: maybe(fc.constantFrom('secret', 'kv/v2', 'yes', '010')),
  mountPath: maybe(fc.constantFrom('kubernetes', 'k8s/eu-1', 'null')),
  audience: maybe(fc.constantFrom('vault', 'https://vault.acme.io', '1e3')),
  project: fc.constantFrom('acme-production', 'acme.com:shop-1', 'abcdef'),
};

export const storeCase: fc.Arbitrary<StoreCase> = fc.record({
  ...providerCase,
  kind: fc.constantFrom('awsSecretsManager', 'awsParameterStore', 'vault', 'gcp', 'azure'),
  name: subdomain,
  identity: fc.constantFrom(ROLE, 'arn:aws-us-gov:iam::111122223333:role/a/b+c=d,e@f'),
  authority: maybe(keyCase),
  account: maybe(fc.constant('shop@acme.iam.gserviceaccount.com')),
  clientId: fc.constant(UUID),
  vaultUrl: fc.constantFrom('https://acme.vault.azure.net', 'https://Acme1.vault.azure.cn/', 'https://a-b.vault.usgovcloudapi.net'),
  access: maybe(fc.oneof(
    fc.constant('own' as const),
    fc.record({ namespaces: fc.subarray(['payments', '1e3', 'no']).map((names) => ['shop', ...names]) }),
    fc.record({ labels: fc.constantFrom({ 'kubernetes.io/metadata.name': 'shop' }) }),
    fc.record({ every: reason }),
  )),
}) as fc.Arbitrary<StoreCase>;

export function addStore(scope: Construct, given: StoreCase): SecretStore | ClusterSecretStore {
  const { name, access } = given;
  const provider = providerOf(given);
  if (access === undefined) return new SecretStore(scope, 'store', { name, provider });
  return new ClusterSecretStore(scope, 'store', { name, provider, access: accessOf(access) });
}

function providerOf(given: StoreCase): SecretProvider {
  const { kind, region, identity: roleArn, server, role, path, mountPath, audience, authority } = given;
  const { project: projectId, account: serviceAccount, vaultUrl, clientId } = given;
  switch (kind) {
    case 'vault': return SecretProvider.vault({
      server, role, path, mountPath, audience, certificateAuthority: made(authority, secretKey),
    });
    case 'gcp': return SecretProvider.gcp({ projectId, serviceAccount });
    case 'azure': return SecretProvider.azure({ vaultUrl, clientId, tenantId: UUID });
    default: return SecretProvider[kind]({ region, roleArn });
  }
}

function accessOf(access: NonNullable<StoreCase['access']>): StoreAccess | undefined {
  if (access === 'own') return undefined;
  if ('namespaces' in access) return StoreAccess.namespaces(access.namespaces);
  return 'labels' in access ? StoreAccess.labeled(access.labels) : StoreAccess.everyNamespace(access.every);
}

import * as fc from 'fast-check';
import { resourcesArbitrary } from '../arbitraries/part-cases';
import { platformArbitrary } from '../arbitraries/platform-cases';
import { webAddress } from '../arbitraries/text';
import { maybe, serviceName, subdomain } from '../arbitraries/words';
import { PlatformCase, ResourcesCase } from '../services/service-case';

/** A key of a Secret, as plain data. */
export interface KeyCase {
  secretName: string;
  key: string;
}

export interface DestinationCase {
  kind: 's3' | 'gcs' | 'azureBlob';
  bucket: string;
  /** The region of `s3`, the account of `azureBlob`. */
  word: string;
  endpoint?: string;
  prefix?: string;
  identity?: string;
  credentials?: KeyCase;
  certificateAuthority?: KeyCase;
}

/** What is the same of every backup, as plain data, so that counterexamples can be read and shrunk. */
export interface BackupCase {
  id: string;
  name?: string;
  platform: PlatformCase;
  destination: DestinationCase;
  everyHours: number;
  startingAt?: string;
  deadlineMinutes: number;
  retentionDays?: number;
  /** Seconds that are promised beyond every and deadline. */
  moreObjective?: number;
  encryptionKey?: KeyCase;
  mebibytes?: number;
  resources?: ResourcesCase;
  transferImage?: string;
  runbook?: string;
  rehearsal?: { everyHours: number; withinSeconds: number; startingAt?: string };
}

const EVERY = [1, 2, 3, 4, 6, 8, 12, 24, 7 * 24, 30 * 24];

export const keyCase: fc.Arbitrary<KeyCase> = fc.record({
  secretName: subdomain,
  key: fc.constantFrom('password', 'ca.crt', '.data', '1e3', '_', 'tls.key', 'no', 'k'.repeat(253)),
});

/** In registries that no platform of the cases replaces. */
export const imageText = fc.constantFrom(
  'acme.io/tool:stable', `acme.io/a/b@sha256:${'a'.repeat(64)}`, 'acme.io:5000/t:x',
);

export const timeOfDay = fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const destination: fc.Arbitrary<DestinationCase> = fc.record({
  kind: fc.constantFrom('s3' as const, 'gcs' as const, 'azureBlob' as const),
  bucket: fc.constantFrom('acme-backups', 'a.b', '1e3', 'null', 'x_y', 'b'.repeat(63)),
  word: fc.constantFrom('eu-west-1', 'acmebackups', 'null', 'on', '1e3'),
  endpoint: maybe(fc.constantFrom('https://s3.acme.io', 'https://10.0.0.5:9000', 'https://[fd00::1]:65535')),
  prefix: maybe(fc.constantFrom('cluster-1/etcd', 'a', 'A_b/c.d/1e3', 'null')),
  identity: maybe(fc.constantFrom('arn:aws:iam::111122223333:role/b', 'b@acme.iam.gserviceaccount.com', '0d5f-1', 'y')),
  credentials: maybe(keyCase),
  certificateAuthority: maybe(keyCase),
});

const rehearsal = fc.record({
  everyHours: fc.constantFrom(...EVERY),
  startingAt: maybe(timeOfDay),
  withinSeconds: fc.integer({ min: 10, max: 1800 }),
});

/** Calls that must be taken, but for what the two kinds of backups have for themselves. */
export const validBackup: fc.Arbitrary<BackupCase> = fc.record({
  id: serviceName.filter((name) => name.length <= 46 && name !== 'constructor'),
  name: maybe(serviceName.map((name) => name.slice(0, 46)).filter((name) => !name.endsWith('-'))),
  platform: platformArbitrary,
  destination,
  everyHours: fc.constantFrom(...EVERY),
  startingAt: maybe(timeOfDay),
  deadlineMinutes: fc.integer({ min: 1, max: 59 }),
  retentionDays: fc.constantFrom(62, 90, 365, 2147483647),
  moreObjective: maybe(fc.nat({ max: 1e6 })),
  encryptionKey: maybe(keyCase),
  mebibytes: maybe(fc.oneof(fc.constantFrom(1, 1024, 1536, 1024 ** 3), fc.integer({ min: 1, max: 1e6 }))),
  resources: maybe(resourcesArbitrary),
  transferImage: maybe(imageText),
  runbook: maybe(webAddress.filter((text) => !/[{}]/.test(text))),
  rehearsal: maybe(rehearsal),
});

/** The same on a platform whose control plane is the user's own, and where servers end with their jobs. */
export function onOwnControlPlane(platform: PlatformCase): PlatformCase {
  const { provider, kubernetesVersion } = platform;
  return {
    ...platform,
    provider: provider === 'openshift' ? provider : undefined,
    kubernetesVersion: kubernetesVersion === '1.28' ? '1.29' : kubernetesVersion,
  };
}

export function nameOf({ id, name }: BackupCase): string {
  return name ?? id;
}

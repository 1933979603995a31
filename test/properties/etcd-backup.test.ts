import * as path from 'path';
import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { itTakesAnyCall, Plant } from './any-call';
import { lineText } from './arbitraries/text';
import { maybe } from './arbitraries/words';
import { BACKUP_PLANTS } from './backups/backup-bad-values';
import { backupProps, rehearsalOptions } from './backups/backup-build';
import { BackupCase, imageText, nameOf, onOwnControlPlane, validBackup } from './backups/backup-case';
import { podNamed, verified } from './backups/backup-verify';
import { NOT_PATHS, TEXTS } from './services/service-bad-values';
import { platformProps } from './services/service-build';
import { EtcdBackup, Platform, ProductionApp } from '../../src';
import { named, step } from '../support/backups';
import { Manifest } from '../support/schemas';

interface EtcdCase extends BackupCase {
  serverVersion?: string;
  image?: string;
  endpoint?: string;
  pkiFolder?: string;
  keys?: string[];
}

const NOT_ENDPOINTS = ['https://a', 'a:1', 'https://a:1,https://b:1', 'https://$(POD_NAME):1', 'http://a:1', ...TEXTS];

const validCase: fc.Arbitrary<EtcdCase> = fc.record({
  backup: validBackup,
  serverVersion: maybe(fc.constantFrom('3.5', '3.6', '3.7')),
  image: maybe(imageText),
  endpoint: maybe(fc.constantFrom('https://127.0.0.1:2379', 'https://etcd.acme.io:12379', 'https://[fd00::1]:1')),
  pkiFolder: maybe(fc.constantFrom('/etc/kubernetes/pki/etcd', '/a b/$(x)', '/é')),
  keys: maybe(fc.array(lineText.filter((text) => !/^(\t|$)/.test(text)), { maxLength: 4 })),
}).map(({ backup, ...given }) => ({ ...backup, ...given, platform: onOwnControlPlane(backup.platform) }));

const PLANTS: readonly Plant<EtcdCase>[] = [
  ...BACKUP_PLANTS,
  {
    prop: 'serverVersion',
    values: ['', '3', '3.4', '4.0', '3.6.1', ...TEXTS],
    plant: (_, serverVersion: string) => ({ serverVersion }),
  },
  {
    prop: 'image',
    values: ['', 'a', 'a:latest', 'a:v3.4.1', 'a:3.9.0', 'a:4.6.0', ...TEXTS],
    plant: (_, image: string) => ({ image, serverVersion: '3.6' }),
  },
  { prop: 'endpoint', values: NOT_ENDPOINTS, plant: (_, endpoint: string) => ({ endpoint }) },
  { prop: 'pkiFolder', values: NOT_PATHS, plant: (_, pkiFolder: string) => ({ pkiFolder }) },
  {
    prop: 'provider',
    values: ['eks', 'gke', 'aks'],
    plant: ({ platform }, provider: 'eks') => (
      { platform: { ...platform, provider } }),
  },
  {
    prop: 'rehearse.keys',
    values: ['', 'a\nb', '\r', ...TEXTS],
    plant: (_, key: string) => ({
      keys: [key], rehearsal: { everyHours: 24, withinSeconds: 60 },
    }),
  },
];
const TEXT_PLANTS = PLANTS.filter(({ values }) => values.includes(TEXTS[0]));

describe('an EtcdBackup', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectEtcd(given, verified(given, app, build)),
    cases: 60,
  });
});

function build(given: EtcdCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  const { serverVersion, image, endpoint, pkiFolder, keys, rehearsal } = given;
  const backup = new EtcdBackup(new Chart(app, 'shop', { namespace: 'shop' }), given.id, {
    ...backupProps(given), serverVersion, image, endpoint, pkiFolder,
  });
  if (rehearsal !== undefined) backup.rehearse({ ...rehearsalOptions(rehearsal), keys });
  return app;
}

function expectEtcd(given: EtcdCase, manifests: Manifest[]): void {
  const { endpoint = 'https://127.0.0.1:2379', pkiFolder = '/etc/kubernetes/pki/etcd', image, keys, rehearsal } = given;
  const pod = podNamed(manifests, nameOf(given));
  const folders = pod.volumes.flatMap(({ hostPath }: Manifest) => hostPath?.path ?? []);
  expect(step(pod, 'health').command).toContain(`--endpoints=${endpoint}`);
  expect(folders.map((file: string) => path.posix.dirname(file))).toEqual([pkiFolder, pkiFolder, pkiFolder]);
  if (image !== undefined) expect(step(pod, 'snapshot').image).toBe(image);
  if (rehearsal === undefined || keys === undefined) return;
  expect(named(manifests, 'ConfigMap', `${nameOf(given)}-drill`).data.keys)
    .toBe(keys.map((key) => `${key}\n`).join(''));
}

import { App } from 'cdk8s';
import * as fc from 'fast-check';
import {
  addWorkload, appIn, expectUniquePlaces, FAKE_SECRET, lateWorkload, podsIn, secretFolder, WorkloadKind,
} from './any-workload';
import { providerCase, ROLE, UUID } from './store-case';
import { MountedSecrets, MountProvider, RemoteKey, SecretUse, WorkloadIdentity } from '../../../src';
import { only, readYaml } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { fileName } from '../arbitraries/service-cases';
import { maybe, subdomain } from '../arbitraries/words';
import { knownPlatform, promised } from '../promises';
import { NOT_PATHS, TEXTS } from '../services/service-bad-values';
import { PlatformCase } from '../services/service-case';

interface FileCase {
  key: string;
  property?: string;
  version?: string;
}

interface MountedCase {
  platform: PlatformCase;
  kind: 'awsSecretsManager' | 'awsParameterStore' | 'vault' | 'gcp' | 'gkeAddOn' | 'azure';
  podIdentity: boolean;
  region: string;
  server: string;
  role: string;
  path?: string;
  mountPath?: string;
  audience?: string;
  project: string;
  keyVault: string;
  name?: string;
  files: Record<string, FileCase>;
  workload: WorkloadKind;
  folder?: string;
}

const validCase: fc.Arbitrary<MountedCase> = fc.record({
  ...providerCase,
  platform: knownPlatform,
  kind: fc.constantFrom('awsSecretsManager', 'awsParameterStore', 'vault', 'gcp', 'gkeAddOn', 'azure'),
  podIdentity: fc.boolean(),
  keyVault: fc.constantFrom('acme', 'a-1', 'No1'),
  name: maybe(subdomain),
  files: fc.dictionary(fileName, fc.record({
    key: fc.constantFrom('database', 'shop-1', '1e3', 'null', 'YES'),
    property: maybe(fc.constantFrom('password', '1e3', "it's", 'a: b', '{{ x }}')),
    version: maybe(fc.constantFrom('1', '1e3', 'latest')),
  }), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  workload: lateWorkload,
  folder: maybe(secretFolder),
}).map((given) => reconcile(given as MountedCase));

/** Takes out what the provider has not, and takes it to its own cloud. */
function reconcile(given: MountedCase): MountedCase {
  const { kind, platform, files } = given;
  const isVault = kind === 'vault';
  const clouds: Partial<Record<MountedCase['kind'], PlatformCase['provider']>> = {
    gcp: 'gke', gkeAddOn: 'gke', awsSecretsManager: 'eks', awsParameterStore: 'eks',
  };
  return {
    ...given,
    platform: { ...platform, provider: clouds[kind] ?? platform.provider },
    files: Object.fromEntries(Object.entries(files).map(([file, { key, property, version }]) => (
      [file, isVault ? { key, property } : { key, version }]
    ))),
  };
}

const NOT_WORDS = ['', ' ', 'a b', 'a\n', '"', "'", '{{ x }}', '$(X)', '`id`', FAKE_SECRET, ...TEXTS];
const NOT_TEXTS = TEXTS.filter((text) => !text.includes('\0'));
const of = (kind: MountedCase['kind'], field: keyof MountedCase) => (_: MountedCase, value: string) => (
  { kind, [field]: value, platform: {}, files: { a: { key: 'a' } } }
);

const PLANTS: readonly Plant<MountedCase>[] = [
  { prop: 'name', values: ['', 'A', 'a_b', 'a'.repeat(254), ...TEXTS], plant: (_, name: string) => ({ name }) },
  { prop: 'files', values: [0], plant: () => ({ files: {} }) },
  {
    title: 'name of a file',
    prop: 'files',
    values: ['', 'a/b', '..', '../a', 'a b', '$(X)', ...TEXTS],
    plant: (_, file: string) => ({ files: { [file]: { key: 'a' } } }),
  },
  {
    prop: 'files.password.key',
    values: ['', ' ', ' a', FAKE_SECRET, ...NOT_TEXTS],
    plant: (_, key: string) => ({ files: { password: { key } } }),
  },
  {
    prop: 'files.password.property',
    values: ['a', 'b c'],
    plant: (_, property: string) => ({ kind: 'azure', files: { password: { key: 'a', property } } }),
  },
  {
    prop: 'files.password.version',
    values: ['1'],
    plant: (_, version: string) => ({ kind: 'vault', files: { password: { key: 'a', version } } }),
  },
  { prop: 'provider.region', values: NOT_WORDS, plant: of('awsSecretsManager', 'region') },
  { prop: 'provider.server', values: ['http://a:1', 'https://u:p@a', ...NOT_WORDS], plant: of('vault', 'server') },
  { prop: 'provider.role', values: NOT_WORDS, plant: of('vault', 'role') },
  { prop: 'provider.path', values: ['/a', 'a//b', ...NOT_WORDS], plant: of('vault', 'path') },
  { prop: 'provider.projectId', values: NOT_WORDS, plant: of('gcp', 'project') },
  { prop: 'provider.keyVault', values: NOT_WORDS, plant: of('azure', 'keyVault') },
  { prop: 'useSecret.path', values: NOT_PATHS, plant: (_, folder: string) => ({ folder }) },
];
const TEXT_PLANTS = PLANTS.filter(({ prop }) => ['files.password.key', 'name', 'useSecret.path'].includes(prop));

describe('MountedSecrets that a workload takes', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectMounted(given, promised(given, app, build)),
    cases: 6,
  });
});

function build(given: MountedCase, app?: App): App {
  const { platform, name, files, workload, folder, kind, podIdentity } = given;
  return appIn(platform, (chart) => {
    const secret = new MountedSecrets(chart, 'database', {
      name,
      provider: providerOf(given),
      files: Object.fromEntries(Object.entries(files).map(([file, { key, ...more }]) => (
        [file, RemoteKey.of(key, more)]
      ))),
    });
    const taking = addWorkload(chart, workload);
    taking.useSecret(secret, { use: SecretUse.files({ path: folder }) });
    if (kind.startsWith('aws') && !podIdentity) {
      taking.useIdentity(WorkloadIdentity.eksRole(ROLE, { stsCidrs: ['10.0.8.0/24'] }));
    }
  }, app);
}

function providerOf(given: MountedCase): MountProvider {
  const { kind, region, podIdentity, server, role, path, mountPath, audience, project: projectId, keyVault } = given;
  switch (kind) {
    case 'vault': return MountProvider.vault({ server, role, path, mountPath, audience });
    case 'gcp': return MountProvider.gcp({ projectId });
    case 'gkeAddOn': return MountProvider.gkeAddOn({ projectId });
    case 'azure': return MountProvider.azure({ keyVault, clientId: UUID, tenantId: UUID });
    default: return MountProvider[kind]({ region, podIdentity });
  }
}

/** How each provider is told of a file. */
const READERS: Record<MountedCase['kind'], (parameters: Manifest, given: MountedCase) => [string, FileCase][]> = {
  awsSecretsManager: awsFiles,
  awsParameterStore: awsFiles,
  vault: ({ objects }, { path = 'secret' }) => listIn(objects).map(({ objectName, secretPath, secretKey }) => (
    [objectName, { key: secretPath.replace(`${path}/data/`, ''), property: secretKey, version: undefined }]
  )),
  gcp: googleFiles,
  gkeAddOn: googleFiles,
  azure: ({ objects }) => readYaml(objects)[0].array.map((text: string) => {
    const [{ objectName, objectAlias, objectVersion }] = readYaml(text);
    return [objectAlias, { key: objectName, property: undefined, version: objectVersion }];
  }),
};

function awsFiles({ objects }: Manifest): [string, FileCase][] {
  return listIn(objects).map(({ objectName, objectAlias, objectVersion }) => (
    [objectAlias, { key: objectName, property: undefined, version: objectVersion }]
  ));
}

function googleFiles({ secrets }: Manifest): [string, FileCase][] {
  return listIn(secrets).map(({ resourceName, path }) => {
    const [, key, version] = /\/secrets\/([^/]+)\/versions\/([^/]+)$/.exec(resourceName)!;
    return [path, { key, property: undefined, version: version === 'latest' ? undefined : version }];
  });
}

function listIn(text: string): Manifest[] {
  return readYaml(text)[0];
}

function expectMounted(given: MountedCase, manifests: Manifest[]): void {
  const { name = 'database', kind, files, folder = `/etc/secrets/${name}` } = given;
  const { metadata, spec } = only(manifests, 'SecretProviderClass');
  expect([metadata.name, manifests.some((manifest) => manifest.kind === 'Secret')]).toEqual([name, false]);
  for (const value of Object.values(spec.parameters)) expect(typeof value).toBe('string');
  const wanted = Object.entries(files).map(([file, { key, property, version }]) => [file, {
    key, property, version: version === 'latest' && /^g/.test(kind) ? undefined : version,
  }]);
  expect(new Map(READERS[kind](spec.parameters, given))).toEqual(new Map(wanted as [string, FileCase][]));
  expectUniquePlaces(manifests);
  const { containers: [{ volumeMounts }], volumes } = podsIn(manifests).template.spec;
  const volume = volumes.find(({ csi }: Manifest) => csi !== undefined);
  expect(volume.csi).toEqual({
    driver: kind === 'gkeAddOn' ? 'secrets-store-gke.csi.k8s.io' : 'secrets-store.csi.k8s.io',
    readOnly: true,
    volumeAttributes: { secretProviderClass: name },
  });
  expect(volumeMounts).toContainEqual({ mountPath: folder, name: volume.name, readOnly: true });
}

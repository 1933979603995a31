import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  addWorkload, anyWorkload, appIn, expectUniquePlaces, FAKE_SECRET, isJob, podsIn, secretFolder, templateText,
  WorkloadKind,
} from './any-workload';
import { providerCase } from './store-case';
import { ForeignService, SecretUse, VaultFile, VaultSecrets, VaultServer } from '../../../src';
import { ofKind } from '../../support/manifests/reading';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { resourcesArbitrary } from '../arbitraries/part-cases';
import { dnsLabel, maybe } from '../arbitraries/words';
import { secretKey } from '../backups/backup-build';
import { keyCase, KeyCase } from '../backups/backup-case';
import { knownPlatform, promised } from '../promises';
import { NOT_LABELS, NOT_PATHS, TEXTS } from '../services/service-bad-values';
import { made, resources } from '../services/service-build';
import { PlatformCase, ResourcesCase } from '../services/service-case';

interface FileCase {
  path: string;
  field?: string;
  template?: string;
}

interface VaultCase {
  platform: PlatformCase;
  name: string;
  /** Undefined where Vault is in the cluster. */
  server?: { address: string; cidrs: string[] };
  role: string;
  files: Record<string, FileCase>;
  mountPath?: string;
  audience?: string;
  authority?: KeyCase;
  prePopulateOnly?: boolean;
  resources?: ResourcesCase;
  workload: WorkloadKind;
  folder?: string;
}

const PREFIX = 'vault.hashicorp.com/';
const { role, mountPath, audience } = providerCase;
const SECRET = 'secret/data/shop/database';

const file: fc.Arbitrary<FileCase> = fc.oneof(
  fc.record({
    path: fc.constantFrom(SECRET, 'kv/v2/data/a@b.c', '1/data/null'), field: fc.constantFrom('password', '_', 'no'),
  }),
  fc.record({
    path: fc.constantFrom('database/creds/shop', 'pki/issue/web'),
    template: templateText.map((text) => (
      `${text}{{ with secret "database/creds/shop" }}{{ .Data.username }}{{ end }}`
    )),
  }),
);

const validCase: fc.Arbitrary<VaultCase> = fc.record({
  platform: knownPlatform,
  name: dnsLabel,
  server: maybe(fc.record({
    address: fc.constantFrom('https://vault.example.com:8200', 'https://v.acme.io', 'https://[fd00::1]:1'),
    cidrs: fc.subarray(['203.0.113.0/28', 'fd00::/8'], { minLength: 1 }),
  })),
  role,
  files: fc.dictionary(fc.constantFrom('password', '1e3', 'a.b-c', 'no', 'x'.repeat(40), 'secret-a', 'file'), file, {
    minKeys: 1, maxKeys: 4, noNullPrototype: true,
  }),
  mountPath,
  audience,
  authority: maybe(keyCase),
  prePopulateOnly: maybe(fc.boolean()),
  resources: maybe(resourcesArbitrary),
  workload: anyWorkload,
  folder: maybe(secretFolder),
}).map((given) => ({ ...given, prePopulateOnly: isJob(given.workload) ? undefined : given.prePopulateOnly }));

const NOT_WORDS = ['', ' ', 'a b', 'a\n', '"', "'", '{{ x }}', '$(X)', '`id`', FAKE_SECRET, ...TEXTS];
const inFile = (field: keyof FileCase) => (_: VaultCase, value: string): Partial<VaultCase> => (
  { files: { password: { path: SECRET, ...(field === 'path' ? { field: 'a' } : {}), [field]: value } } }
);

const PLANTS: readonly Plant<VaultCase>[] = [
  { prop: 'name', values: NOT_LABELS, plant: (_, name: string) => ({ name }) },
  { prop: 'role', values: NOT_WORDS, plant: (_, word: string) => ({ role: word }) },
  { prop: 'mountPath', values: ['/a', 'a//b', ...NOT_WORDS], plant: (_, word: string) => ({ mountPath: word }) },
  { prop: 'audience', values: NOT_WORDS, plant: (_, word: string) => ({ audience: word }) },
  {
    prop: 'server.vaultAddress',
    values: ['http://a:1', 'https://u:p@a', ...NOT_WORDS],
    plant: (_, address: string) => ({ server: { address, cidrs: ['10.0.0.0/8'] } }),
  },
  {
    prop: 'server.cidrs',
    values: ['', '10.0.0.0', '10.0.0.0/33', 'vault.example.com/32', '10.0.0.0/8\n'],
    plant: (_, cidr: string) => ({ server: { address: 'https://a.b', cidrs: [cidr] } }),
  },
  { prop: 'files', values: [0], plant: () => ({ files: {} }) },
  {
    title: 'name of a file',
    prop: 'files',
    values: ['', 'A', 'a/b', '..', 'a_b', '-a', 'a'.repeat(41), 'a b', 'file-a', ...TEXTS],
    plant: (_, name: string) => ({ files: { [name]: { path: SECRET, field: 'a' } } }),
  },
  {
    prop: 'files.password.path',
    values: ['a', '/a/data/b', 'secret/shop', 'a/data/b"}}', 'a/data/{{', 'a/data/b c', FAKE_SECRET, ...TEXTS],
    plant: inFile('path'),
  },
  {
    prop: 'files.password.field',
    values: ['', 'a-b', 'a.b', '1a', 'a }}', '"a"', ...TEXTS.filter((text) => !/[\ud800-\udfff]/.test(text))],
    plant: inFile('field'),
  },
  {
    prop: 'files.password.template',
    values: ['{{', '}}{{', '{{ end }}', '{{ plugin "/bin/sh" }}', '{{ "x" | plugin "a" }}', FAKE_SECRET],
    plant: inFile('template'),
  },
  { prop: 'useSecret.path', values: NOT_PATHS, plant: (_, folder: string) => ({ folder }) },
  {
    prop: 'prePopulateOnly',
    values: ['scheduled', 'batch', 'before', 'after'],
    plant: (_, workload: WorkloadKind) => ({ workload, prePopulateOnly: false }),
  },
];
const TEXT_PLANTS = PLANTS.filter(({ prop }) => ['files.password.template', 'role'].includes(prop));

describe('VaultSecrets that a workload takes', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectInjected(given, promised(given, app, build)),
    cases: 6,
  });
});

function build(given: VaultCase, app?: App): App {
  return appIn(given.platform, (chart) => {
    const use = SecretUse.files({ path: given.folder });
    addWorkload(chart, given.workload).useSecret(secretOf(chart, given), { use });
  }, app);
}

function secretOf(chart: Chart, given: VaultCase): VaultSecrets {
  const { name, server, role: word, files, prePopulateOnly } = given;
  return new VaultSecrets(chart, name, {
    role: word,
    prePopulateOnly,
    server: server === undefined ? VaultServer.inCluster(vault()) : VaultServer.outside(server.address, server.cidrs),
    files: Object.fromEntries(Object.entries(files).map(([key, { path, field = '', template }]) => (
      [key, template === undefined ? VaultFile.field(path, field) : VaultFile.template(path, template)]
    ))),
    mountPath: given.mountPath,
    audience: given.audience,
    certificateAuthority: made(given.authority, secretKey),
    resources: made(given.resources, resources),
  });
}

function vault(): ForeignService {
  const podLabels = { 'app.kubernetes.io/name': 'vault' };
  return ForeignService.at({ name: 'vault', namespace: 'vault', podLabels, containerPort: 8200 });
}

function expectInjected(given: VaultCase, manifests: Manifest[]): void {
  const { template } = podsIn(manifests);
  const found = Object.fromEntries(Object.entries<string>(template.metadata.annotations)
    .flatMap(([key, value]) => (key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value]] : [])));
  const [sizes, others] = [true, false].map((isSize) => Object.fromEntries(Object.entries(found).filter(([key]) => (
    /^agent-(requests|limits)-/.test(key) === isSize
  ))));
  expect(Object.values(sizes).filter((size) => !/^\d+(m|[KMGT]i)?$/.test(size)))
    .toEqual(given.resources?.kind === 'withoutCpuLimit' ? [''] : []);
  expect(others).toEqual(expectedAnnotations(given));
  expect(filesAsInjected(found)).toEqual(new Set(Object.keys(given.files)));
  expectUniquePlaces(manifests);
  expect(ofKind(manifests, 'Secret')).toEqual([]);
  const token = template.spec.volumes.find(({ name }: Manifest) => name === 'vault-token');
  expect(token.projected.sources[0].serviceAccountToken.audience).toBe(given.audience ?? 'vault');
  expectWay(given, manifests);
}

/** The names of files, in the order in which the injector of Vault looks for them in each annotation. */
function filesAsInjected(annotations: Record<string, string>): Set<string> {
  const before = ['agent-inject-secret-', 'agent-inject-template-file-', 'agent-inject-template-'];
  return new Set(Object.keys(annotations).flatMap((key) => {
    const prefix = before.find((one) => key.startsWith(one));
    return prefix === undefined ? [] : key.slice(prefix.length).toLowerCase();
  }));
}

function expectedAnnotations(given: VaultCase): Record<string, string> {
  const { name, server, files, authority, workload, platform } = given;
  const prePopulateOnly = given.prePopulateOnly ?? isJob(workload);
  return {
    'agent-inject': 'true',
    'agent-inject-containers': 'api',
    'agent-service-account-token-volume-name': 'vault-token',
    'agent-set-security-context': String(platform.provider !== 'openshift'),
    'auth-path': `auth/${given.mountPath ?? 'kubernetes'}`,
    'role': given.role,
    'secret-volume-path': given.folder ?? `/etc/secrets/${name}`,
    'service': server?.address ?? 'https://vault.vault.svc:8200',
    ...(prePopulateOnly ? { 'agent-pre-populate-only': 'true' } : {}),
    ...(authority && { 'tls-secret': authority.secretName, 'ca-cert': `/vault/tls/${authority.key}` }),
    ...Object.fromEntries(Object.entries(files).flatMap(([key, { path, field, template }]) => [
      [`agent-inject-secret-${key}`, path],
      [`agent-inject-perms-${key}`, '0440'],
      [`error-on-missing-key-${key}`, 'true'],
      [`agent-inject-template-${key}`,
        template ?? `{{- with secret "${path}" -}}{{ .Data.data.${field} }}{{- end -}}`],
    ])),
  };
}

/** The pods may go to Vault, at the port of its address. */
function expectWay({ server }: VaultCase, manifests: Manifest[]): void {
  const { egress } = manifests.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'api').spec;
  const flows = egress.flatMap(({ to, ports }: Manifest) => to.flatMap(({ ipBlock, podSelector }: Manifest) => (
    ports.map(({ port }: Manifest) => [ipBlock?.cidr ?? podSelector.matchLabels['app.kubernetes.io/name'], port])
  )));
  const port = server === undefined ? 8200 : Number(new URL(server.address).port || 443);
  for (const place of server?.cidrs ?? ['vault']) expect(flows).toContainEqual([place, port]);
}

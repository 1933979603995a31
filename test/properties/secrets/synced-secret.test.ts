import { App, Duration } from 'cdk8s';
import * as fc from 'fast-check';
import {
  addWorkload, appIn, expectUniquePlaces, FAKE_SECRET, isJob, lateWorkload, podsIn, secretFolder, templateText,
  WorkloadKind,
} from './any-workload';
import { addStore, storeCase, StoreCase } from './store-case';
import { DeletionPolicy, RefreshPolicy, RemoteKey, SecretUse, SyncedSecret } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { only } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { itTakesAnyCall, Plant } from '../any-call';
import { LONE_SURROGATES, reason, webAddress } from '../arbitraries/text';
import { maybe, subdomain } from '../arbitraries/words';
import { knownPlatform, promised, reasonIn } from '../promises';
import { runs } from '../runs';
import { NOT_PATHS, NOT_REASONS, TEXTS } from '../services/service-bad-values';
import { made } from '../services/service-build';
import { PlatformCase } from '../services/service-case';

interface RemoteCase {
  key: string;
  property?: string;
  version?: string;
}

interface SyncedCase {
  platform: PlatformCase;
  store: StoreCase;
  name?: string;
  keys: Record<string, RemoteCase>;
  type?: string;
  template?: Record<string, string>;
  refreshSeconds?: number;
  refreshPolicy?: RefreshPolicy;
  deletionPolicy?: DeletionPolicy;
  runbook?: string;
  workload: WorkloadKind;
  use: { path?: string; some?: number; mode?: number } | { environment: string };
  rollsPods: boolean;
}

const keyName = fc.constantFrom('password', 'user', 'tls.crt', '.data', '1e3', '_', 'no', 'k'.repeat(253));
const remote: fc.Arbitrary<RemoteCase> = fc.record({
  // As every provider may have them.
  key: fc.constantFrom('database', 'shop-1', '1e3', 'null', 'YES'),
  property: maybe(fc.constantFrom('password', 'a.b', '1e3', 'null', 'a b', '$.x[0]')),
  version: maybe(fc.constantFrom('1', '1e3', 'AWSPREVIOUS')),
});

const validCase: fc.Arbitrary<SyncedCase> = fc.record({
  platform: knownPlatform,
  store: storeCase,
  name: maybe(subdomain.filter((name) => name.length < 200)),
  keys: fc.dictionary(keyName, remote, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  type: maybe(fc.constantFrom('Opaque', 'acme.io/own')),
  template: maybe(fc.dictionary(keyName, templateText, {
    minKeys: 1, maxKeys: 3, noNullPrototype: true,
  })),
  refreshSeconds: maybe(fc.constantFrom(10, 61, 3600, 86_399, 30 * 86_400)),
  refreshPolicy: maybe(fc.constantFrom(...Object.values(RefreshPolicy))),
  deletionPolicy: maybe(fc.constantFrom(...Object.values(DeletionPolicy))),
  runbook: maybe(webAddress),
  workload: lateWorkload,
  use: fc.oneof(
    fc.record({
      path: maybe(secretFolder), some: maybe(fc.nat({ max: 3 })), mode: maybe(fc.constantFrom(0o440, 0o444, 0o640)),
    }),
    fc.record({ environment: reason }),
  ),
  rollsPods: fc.boolean(),
}).map(reconcile);

/** Takes out what contradicts another part of the same call. */
function reconcile(given: SyncedCase): SyncedCase {
  const { store, platform, keys, template, refreshPolicy = RefreshPolicy.PERIODIC, workload } = given;
  const [first] = Object.keys(keys);
  const isCircle = store.authority?.secretName === given.name;
  return {
    ...given,
    store: isCircle ? { ...store, authority: undefined } : store,
    // Only clusters of its own cloud are known to Google.
    platform: store.kind === 'gcp' ? { ...platform, provider: 'gke' } : platform,
    template: template && Object.fromEntries(
      Object.entries(template).map(([key, text]) => [key, `${text}{{ index . "${first}" }}`]),
    ),
    refreshSeconds: refreshPolicy === RefreshPolicy.PERIODIC ? given.refreshSeconds : undefined,
    rollsPods: given.rollsPods && !isJob(workload) && refreshPolicy !== RefreshPolicy.CREATED_ONCE,
  };
}

const inStore = (change: (value: never) => Partial<StoreCase>) => (
  ({ store }: SyncedCase, value: never) => ({ store: { ...store, ...change(value) }, platform: {} })
);
const inKey = (field: keyof RemoteCase) => (_: SyncedCase, value: string): Partial<SyncedCase> => (
  { keys: { password: { key: 'database', [field]: value } }, template: undefined }
);
/** NUL is a character of a name as any other, as far as YAML goes. */
const NOT_TEXTS = TEXTS.filter((text) => !text.includes('\0'));
const NOT_WORDS = ['', ' ', 'a b', 'a\n', '"', '{{ x }}', '$(X)', '`id`', '../a', FAKE_SECRET, ...TEXTS];

const PLANTS: readonly Plant<SyncedCase>[] = [
  { prop: 'name', values: ['', 'A', 'a_b', '-a', 'a'.repeat(254), ...TEXTS], plant: (_, name: string) => ({ name }) },
  {
    prop: 'keys.key',
    values: NOT_WORDS,
    plant: (_, key: string) => ({ keys: { [key]: { key: 'a' } }, template: undefined }),
  },
  { prop: 'keys.password.key', values: ['', ' ', ' a', 'a\n', FAKE_SECRET, ...NOT_TEXTS], plant: inKey('key') },
  { prop: 'keys.password.property', values: ['', ' ', 'a ', FAKE_SECRET, ...NOT_TEXTS], plant: inKey('property') },
  { prop: 'keys.password.version', values: ['', ' ', 'a ', FAKE_SECRET, ...NOT_TEXTS], plant: inKey('version') },
  { prop: 'keys', values: [0], plant: () => ({ keys: {}, template: undefined }) },
  {
    prop: 'template.type',
    values: NOT_WORDS.filter((word) => word !== FAKE_SECRET),
    plant: (_, type: string) => ({ type }),
  },
  {
    title: 'template without the keys of its type',
    prop: 'template.type',
    values: ['kubernetes.io/tls', 'kubernetes.io/dockerconfigjson'],
    plant: (_, type: string) => ({ type, keys: { a: { key: 'a' } }, template: undefined }),
  },
  {
    prop: 'template.data.a',
    values: [
      '{{', '{{ .other }}', '{{ .passwor }}', '{{ if }}', '}}{{', `{{/* */}}${FAKE_SECRET}`, '{{ end }}',
      ...LONE_SURROGATES,
    ],
    plant: (_, text: string) => ({ keys: { password: { key: 'a' } }, template: { a: text } }),
  },
  {
    prop: 'refreshInterval',
    values: [0, 9, 10.5, 30 * 86_400 + 1],
    plant: (_, refreshSeconds: number) => ({ refreshSeconds, refreshPolicy: undefined, rollsPods: false }),
  },
  { prop: 'runbook', values: ['', 'wiki', ...LONE_SURROGATES], plant: (_, runbook: string) => ({ runbook }) },
  { prop: 'useSecret.path', values: NOT_PATHS, plant: (_, path: string) => ({ use: { path }, rollsPods: false }) },
  { prop: 'useSecret.use', values: NOT_REASONS, plant: (_, environment: string) => ({ use: { environment } }) },
  {
    prop: 'provider.region',
    values: NOT_WORDS,
    plant: inStore((region: string) => ({ kind: 'awsSecretsManager', region })),
  },
  {
    prop: 'provider.roleArn',
    values: NOT_WORDS,
    plant: inStore((identity: string) => ({ kind: 'awsParameterStore', identity })),
  },
  {
    prop: 'provider.server',
    values: ['http://a:1', 'https://', 'https://u:p@a', 'https://a?b', ...NOT_WORDS],
    plant: inStore((server: string) => ({ kind: 'vault', server })),
  },
  {
    prop: 'provider.role',
    values: NOT_WORDS,
    plant: inStore((role: string) => ({ kind: 'vault', role })),
  },
  {
    prop: 'provider.path',
    values: ['/a', 'a/', 'a//b', ...NOT_WORDS.filter((word) => word !== '../a')],
    plant: inStore((path: string) => ({ kind: 'vault', path })),
  },
  { prop: 'provider.projectId', values: NOT_WORDS, plant: inStore((project: string) => ({ kind: 'gcp', project })) },
  { prop: 'provider.vaultUrl', values: NOT_WORDS, plant: inStore((vaultUrl: string) => ({ kind: 'azure', vaultUrl })) },
  { prop: 'provider.clientId', values: NOT_WORDS, plant: inStore((clientId: string) => ({ kind: 'azure', clientId })) },
  {
    prop: 'access',
    values: [[], ['A'], ['shop', 'shop'], ['a.b'], ['']],
    plant: inStore((namespaces: string[]) => ({ access: { namespaces } })),
  },
  {
    prop: 'provider',
    values: ['eks', 'aks', 'openshift'],
    plant: ({ store }, provider: 'eks') => ({ store: { ...store, kind: 'gcp' }, platform: { provider } }),
  },
];
const TEXT_PLANTS = PLANTS.filter(({ prop }) => (
  ['keys.password.property', 'keys.password.version', 'name', 'useSecret.use', 'template.data.a'].includes(prop)
));

describe('a SyncedSecret that a workload takes', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectSynced(given, promised(given, app, build)),
    cases: 6,
  });

  it('never repeats a secret that is given for its place', () => {
    const holders = PLANTS.filter(({ values }) => values.some((value) => String(value).includes(FAKE_SECRET)));
    fc.assert(fc.property(validCase, fc.constantFrom(...holders), (given, { plant }) => {
      const message = messageOf(() => build({ ...given, ...plant(given, FAKE_SECRET as never) }));
      expect(message).toMatch(NAMED_ERROR);
      expect(message).not.toContain(FAKE_SECRET);
    }), runs(20));
  });
});

function build(given: SyncedCase, app?: App): App {
  return appIn(given.platform, (chart) => {
    const { name, keys, type, template, refreshPolicy, deletionPolicy, runbook, use, rollsPods } = given;
    const secret = new SyncedSecret(chart, 'database', {
      name,
      refreshPolicy,
      deletionPolicy,
      runbook,
      store: addStore(chart, given.store),
      keys: Object.fromEntries(Object.entries(keys).map(([key, { key: place, ...more }]) => (
        [key, RemoteKey.of(place, more)]
      ))),
      template: type === undefined && template === undefined ? undefined : { type, data: template },
      refreshInterval: made(given.refreshSeconds, (seconds) => Duration.millis(seconds * 1000)),
    });
    addWorkload(chart, given.workload).useSecret(secret, { use: useOf(use, madeKeys(given)), rollsPods });
  }, app);
}

/** The keys of the Secret, by what was asked for. */
function madeKeys({ keys, template }: SyncedCase): string[] {
  return Object.keys(template ?? keys);
}

function useOf(use: SyncedCase['use'], keys: string[]): SecretUse {
  if ('environment' in use) {
    return SecretUse.environment(use.environment, {
      variables: Object.fromEntries(keys.map((key, index) => [`VARIABLE_${index}`, key])),
    });
  }
  const { path, some, mode } = use;
  const chosen = made(some, (index) => Object.fromEntries([[keys[index % keys.length], 'the-file']]));
  return SecretUse.files({ path, mode, keys: chosen });
}

function expectSynced(given: SyncedCase, manifests: Manifest[]): void {
  const { spec, metadata } = only(manifests, 'ExternalSecret');
  const { store, keys, refreshPolicy = 'Periodic', deletionPolicy = 'Retain', name = 'database' } = given;
  expect([metadata.name, spec.target.name, spec.refreshPolicy, spec.target.deletionPolicy])
    .toEqual([name, name, refreshPolicy, deletionPolicy]);
  expect(secondsOf(spec.refreshInterval)).toBe(given.refreshSeconds ?? 3600);
  expect(Object.fromEntries(spec.data.map(({ secretKey, remoteRef: { key, property, version } }: Manifest) => (
    [secretKey, { key, property, version }]
  )))).toEqual(Object.fromEntries(Object.entries(keys).map(([key, { property, version, ...one }]) => (
    [key, { ...one, property, version }]
  ))));
  expect(spec.target.template?.data).toEqual(given.template);
  expectStore(store, spec.secretStoreRef, manifests);
  expectTaken(given, manifests, Object.keys(spec.target.template?.data ?? keys));
}

/** Hours, minutes and seconds, as Go says them. */
function secondsOf(text: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text)!;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function expectStore({ name, access }: StoreCase, reference: Manifest, manifests: Manifest[]): void {
  const kind = access === undefined ? 'SecretStore' : 'ClusterSecretStore';
  const store = only(manifests, kind);
  expect(reference).toEqual({ kind, name });
  expect(store.metadata.name).toBe(name);
  // By a token of its own ServiceAccount, and by no key.
  expect(only(manifests, 'ServiceAccount', name).metadata.namespace).toBe('shop');
  expect(JSON.stringify(store.spec.provider)).toMatch(new RegExp(`"serviceAccountRef":\\{[^}]*"name":"${name}"`));
  expect(JSON.stringify(store.spec.provider)).not.toContain('secretRef');
  if (access === undefined) return;
  const wanted = access === 'own' ? ['shop'] : 'namespaces' in access ? [...access.namespaces].sort() : undefined;
  expect(store.spec.conditions?.[0].namespaces).toEqual(wanted);
  if (typeof access === 'object' && 'every' in access) expect(store.spec.conditions).toBeUndefined();
}

/** Pods begin where each key that they ask for is made. */
function expectTaken(given: SyncedCase, manifests: Manifest[], keys: string[]): void {
  const { maker: { metadata: { annotations = {} } }, template } = podsIn(manifests);
  const { name = 'database' } = given;
  expectUniquePlaces(manifests);
  const { containers: [{ env = [], volumeMounts }], volumes } = template.spec;
  const volume = volumes.find(({ secret }: Manifest) => secret?.secretName === name);
  const variables = env.flatMap(({ valueFrom }: Manifest) => valueFrom?.secretKeyRef ?? []);
  const asked = [...volume?.secret.items ?? [], ...variables];
  for (const { key } of asked) expect(keys).toContain(key);
  for (const one of variables) expect(one.name).toBe(name);
  expect(annotations['secret.reloader.stakater.com/reload']).toBe(given.rollsPods ? name : undefined);
  expectUse(given, { annotations, variables: variables.length, volume, volumeMounts });
}

function expectUse({ use, name = 'database', keys, template }: SyncedCase, found: Manifest): void {
  const { annotations, variables, volume, volumeMounts } = found;
  if ('environment' in use) {
    expect([variables, volume]).toEqual([Object.keys(template ?? keys).length, undefined]);
    expect(reasonIn(annotations['preflight/waive.no-secrets-in-env-vars'])).toBe(use.environment);
  } else {
    const { path = `/etc/secrets/${name}`, mode = 0o440 } = use;
    expect([variables, volume.secret.defaultMode]).toEqual([0, mode]);
    expect(volumeMounts).toContainEqual({ mountPath: path, name: volume.name, readOnly: true });
  }
}

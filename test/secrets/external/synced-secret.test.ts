import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import {
  DeletionPolicy, ForeignSecretStore, MetricsFlavor, PlatformProps, ProductionApp, RefreshPolicy, RemoteKey,
  SecretProvider, SecretStore, SyncedSecret, SyncedSecretProps,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { codeBlocks, readDocument, section, tableRows } from '../../support/project/markdown';
import { only, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const OPERATOR: PlatformProps = { metrics: MetricsFlavor.operator() };
const RUNBOOK = 'docs/runbooks/secrets.md';
const FAKE = `ghp_${'16C7e42F292c6912E7710c838347Ae178B4a'}`;
const PLAIN = ['Sup3r', 'S3cret', 'Value99'].join('');
const MINIMAL: SyncedSecretProps = {
  store: ForeignSecretStore.ofCluster('vault'),
  keys: { password: RemoteKey.of('shop/database', { property: 'password' }) },
};
const AS_IT_IS = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
const LABELS = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' };

function synced(props: Partial<SyncedSecretProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new SyncedSecret(chart, 'database', { ...MINIMAL, ...props }), platform);
}

function specOf(props: Partial<SyncedSecretProps>): Manifest {
  return only(synced(props), 'ExternalSecret').spec;
}

describe('a SyncedSecret', () => {
  it('says where the values are, and no value', () => {
    expect(only(synced(), 'ExternalSecret')).toEqual({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: {
        name: 'database',
        namespace: 'shop',
        labels: LABELS,
        annotations: { 'preflight/external': 'ClusterSecretStore/vault' },
      },
      spec: {
        refreshPolicy: 'Periodic',
        refreshInterval: '1h0m0s',
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        target: { name: 'database', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: [{ secretKey: 'password', remoteRef: { key: 'shop/database', property: 'password', ...AS_IT_IS } }],
      },
    });
  });

  it('writes no Secret', () => {
    expect(synced().map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'ExternalSecret']);
  });

  it('can be called otherwise', () => {
    const { metadata, spec } = only(synced({ name: 'db.main' }), 'ExternalSecret');
    expect([metadata.name, spec.target.name]).toEqual(['db.main', 'db.main']);
  });

  it('takes keys in one order, whatever they are given in', () => {
    const [b, a] = [RemoteKey.of('b'), RemoteKey.of('a', { version: '3' })];
    expect(specOf({ keys: { b, a } }).data).toEqual([
      { secretKey: 'a', remoteRef: { key: 'a', version: '3', ...AS_IT_IS } },
      { secretKey: 'b', remoteRef: { key: 'b', ...AS_IT_IS } },
    ]);
  });

  it.each([
    [Duration.seconds(30), '30s'], [Duration.seconds(90), '1m30s'], [Duration.minutes(90), '1h30m0s'],
    [Duration.days(1), '24h0m0s'],
  ])(
    'asks again after %s', (refreshInterval, text) => {
      expect(specOf({ refreshInterval }).refreshInterval).toBe(text);
    });

  it.each([RefreshPolicy.CREATED_ONCE, RefreshPolicy.ON_CHANGE])('has no interval of its own for %s', (policy) => {
    const spec = specOf({ refreshPolicy: policy });
    expect([spec.refreshPolicy, spec.refreshInterval]).toEqual([policy, '1h0m0s']);
  });

  it('can go with its values', () => {
    expect(specOf({ deletionPolicy: DeletionPolicy.DELETE }).target.deletionPolicy).toBe('Delete');
  });

  it('makes what a template says of the values', () => {
    const data = { url: 'postgres://{{ .user }}:{{ .password | urlquery }}@db/shop' };
    const keys = { user: RemoteKey.of('shop/database'), password: RemoteKey.of('shop/database') };
    expect(specOf({ keys, template: { type: 'acme.io/database', data } }).target.template)
      .toEqual({
        engineVersion: 'v2', mergePolicy: 'Replace', type: 'acme.io/database', metadata: { labels: LABELS }, data,
      });
    expect(specOf({ template: { type: 'Opaque' } }).target.template.data).toBeUndefined();
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const variants: Partial<SyncedSecretProps>[] = [
      {}, { template: { type: 'kubernetes.io/ssh-auth', data: { 'ssh-privatekey': '{{ .password }}' } } },
      { refreshPolicy: RefreshPolicy.ON_CHANGE, store: ForeignSecretStore.ofNamespace('vault') },
    ];
    const manifests = variants.flatMap((props) => [{}, OPERATOR].flatMap((platform) => synced(props, platform)));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('would be refused with a misspelt field', () => {
    const manifest = only(synced(), 'ExternalSecret');
    manifest.spec.data[0].remoteRef.propertyy = 'password';
    expect(schemaProblems('1.30', manifest)).not.toEqual([]);
  });

  it.each([
    ['/metadata/name', "'metadata.name' stay \"database\""],
    ['/spec/target/name', "'spec.target.name' stay \"database\""],
    ['/metadata/namespace', "'metadata.namespace' stay \"shop\""],
  ])('keeps %s, by which pods go', (path, text) => {
    const { app, chart } = stage();
    const secret = new SyncedSecret(chart, 'database', MINIMAL);
    secret.patch(secret.externalSecret, JsonPatch.replace(path, 'other'));
    expect(messageOf(() => app.synthYaml())).toContain(`'patch' must let ${text}`);
  });

  it.each<[string, JsonPatch, string]>([
    ['another key', JsonPatch.replace('/spec/data/0/secretKey', 'token'), "'spec' make the key password, "
      + 'which workloads can take'],
    ['no key', JsonPatch.remove('/spec/data'), "'spec' make the key password, which workloads can take"],
    ['a template instead of its keys', JsonPatch.add('/spec/target/template', { data: { url: 'a' } }),
      "'spec' make the key password, which workloads can take"],
    ['files instead of its keys', JsonPatch.add('/spec/target/template', { templateFrom: [{ target: 'Data' }] }),
      "'spec' make the key password, which workloads can take"],
    ['no maker', JsonPatch.replace('/spec/target/creationPolicy', 'None'), "'spec.target.creationPolicy' "
      + 'be one of Owner and Orphan, for with others nobody makes the Secret that workloads take'],
    ['a maker elsewhere', JsonPatch.replace('/spec/target/creationPolicy', 'Merge'),
      "'spec.target.creationPolicy' be one of Owner and Orphan"],
    ['another store', JsonPatch.replace('/spec/secretStoreRef/name', 'other'), "'spec.secretStoreRef' stay "
      + '{"name":"vault","kind":"ClusterSecretStore"}, for that store was seen to serve the namespace'],
    ['another policy', JsonPatch.replace('/spec/refreshPolicy', 'CreatedOnce'), "'spec.refreshPolicy' stay "
      + '"Periodic", for whoever takes the Secret goes by how it is renewed'],
    ['no interval', JsonPatch.replace('/spec/refreshInterval', '0s'), "'spec.refreshInterval' be above zero, "
      + 'for otherwise values are read once and never again'],
    ['an interval that is none', JsonPatch.replace('/spec/refreshInterval', '1 hour'), "'spec.refreshInterval' be "
      + 'above zero'],
    ['a longer interval', JsonPatch.replace('/spec/refreshInterval', '8760h'), "'spec.refreshInterval' be 1h0m0s "
      + 'at most, as the prop refreshInterval says'],
    ['a key of another store', JsonPatch.add('/spec/data/0/sourceRef', { storeRef: { name: 'other' } }),
      "'spec.data[0].sourceRef' be left out, for the store alone was seen to serve the namespace"],
    ['keys of another store', JsonPatch.add('/spec/dataFrom', [{ sourceRef: { storeRef: { name: 'other' } } }]),
      "'spec.dataFrom[0].sourceRef' be left out"],
    ['a type without its keys', JsonPatch.add('/spec/target/template', { type: 'kubernetes.io/tls' }),
      "'spec.target.template.type' come with tls.crt and tls.key, without which the API server refuses the Secret"],
    ['no Secret', JsonPatch.add('/spec/target/manifest', { apiVersion: 'v1', kind: 'ConfigMap' }),
      "'spec.target.manifest' be left out, for otherwise no Secret is made"],
    ['values that never change', JsonPatch.add('/spec/target/immutable', true),
      "'spec.target.immutable' stay away, for values are to be renewed"],
    ['times at which it rests', JsonPatch.add('/spec/syncWindows', { kind: 'deny', windows: [] }),
      "'spec.syncWindows' be left out, for otherwise values are not renewed as often as is said"],
  ])('is not patched to have %s', (_, patch, text) => {
    expect(messageOf(patched(patch))).toContain(`'patch' must let ${text}`);
  });

  it('keeps the keys of its template', () => {
    const patch = JsonPatch.remove('/spec/target/template/data/b');
    expect(messageOf(patched(patch, { template: { data: { a: '1', b: '2' } } })))
      .toContain("'patch' must let 'spec' make the key b, which workloads can take");
  });

  it.each<[string, JsonPatch]>([
    ['more keys', JsonPatch.add('/spec/data/-', { secretKey: 'user', remoteRef: { key: 'user' } })],
    ['more keys by a template', JsonPatch.add('/spec/target/template', { mergePolicy: 'Merge', data: { url: 'a' } })],
    ['its key from elsewhere', JsonPatch.replace('/spec/data/0/remoteRef/key', 'other')],
    ['a longer life', JsonPatch.replace('/spec/target/creationPolicy', 'Orphan')],
    ['a shorter interval', JsonPatch.replace('/spec/refreshInterval', '59m59.5s')],
    ['a type whose keys others may write', JsonPatch.add('/spec/target/template', {
      type: 'kubernetes.io/tls', mergePolicy: 'Merge', templateFrom: [{ target: 'Data' }],
    })],
    ['the interval of the operator', JsonPatch.remove('/spec/refreshInterval')],
  ])('can be patched to have %s', (_, patch) => {
    expect(patched(patch)).not.toThrow();
  });
});

describe('a key that its provider cannot have', () => {
  const uuid = '11111111-2222-3333-4444-555555555555';
  const azure = SecretProvider.azure({ vaultUrl: 'https://acme.vault.azure.net', clientId: uuid, tenantId: uuid });
  const gcp = SecretProvider.gcp({ projectId: 'acme-production' });
  const vault = SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });
  const aws = SecretProvider.awsSecretsManager({
    region: 'eu-west-1', roleArn: 'arn:aws:iam::111122223333:role/shop',
  });
  const syncedFrom = (provider: SecretProvider, key: string) => render((chart) => {
    const store = new SecretStore(chart, 'secrets', { provider });
    new SyncedSecret(chart, 'database', { store, keys: { password: RemoteKey.of(key) } });
  });

  const like = {
    gcp: 'shop-database', azure: 'shop-database, key/signing or cert/web', vault: 'shop/database',
  };
  it.each<[keyof typeof like, SecretProvider, string]>([
    ['gcp', gcp, 'shop/database'],
    ['gcp', gcp, 'projects/acme/secrets/database'],
    ['azure', azure, 'shop_database'],
    ['azure', azure, 'shop/database'],
    ['azure', azure, 'secret/shop/database'],
    ['vault', vault, 'data/shop/database'],
    ['vault', vault, '/shop/database'],
    ['vault', vault, 'shop/database/'],
  ])('is refused by %s', (verb, provider, key) => {
    expect(messageOf(() => syncedFrom(provider, key))).toBe("[shop/database] 'keys.password.key' must have the form "
      + `that ${verb} takes, got "${key}"; write it like ${like[verb]}`);
  });

  it.each<[string, SecretProvider]>([
    ['Shop_database-1', gcp], ['shop-database', azure], ['cert/web', azure], ['secret/shop-database', azure],
    ['shop', vault], ['secret/data/shop/database', vault], ['shop/data base', vault], ['shop/database_1', aws],
  ])('and %s is not', (key, provider) => {
    const { spec } = only(syncedFrom(provider, key), 'ExternalSecret');
    expect(spec.data[0].remoteRef.key).toBe(key);
  });
});

/** Writes one with a patch. */
function patched(patch: JsonPatch, props: Partial<SyncedSecretProps> = {}): () => string {
  const { app, chart } = stage();
  const secret = new SyncedSecret(chart, 'database', { ...MINIMAL, ...props });
  secret.patch(secret.externalSecret, patch);
  return () => app.synthYaml();
}

const LITERAL = "'template.data.token' must hold no secret itself, got a GitHub token, which is not shown; "
  + 'put it into the store, name it in keys, and take it by {{ .name }}';

describe('what it refuses', () => {
  it.each<[string, Partial<SyncedSecretProps>, string]>([
    ['no key', { keys: {} }, "'keys' must name a key, got {}; "
      + "name them, like { password: RemoteKey.of('shop/database', { property: 'password' }) }"],
    ['a key that no Secret has', { keys: { 'a b': RemoteKey.of('x') } }, "'keys.key' must be a key of a Secret "
      + '(letters, digits, -, _ and .), got "a b"; write it as it stands in the Secret'],
    ['a key of nothing', { keys: { a: RemoteKey.of('') } }, "'keys.a.key' must be a name, without spaces around it, "
      + 'got ""; write it as the provider does'],
    ['a secret instead of its key', { keys: { a: RemoteKey.of(FAKE) } }, "'keys.a.key' must say where the secret is, "
      + 'and not what, got a GitHub token, which is not shown; put it into the store, and name that'],
    ['fractions of a second', { refreshInterval: Duration.millis(10500) }, "'refreshInterval' must be whole seconds "
      + 'from 10 to 2592000, got "10.5 seconds"; give a duration within the range, such as Duration.seconds(30)'],
    ['an interval that nobody keeps', { refreshPolicy: RefreshPolicy.ON_CHANGE, refreshInterval: Duration.minutes(60) },
      "'refreshInterval' must come with RefreshPolicy.PERIODIC, for OnChange asks at no interval, got \"60 minutes\"; "
      + 'leave it out'],
    ['a secret in a template', { template: { data: { token: FAKE } } }, LITERAL],
    ['a secret in an action', { template: { data: { token: `{{ .password | default "${FAKE}" }}` } } },
      LITERAL],
    ['a secret beside an action', { template: { data: { password: `${PLAIN}{{ .password }}` } } },
      "'template.data.password' must hold no secret itself, got a password, which is not shown; "
      + 'put it into the store, name it in keys, and take it by {{ .name }}'],
    ['a value that is not there', { template: { data: { url: '{{ .pasword }}' } } }, "'template.data.url' must take "
      + 'values that keys names, got "pasword"; write one of keys, such as password'],
    ['a value that is no word', { keys: { 'p-w': RemoteKey.of('x') }, template: { data: { url: '{{ .p-w }}' } } },
      "'template.data.url' must take by index what is no word, got \"p-w\"; write {{ index . \"p-w\" }}"],
    ['an action that does not end', { template: { data: { url: '{{ .password' } } }, "'template.data.url' must be a "
      + 'template of Go, and has {{ that nothing ends, got a text, which is not shown; end what it begins, and nothing '
      + 'else'],
    ['a type without its keys', { template: { type: 'kubernetes.io/tls' } }, "'template.type' must come with tls.crt "
      + 'and tls.key, without which the API server refuses the Secret, got "kubernetes.io/tls"; add what is missing, '
      + 'or leave the type out'],
    ['a type without a key that the template leaves out', {
      template: { type: 'kubernetes.io/basic-auth', data: { url: '{{ .password }}' } },
    }, "'template.type' must come with username or password, without which the API server refuses the Secret, got "
      + '"kubernetes.io/basic-auth"; add what is missing, or leave the type out'],
    ['an empty template', { template: { data: {} } }, "'template.data' must hold a key, got {}; "
      + 'leave it out to have the values'],
    ['no type', { template: { type: 'a b' } }, "'template.type' must be a type of Secrets, got \"a b\"; "
      + 'write it like kubernetes.io/tls'],
    ['a store of another kind', { store: { storeName: 'vault', storeKind: 'Store' } },
      "'store.storeKind' must be a kind of store, got \"Store\"; " + 'write SecretStore or ClusterSecretStore'],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => synced(props))).toBe(`[shop/database] ${message}`);
  });

  it('a second maker of one Secret', () => {
    expect(messageOf(() => render((chart) => {
      new SyncedSecret(chart, 'a', { ...MINIMAL, name: 'database' });
      new SyncedSecret(chart, 'b', { ...MINIMAL, name: 'database' });
    }))).toBe("[shop/b] 'name' must name a Secret that nothing else makes, and shop/a makes it, got \"shop/database\"; "
      + 'give one of the two another name');
  });

  it('no second one in another namespace', () => {
    const app = new App();
    const names = ['shop', 'pay'].map((namespace) => (
      new SyncedSecret(new Chart(app, namespace, { namespace }), 'database', MINIMAL).secretNamespace
    ));
    expect(names).toEqual(['shop', 'pay']);
  });

  it('the name of a store alone', () => {
    expect(messageOf(() => synced({ store: 'vault' as never }))).toBe(
      "[shop/database] 'store' must be a store of secrets, as every ISecretStore is, got \"vault\"; "
        + "give a SecretStore or a ClusterSecretStore, or of others ForeignSecretStore.ofCluster('vault')",
    );
  });

  it('a secret instead of a RemoteKey, which it does not show', () => {
    const message = messageOf(() => synced({ keys: { password: 'correct-horse-battery' as never } }));
    expect(message).toContain("'keys.password' must be of the class RemoteKey");
    expect(message).not.toContain('correct-horse');
  });
});

describe('its alerts', () => {
  const rules: Manifest[] = only(synced({}, OPERATOR), 'PrometheusRule').spec.groups[0].rules;

  it('are in a file without the operator', () => {
    const { metadata, data } = only(synced(), 'ConfigMap');
    expect(metadata.name).toBe('database-secret-alerts');
    expect(readYaml(data['database-secret-alerts.rules.yaml'])[0].groups[0].rules).toEqual(rules);
  });

  it('ask for this object alone, under whatever name Prometheus has its namespace', () => {
    expect(rules[0].expr).toBe('max by (name) ('
      + 'externalsecret_status_condition{name="database",namespace="shop",exported_namespace="",condition="Ready",'
      + 'status="False"}\n'
      + 'or externalsecret_status_condition{name="database",exported_namespace="shop",condition="Ready",status="False"}'
      + ') == 1');
  });

  it.each(rules.map(({ alert, annotations }) => [alert, annotations.runbook_url]))('have a page: %s', (alert, url) => {
    expect(url).toBe(
      `https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/${RUNBOOK}#${alert.toLowerCase()}`,
    );
    const text = section(readDocument(RUNBOOK), `## ${alert}`);
    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });

  it('are all that the page speaks of', () => {
    const sections = [...readDocument(RUNBOOK).matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(sections.sort()).toEqual(rules.map(({ alert }) => alert).sort());
  });

  it('are listed in the guide, each with its severity', () => {
    const rows = tableRows(readDocument('docs/secrets.md'), ['alert', 'severity', 'fires when']);
    expect(rows.map(([alert, severity]) => [alert, severity]))
      .toEqual(rules.map(({ alert, labels }) => [`\`${alert}\``, labels.severity]));
  });

  it('can lead elsewhere', () => {
    const { data } = only(synced({ runbook: 'https://wiki.example.com/secrets' }), 'ConfigMap');
    expect(data['database-secret-alerts.rules.yaml'])
      .toContain('https://wiki.example.com/secrets#syncedsecretnotready');
  });
});

it('is written by a ProductionApp without a finding', () => {
  const app = new ProductionApp();
  new SyncedSecret(new Chart(app, 'shop', { namespace: 'shop' }), 'database', MINIMAL);
  expect(() => app.synthYaml()).not.toThrow();
});

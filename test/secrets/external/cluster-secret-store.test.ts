import { App, Chart, JsonPatch } from 'cdk8s';
import { ClusterSecretStore, RemoteKey, SecretKey, SecretProvider, StoreAccess, SyncedSecret } from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const VAULT = { server: 'https://vault.vault.svc:8200', role: 'shop' };
const PROVIDER = SecretProvider.vault(VAULT);

describe('a ClusterSecretStore', () => {
  function ofCluster(access?: StoreAccess): Manifest[] {
    return render((chart) => new ClusterSecretStore(chart, 'shared', { provider: PROVIDER, access }));
  }

  it('is for its own namespace alone, until others are named', () => {
    const { metadata, spec } = only(ofCluster(), 'ClusterSecretStore');
    expect(metadata.namespace).toBeUndefined();
    expect(spec.conditions).toEqual([{ namespaces: ['shop'] }]);
    expect(spec.provider.vault.auth.kubernetes.serviceAccountRef).toEqual({ name: 'shared', namespace: 'shop' });
  });

  it('is for the namespaces that are named', () => {
    const [named, labeled] = [StoreAccess.namespaces(['shop', 'pay']), StoreAccess.labeled({ secrets: 'shared' })]
      .map((access) => only(ofCluster(access), 'ClusterSecretStore').spec.conditions);
    expect(named).toEqual([{ namespaces: ['pay', 'shop'] }]);
    expect(labeled).toEqual([{ namespaceSelector: { matchLabels: { secrets: 'shared' } } }]);
  });

  it('is for all of them with a reason', () => {
    const access = StoreAccess.everyNamespace('one team owns the cluster');
    const { metadata, spec } = only(ofCluster(access), 'ClusterSecretStore');
    expect(spec.conditions).toBeUndefined();
    expect(metadata.annotations)
      .toEqual({ 'preflight/waive.cluster-secret-stores-are-limited': 'one team owns the cluster' });
  });

  it('names the namespace of what it trusts', () => {
    const provider = SecretProvider.vault({ ...VAULT, certificateAuthority: SecretKey.of('vault-ca', 'ca.crt') });
    const manifests = render((chart) => new ClusterSecretStore(chart, 'shared', { provider }));
    expect(only(manifests, 'ClusterSecretStore').spec.provider.vault.caProvider.namespace).toBe('shop');
  });

  it.each<[string, StoreAccess, string]>([
    ['no namespace', StoreAccess.namespaces([]), 'name a namespace, got []; '
      + 'name them, or use StoreAccess.everyNamespace with a reason'],
    ['no label', StoreAccess.labeled({}), 'name a namespace, got {}; '
      + 'name them, or use StoreAccess.everyNamespace with a reason'],
    ['a namespace twice', StoreAccess.namespaces(['pay', 'pay']), 'name each namespace once, got "pay"; '
      + 'remove one of the two'],
    ['no reason', StoreAccess.everyNamespace(' '), 'say why, got " "; '
      + 'write the reason, it appears in the readiness report'],
  ])('refuses %s', (_, access, message) => {
    expect(messageOf(() => ofCluster(access))).toBe(`[shop/shared] 'access' must ${message}`);
  });

  it('serves no other namespace than those', () => {
    const app = new App();
    const store = new ClusterSecretStore(new Chart(app, 'shop', { namespace: 'shop' }), 'shared', {
      provider: PROVIDER,
    });
    const pay = new Chart(app, 'pay', { namespace: 'pay' });
    expect(messageOf(() => new SyncedSecret(pay, 'db', { store, keys: { password: RemoteKey.of('db') } }))).toBe(
      "[pay/db] 'store' must serve the namespace pay, got \"ClusterSecretStore shared, which serves shop\"; "
      + 'make a SecretStore in this namespace, or name it in the access of a ClusterSecretStore',
    );
  });

  it.each<[string, JsonPatch]>([
    ['open to all', JsonPatch.remove('/spec/conditions')],
    ['open to others', JsonPatch.replace('/spec/conditions/0', { namespaceSelector: {} })],
  ])('is not patched to be %s', (_, patch) => {
    const { app, chart } = stage();
    const store = new ClusterSecretStore(chart, 'shared', { provider: PROVIDER });
    store.patch(store.store, patch);
    const message = messageOf(() => app.synthYaml());
    expect(message).toContain("'patch' must let 'spec.conditions' stay [{\"namespaces\":[\"shop\"]}], for without them "
      + 'every namespace may read from the store');
    expect(message).toMatch(/; give the prop access instead, such as StoreAccess.everyNamespace with a reason$/);
  });

  it('can be patched to name namespaces where none was named', () => {
    const { app, chart } = stage();
    const access = StoreAccess.everyNamespace('one team owns the cluster');
    const store = new ClusterSecretStore(chart, 'shared', { provider: PROVIDER, access });
    store.patch(store.store, JsonPatch.add('/spec/conditions', [{ namespaces: ['shop'] }]));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [undefined, StoreAccess.labeled({ a: 'b' }), StoreAccess.everyNamespace('why')]
      .flatMap(ofCluster);
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('would be refused with a misspelt field', () => {
    const store = only(ofCluster(), 'ClusterSecretStore');
    store.spec.condition = store.spec.conditions;
    expect(schemaProblems('1.30', store)).not.toEqual([]);
  });
});

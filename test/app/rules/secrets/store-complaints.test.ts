import { App, Chart } from 'cdk8s';
import {
  AlertReceiver, AlertRouting, ClusterSecretStore, ForeignSecretStore, ISecretStore, MetricsFlavor, Platform,
  ProductionApp, ProductionNamespace, ProductionService, RemoteKey, RouteTls, SecretKey, SecretProvider, SecretStore,
  StoreAccess, SyncedSecret,
} from '../../../../src';
import { messageOf, NAMED_ERROR, withoutHeading } from '../../../support/errors';
import { IMAGE } from '../../../support/render';

type Build = (chart: Chart) => unknown;

const AUTHORITY = SecretKey.of('vault-ca', 'ca.crt');
const FOREIGN = ForeignSecretStore.ofCluster('vault');

function synced(chart: Chart, name: string, keys: readonly string[]): SyncedSecret {
  return syncedFrom(FOREIGN, chart, { [name]: keys });
}

function syncedFrom(store: ISecretStore, chart: Chart, secret: Record<string, readonly string[]>): SyncedSecret {
  const [[name, names]] = Object.entries(secret);
  const keys = Object.fromEntries(names.map((key) => [key, RemoteKey.of('shop/x')]));
  return new SyncedSecret(chart, name, { store, keys });
}

function provider(certificateAuthority?: SecretKey): SecretProvider {
  return SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop', certificateAuthority });
}

function exposed(chart: Chart): void {
  const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080 });
  api.exposeAt('shop.example.com', { tls: RouteTls.secret('web-tls') });
}

function routed(chart: Chart): void {
  const receiver = (key: string) => AlertReceiver.webhook(SecretKey.of('receivers', key));
  new AlertRouting(chart, 'alerts', {
    critical: receiver('critical'), warning: receiver('warning'), watchdog: receiver('watchdog'),
  });
}

function labeled(chart: Chart, tier: string): void {
  const shop = new ProductionNamespace(chart, 'shop');
  shop.mergePatch(shop.resource, { metadata: { labels: { tier } } });
  const store = new ClusterSecretStore(chart, 'shared', {
    provider: provider(), access: StoreAccess.labeled({ tier: 'backend' }),
  });
  syncedFrom(store, chart, { db: ['password'] });
}

function appWith(build: Build): App {
  const app = new ProductionApp();
  Platform.configure(app, { metrics: MetricsFlavor.operator(), ingressControllerNamespace: 'ingress' });
  build(new Chart(app, 'shop', { namespace: 'shop' }));
  return app;
}

describe('it refuses', () => {
  it.each<[string, Build, string]>([
    ['a certificate that its Secret does not hold', (chart) => {
      synced(chart, 'web-tls', ['tls.crt', 'key']);
      exposed(chart);
    }, "[shop/api/Route/Ingress] 'spec.tls[0].secretName' must be a key of the Secret web-tls, which [shop/web-tls] "
      + 'makes, got "tls.key"; write one of key, tls.crt, or add it there'],
    ['receivers whose Secret does not name them', (chart) => {
      synced(chart, 'receivers', ['critical', 'warning']);
      routed(chart);
    }, "[shop/alerts] 'spec.receivers[2].webhookConfigs[0].urlSecret.key' must be a key of the Secret receivers, which "
      + '[shop/receivers] makes, got "watchdog"; write one of critical, warning, or add it there'],
    ['an authority that its Secret does not hold', (chart) => {
      synced(chart, 'vault-ca', ['tls.crt']);
      new SecretStore(chart, 'secrets', { provider: provider(AUTHORITY) });
    }, "[shop/secrets] 'spec.provider.vault.caProvider.key' must be a key of the Secret vault-ca, which "
      + '[shop/vault-ca] makes, got "ca.crt"; write one of tls.crt, or add it there'],
    ['an authority that is read through its own store', (chart) => {
      const store = new SecretStore(chart, 'secrets', { provider: provider(AUTHORITY) });
      syncedFrom(store, chart, { 'vault-ca': ['ca.crt'] });
    }, "[shop/secrets] 'spec.provider.vault.caProvider.key' must be of a Secret that is there before the store, and "
      + '[shop/vault-ca] makes it through the store, got "vault-ca"; make it by a SealedSecret, or by a store that '
      + 'needs none'],
    ['a store that does not serve the namespace', (chart) => labeled(chart, 'frontend'),
      "[shop/db] 'store' must serve the namespace shop, got \"ClusterSecretStore shared, whose conditions do not let "
      + 'it in"; name it in the access of the store, or give the namespace the labels that are asked there'],
  ])('%s', (_, build, complaint) => {
    const said = withoutHeading(new Error(messageOf(() => appWith(build).synthYaml())));
    expect(said).toBe(complaint);
    expect(said).toMatch(NAMED_ERROR);
  });
});

describe('it lets pass', () => {
  it.each<[string, Build]>([
    ['a certificate that is synced', (chart) => {
      synced(chart, 'web-tls', ['tls.crt', 'tls.key']);
      exposed(chart);
    }],
    ['receivers that are synced', (chart) => {
      synced(chart, 'receivers', ['critical', 'warning', 'watchdog']);
      routed(chart);
    }],
    ['an authority of another store', (chart) => {
      const store = new SecretStore(chart, 'first', { provider: provider() });
      syncedFrom(store, chart, { 'vault-ca': ['ca.crt'] });
      new SecretStore(chart, 'secrets', { provider: provider(AUTHORITY) });
    }],
    ['a namespace that has the label', (chart) => labeled(chart, 'backend')],
  ])('%s', (_, build) => {
    expect(() => appWith(build).synthYaml()).not.toThrow();
  });
});

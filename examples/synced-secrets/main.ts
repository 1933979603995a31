import { Chart } from 'cdk8s';
import {
  Platform, ProductionApp, ProductionNamespace, ProductionService, ProductionWorker, RemoteKey, SecretProvider,
  SecretStore, SecretUse, SyncedSecret, TrafficPeer,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, { ownership: { team: 'shop' } });
const chart = new Chart(app, 'synced-secrets');
new ProductionNamespace(chart, 'shop');

// What this namespace may read, and nothing else: the role is bound to the ServiceAccount of the store.
const store = new SecretStore(chart, 'secrets', {
  provider: SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' }),
});

const database = new SyncedSecret(chart, 'database', {
  store,
  keys: {
    username: RemoteKey.of('shop/database', { property: 'username' }),
    password: RemoteKey.of('shop/database', { property: 'password' }),
  },
});
const queue = new SyncedSecret(chart, 'queue', {
  store,
  keys: {
    user: RemoteKey.of('shop/queue', { property: 'user' }),
    password: RemoteKey.of('shop/queue', { property: 'password' }),
  },
  template: { data: { AMQP_URL: 'amqps://{{ .user | urlquery }}:{{ .password | urlquery }}@queue:5671/shop' } },
});

const api = new ProductionService(chart, 'api', {
  image: 'ghcr.io/stefanprodan/podinfo:6.14.1',
  port: 9898,
});
api.allowFrom(TrafficPeer.namespace('ingress'));
api.waive('image-has-digest', 'its release tags are never moved');
// Files in /etc/secrets/database, which change when the values do.
api.useSecret(database);

const mailer = new ProductionWorker(chart, 'mailer', { image: 'ghcr.io/stefanprodan/podinfo:6.14.1' });
mailer.waive('image-has-digest', 'its release tags are never moved');
// A process that reads its environment once begins again when the values change.
mailer.useSecret(queue, { use: SecretUse.environment('the client of the queue reads no file'), rollsPods: true });

app.synth();

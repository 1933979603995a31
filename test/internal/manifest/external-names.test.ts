import { Chart } from 'cdk8s';
import {
  BackupDestination, ForeignSecretStore, IngressController, PostgresBackup, PostgresServer, ProductionService,
  PublicRoute, RemoteKey, RouteFlavor, RouteTls, SecretKey, SyncedSecret,
} from '../../../src';
import { IMAGE, render } from '../../support/render';

const EXTERNAL = 'preflight/external';
const NAME = 'credentials';
const KEY = SecretKey.of(NAME, 'password');

/** What names a Secret, by each way to do that. */
const TAKERS: Readonly<Record<string, (chart: Chart) => void>> = {
  'a variable': (chart) => web(chart).addSecretVariable('PASSWORD', KEY),
  'a folder': (chart) => web(chart).mountSecret(NAME, '/etc/credentials'),
  'a backup': (chart) => new PostgresBackup(chart, 'backup', {
    server: PostgresServer.at('db.example.com', { user: 'backup', password: KEY, certificateAuthority: KEY }),
    databases: ['shop'],
    destination: BackupDestination.gcs('backups', { serviceAccount: 'backup@acme-shop.iam.gserviceaccount.com' }),
    encryptionKey: KEY,
  }),
  'a route': (chart) => new PublicRoute(chart, 'route').expose(web(chart), 'shop.example.com'),
};

function web(chart: Chart): ProductionService {
  return new ProductionService(chart, 'web', { image: IMAGE });
}

function synced(chart: Chart): void {
  const store = ForeignSecretStore.ofCluster('vault');
  const keys = Object.fromEntries(['password', 'tls.crt', 'tls.key'].map((key) => [key, RemoteKey.of(`shop/${key}`)]));
  new SyncedSecret(chart, NAME, { store, keys });
}

/** The objects that say that others make the Secret. */
function sayers(...build: ((chart: Chart) => void)[]): string[] {
  return render((chart) => build.forEach((one) => one(chart)), {
    ingressControllerNamespace: 'ingress',
    routes: RouteFlavor.ingress({ className: 'contour', controller: IngressController.CONTOUR }),
    tls: RouteTls.secret(NAME),
  }).filter(({ metadata }) => (metadata.annotations?.[EXTERNAL] ?? '').split(', ').includes(`Secret/${NAME}`))
    .map(({ kind }) => kind);
}

describe.each(Object.entries(TAKERS))('a Secret that %s names', (_, take) => {
  it('is of others where nothing of the tree makes it', () => {
    expect(sayers(take)).toHaveLength(1);
  });

  it('is not of others where something of the tree makes it, before or after', () => {
    expect([...sayers(synced, take), ...sayers(take, synced)]).toEqual([]);
  });
});

it('is of others where something makes one of its name in another namespace', () => {
  const elsewhere = (chart: Chart) => synced(new Chart(chart, 'pay', { namespace: 'pay' }));
  expect(sayers(elsewhere, TAKERS['a variable'])).toEqual(['Deployment']);
});

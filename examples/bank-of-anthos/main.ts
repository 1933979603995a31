import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  Address, Autoscaling, BackupDestination, Config, IngressController, Metrics, Platform, PostgresBackup, PostgresServer,
  Probes, ProductionApp, ProductionNamespace, ProductionService, ProductionServiceProps, ProductionWorker, Provider,
  RemoteKey, Resources, RouteFlavor, RouteTls, ScheduledJob, SecretKey, SecretProvider, SecretStore, SecretUse,
  SharedConfig, StatefulService, SyncedSecret, WorkloadIdentity,
} from 'cdk8s-preflight';

const DIGESTS: Record<string, string> = {
  'frontend': '@sha256:076294ce717309f711743fa3b72a9809c7f156edf1c4fa58505fd9f436d65345',
  'userservice': '@sha256:d8c4412edc46ab105000f721788b73301651cc43b19cee7e7302739f81882dcc',
  'contacts': '@sha256:90d47594270e64f8dafa6da52c89ff70c2483cca0821dff2cc38b1450ac7a6b9',
  'ledgerwriter': '@sha256:eae37de0d9b28fec7534c1ea860868c87279b0a85b405f8fd66c3d7734e3e42f',
  'balancereader': '@sha256:feae443c650786c253bbfa3447d0902dd1689122c13962f97ccc37068d73733b',
  'transactionhistory': '@sha256:109cdad9c29a46af2708574ac4635dd73afa30cc020a4fef0266abcde87db744',
  'accounts-db': '@sha256:d95c4094c75f69069b915ef3adc99a8f95e43077885140cdeeb90d807ea74eff',
  'ledger-db': '@sha256:891cb7afe34f358ce7ed7002a1923b25e113b30bca44fecb10cc8b116d665a03',
};

type Client = ProductionService | ScheduledJob;

interface Database {
  readonly server: StatefulService;
  readonly credentials: SyncedSecret;
}

const AUDIT = `DO $$ BEGIN
  IF EXISTS (SELECT FROM transactions WHERE amount <= 0 OR (from_acct, from_route) = (to_acct, to_route)) THEN
    RAISE EXCEPTION 'the ledger holds transfers that cannot be';
  END IF;
END $$;
`;

const app = new ProductionApp();
Platform.configure(app, {
  provider: Provider.GKE,
  ownership: { team: 'bank' },
  ingressControllerNamespace: 'ingress',
  routes: RouteFlavor.ingress({ className: 'contour', controller: IngressController.CONTOUR }),
  tls: RouteTls.clusterIssuer('letsencrypt'),
});
const chart = new Chart(app, 'bank-of-anthos');
new ProductionNamespace(chart, 'bank');

// What several have in common.
const variables = { LOCAL_ROUTING_NUM: '883745000', PUB_KEY_PATH: '/var/run/jwt/publickey' };
const environment = new SharedConfig(chart, 'environment-config', { config: Config.environment(variables) });
const demoData = new SharedConfig(chart, 'demo-data-config', { config: Config.environment({ USE_DEMO_DATA: 'True' }) });

// What is secret is in Google's own store: the keys by which tokens are signed and checked, and passwords.
const store = new SecretStore(chart, 'secrets', {
  provider: SecretProvider.gcp({
    projectId: 'acme-bank', serviceAccount: 'bank-secrets@acme-bank.iam.gserviceaccount.com',
  }),
});
const jwt = new SyncedSecret(chart, 'jwt-key', {
  store,
  keys: { 'jwtRS256.key': RemoteKey.of('jwt-private-key'), 'jwtRS256.key.pub': RemoteKey.of('jwt-public-key') },
});
const encryption = new SyncedSecret(chart, 'backup-encryption', {
  store, keys: { passphrase: RemoteKey.of('backup-passphrase', { version: '1' }) },
});

// Two databases, with TLS and backups that are restored before they count.
const accountsDb = database('accounts-db', { POSTGRES_DB: 'accounts-db', POSTGRES_USER: 'accounts-admin' });
const ledgerDb = database('ledger-db', { POSTGRES_DB: 'postgresdb', POSTGRES_USER: 'admin' });

// Five services behind a frontend.
const python = { probes: Probes.http({ liveness: '/version', readiness: '/ready' }) };
const java = { resources: Resources.large(), probes: Probes.http({ liveness: '/healthy', readiness: '/ready' }) };
const jvm = { JVM_OPTS: '-Xms256m -Xmx384m', SPRING_DATASOURCE_USERNAME: 'admin' };
const users = service('userservice', { ...python, env: { PRIV_KEY_PATH: '/jwt/key', TOKEN_EXPIRY_SECONDS: '3600' } });
const contacts = service('contacts', python);
const writer = service('ledgerwriter', { ...java, env: jvm });
const balances = service('balancereader', { ...java, env: { ...jvm, POLL_MS: '100', CACHE_SIZE: '1000000' } });
const cached = { POLL_MS: '100', CACHE_SIZE: '1000', CACHE_MINUTES: '60', HISTORY_LIMIT: '100' };
const history = service('transactionhistory', { ...java, env: { ...jvm, ...cached } });
const frontend = service('frontend', { ...python, env: { SCHEME: 'https', BANK_NAME: 'Bank of Anthos' } });
const load = new ProductionWorker(chart, 'loadgenerator', {
  image: imageOf('loadgenerator'),
  env: { USERS: '5', LOG_LEVEL: 'error' },
  resources: Resources.large(),
  probes: Probes.none('it answers nothing, and a user less is no outage'),
  scaling: Autoscaling.none('the load is to be the same all day', 1),
  metrics: Metrics.none('it serves none'),
});
load.waive('image-has-digest', 'it is no part of the bank');

// Only who issues tokens has the private half of the key.
users.useSecret(jwt, { use: SecretUse.files({ path: '/jwt', keys: { 'jwtRS256.key': 'key' } }) });

// Who may call whom, and nothing else is open.
frontend.exposeAt('bank.example.com');
frontend.dependsOn(users, { addressAs: 'USERSERVICE_API_ADDR' });
frontend.dependsOn(contacts, { addressAs: 'CONTACTS_API_ADDR' });
frontend.dependsOn(writer, { addressAs: 'TRANSACTIONS_API_ADDR' });
frontend.dependsOn(balances, { addressAs: 'BALANCES_API_ADDR' });
frontend.dependsOn(history, { addressAs: 'HISTORY_API_ADDR' });
writer.dependsOn(balances, { addressAs: 'BALANCES_API_ADDR' });
load.dependsOn(frontend, { addressAs: 'FRONTEND_ADDR', wait: true });
const verified = 'sslmode=verify-full&sslrootcert=/etc/db-ca/ca.crt';
const uri = `postgresql://accounts-admin:$(PGPASSWORD)@{host}:{port}/accounts-db?${verified}`;
const byUri = { password: 'PGPASSWORD', address: Address.template('ACCOUNTS_DB_URI', uri) };
[users, contacts].forEach((client) => connect(client, accountsDb, byUri));
const url = Address.jdbc('SPRING_DATASOURCE_URL', 'postgresql', `postgresdb?${verified}`);
const byUrl = { password: 'SPRING_DATASOURCE_PASSWORD', address: url };
[writer, balances, history].forEach((client) => connect(client, ledgerDb, byUrl));

// Each night, the ledger is looked through for transfers that cannot be.
const audit = new ScheduledJob(chart, 'ledger-audit', {
  image: imageOf('ledger-db'),
  command: ['psql', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--file=/audit/transfers.sql', '$(LEDGER_URI)'],
  config: Config.files({ 'transfers.sql': AUDIT }, { mountPath: '/audit' }),
  schedule: '30 3 * * *',
  timeZone: 'America/New_York',
  deadline: Duration.minutes(30),
});
const ledgerUri = Address.template('LEDGER_URI', `postgresql://admin@{host}:{port}/postgresdb?${verified}`);
connect(audit, ledgerDb, { password: 'PGPASSWORD', address: ledgerUri });
app.synth();

/** A service of the bank: it checks tokens, and sends what it measures to Google as itself. */
function service(name: string, { env, ...props }: Partial<ProductionServiceProps>): ProductionService {
  const made = new ProductionService(chart, name, {
    image: imageOf(name),
    ports: [{ name: 'http', containerPort: 8080, servicePort: name === 'frontend' ? 80 : 8080 }],
    env: { VERSION: '0.6.10', PORT: '8080', ENABLE_TRACING: 'true', ENABLE_METRICS: 'true', LOG_LEVEL: 'info', ...env },
    metrics: Metrics.none('it sends its metrics and traces to Google Cloud'),
    ...props,
  });
  made.useConfig(environment);
  made.useSecret(jwt, { use: SecretUse.files({ path: '/var/run/jwt', keys: { 'jwtRS256.key.pub': 'publickey' } }) });
  made.useIdentity(WorkloadIdentity.gke('bank-of-anthos@acme.iam.gserviceaccount.com'));
  made.dependsOnHost('199.36.153.8/30', 443); // private.googleapis.com
  return made;
}

/** A PostgreSQL that takes no connection without TLS, its password, and its backup. */
function database(name: string, env: { POSTGRES_DB: string; POSTGRES_USER: string }): Database {
  const files = ['ssl_cert_file=/etc/tls/tls.crt', 'ssl_key_file=/etc/tls/tls.key', 'hba_file=/etc/config/pg_hba.conf'];
  const made = new StatefulService(chart, name, {
    image: imageOf(name),
    args: ['ssl=on', ...files].flatMap((setting) => ['-c', setting]),
    env: { ...env, PGDATA: '/var/lib/postgresql/data/pgdata', POSTGRES_PASSWORD_FILE: '/etc/superuser/password' },
    config: Config.files({ 'pg_hba.conf': 'local all all trust\nhostssl all all all scram-sha-256\n' }),
    ports: [{ name: 'postgres', containerPort: 5432 }],
    claims: [{ mountPath: '/var/lib/postgresql/data', size: Size.gibibytes(10) }],
    replicas: 1,
    resources: Resources.guaranteed(Cpu.millis(250), Size.gibibytes(1)),
    probes: Probes.tcp({ livenessCommand: ['pg_isready', '--host=/var/run/postgresql'] }),
    metrics: Metrics.none('an exporter beside it is the business of its team'),
  });
  made.mountSecret(`${name}-tls`, '/etc/tls', { keys: { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key' } });
  const credentials = new SyncedSecret(chart, `${name}-credentials`, {
    store, keys: { password: RemoteKey.of(`${name}-password`, { version: '1' }) },
  });
  made.useSecret(credentials, { use: SecretUse.files({ path: '/etc/superuser' }) });
  made.addWritableFolder('/var/run/postgresql');
  [environment, demoData].forEach((shared) => made.useConfig(shared));
  runAsPostgres(made);
  backUp({ server: made, credentials }, env);
  return { server: made, credentials };
}

function runAsPostgres(made: StatefulService): void {
  const securityContext = { runAsUser: 70, runAsGroup: 70, fsGroup: 70 };
  made.mergePatch(made.statefulSet, { spec: { template: { spec: { securityContext } } } });
  for (const id of ['high-user-id', 'high-group-id']) {
    made.waive(id, 'what initializes a database looks up its user, and the image has this one');
  }
}

function backUp({ server, credentials }: Database, env: { POSTGRES_DB: string; POSTGRES_USER: string }): void {
  const { id } = server.node;
  const backup = new PostgresBackup(chart, `${id}-backup`, {
    server: PostgresServer.of(server, {
      user: env.POSTGRES_USER,
      password: SecretKey.of(credentials.secretName, 'password'),
      certificateAuthority: SecretKey.of(`${id}-tls`, 'ca.crt'),
      major: 16,
    }),
    databases: [env.POSTGRES_DB],
    destination: BackupDestination.gcs('acme-bank', { serviceAccount: 'bank-backup@acme.iam.gserviceaccount.com' }),
    encryptionKey: SecretKey.of(encryption.secretName, 'passphrase'),
  });
  backup.rehearse({ every: Duration.days(7), within: Duration.minutes(30) });
}

/** Gives a client the address with the password, and the authority that the certificate is held against. */
function connect(client: Client, { server, credentials }: Database, by: { password: string; address: Address }): void {
  const password = SecretUse.environment('its driver reads nothing else', { variables: { [by.password]: 'password' } });
  client.useSecret(credentials, { use: password });
  client.mountSecret(`${server.node.id}-tls`, '/etc/db-ca', { keys: { 'ca.crt': 'ca.crt' } });
  client.dependsOn(server, { addresses: [by.address] });
}

function imageOf(name: string): string {
  return `us-central1-docker.pkg.dev/bank-of-anthos-ci/bank-of-anthos/${name}:v0.6.10${DIGESTS[name] ?? ''}`;
}

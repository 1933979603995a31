import { App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { MetricsFlavor, PlatformProps, ProductionApp, Provider } from '../../../src';
import { Images } from '../../../src/internal/images/third-party-images';
import {
  BACKUP, bucketStep, fileVolume, HARDENED, jobLabels, POD_NAME, SCRIPTS, scriptTexts, secretVolume, stepResources,
  TMP, TO_DNS_AND_S3, UNPRIVILEGED,
} from '../../support/backup-parts';
import { addPostgres, cronSpec, makePostgres, named, postgresManifests, rulesOf } from '../../support/backups';
import { only, render, stage } from '../../support/render';
import { MINORS, schemaProblems } from '../../support/schemas';

const LABELS = jobLabels('orders', 'backup', '18.6');
const METADATA = { name: 'orders', namespace: 'shop', labels: LABELS };
const EXTERNAL = { 'preflight/external': 'Secret/orders, Secret/orders-ca' };
const OF_EACH_STEP = {
  imagePullPolicy: 'Always', resources: stepResources('20736Mi'), securityContext: HARDENED,
};
const SERVER_ENV = Object.entries({
  PGHOST: 'db.example.com',
  PGPORT: '5432',
  PGPASSFILE: '/passfile/pgpass',
  PGSSLMODE: 'verify-full',
  PGSSLROOTCERT: '/server-ca/ca.crt',
  PGCONNECT_TIMEOUT: '10',
  PGAPPNAME: 'orders',
}).map(([name, value]) => ({ name, value }));
const DUMPING = {
  image: Images.POSTGRES,
  volumeMounts: [
    TMP,
    BACKUP,
    { name: 'server-ca', mountPath: '/server-ca', readOnly: true },
    { name: 'passfile', mountPath: '/passfile', readOnly: true },
  ],
};
const STEPS = [
  bucketStep('prepare', 'prepare.sh', 'shop/orders'),
  {
    name: 'credentials',
    image: Images.POSTGRES,
    command: ['/bin/sh', '/scripts/credentials.sh'],
    env: [
      { name: 'PASSWORD_FILE', value: '/password/password' }, { name: 'PGPASSFILE', value: '/passfile/pgpass' },
      POD_NAME,
    ],
    volumeMounts: [
      TMP, SCRIPTS, { name: 'password', mountPath: '/password', readOnly: true },
      { name: 'passfile', mountPath: '/passfile' },
    ],
  },
  {
    name: 'globals',
    command: [
      'pg_dumpall', '--no-password', '--lock-wait-timeout=60s', '--globals-only', '--no-role-passwords',
      '--no-tablespaces', '--file=/backup/files/globals.sql',
    ],
    env: [...SERVER_ENV, fromFile('PGUSER', 'user')],
    ...DUMPING,
  },
  {
    name: 'dump-0',
    command: [
      'pg_dump', '--no-password', '--lock-wait-timeout=60s', '--format=custom', '--file=/backup/files/0.dump',
    ],
    env: [...SERVER_ENV, fromFile('PGUSER', 'user'), fromFile('PGDATABASE', 'database-0')],
    ...DUMPING,
  },
  {
    name: 'verify',
    image: Images.POSTGRES,
    command: ['/bin/sh', '/scripts/verify-dumps.sh'],
    env: [POD_NAME],
    volumeMounts: [TMP, SCRIPTS, BACKUP],
  },
  bucketStep('upload', 'upload.sh', 'shop/orders'),
].map((step) => ({ ...step, ...OF_EACH_STEP }));
const FILES = ['count-rows.awk', 'credentials.sh', 'prepare.sh', 'store.sh', 'upload.sh', 'verify-dumps.sh'] as const;

const POD_SPEC = {
  serviceAccountName: 'orders',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  restartPolicy: 'Never',
  terminationGracePeriodSeconds: 30,
  securityContext: UNPRIVILEGED,
  initContainers: STEPS.slice(0, -1),
  containers: STEPS.slice(-1),
  volumes: [
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    fileVolume('scripts', 'orders', FILES),
    { name: 'backup', emptyDir: { sizeLimit: '10Gi' } },
    secretVolume('password', 'orders', 'password'),
    { name: 'passfile', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
    secretVolume('server-ca', 'orders-ca', 'ca.crt'),
  ],
};

describe('PostgresBackup by default', () => {
  const found = postgresManifests();

  it('writes its files, a policy, its alerts, a ServiceAccount and a CronJob', () => {
    expect(found.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ConfigMap orders', 'NetworkPolicy orders', 'ConfigMap orders-alerts', 'ServiceAccount orders', 'CronJob orders',
    ]);
  });

  it('writes a CronJob for every midnight in UTC', () => {
    const { metadata, spec } = only(found, 'CronJob');
    const { template, ...job } = spec.jobTemplate.spec;

    expect({ metadata, ...spec, jobTemplate: job }).toEqual({
      metadata: { ...METADATA, annotations: EXTERNAL },
      schedule: '0 0 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 1800,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { backoffLimit: 2, activeDeadlineSeconds: 3600 },
    });
    expect(template).toEqual({ metadata: { labels: LABELS }, spec: POD_SPEC });
  });

  it('writes a ServiceAccount without a token', () => {
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
  });

  it('writes a ConfigMap with its scripts, and with what they must not interpret', () => {
    expect(named(found, 'ConfigMap', 'orders')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: METADATA,
      immutable: false,
      data: { ...scriptTexts(...FILES), 'database-0': 'orders', 'user': 'backup' },
    });
  });

  it('writes a NetworkPolicy that opens DNS, the bucket and the server, and lets nobody in', () => {
    const toServer = ['0.0.0.0/0', '::/0']
      .map((cidr) => ({ to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port: 5432 }] }));

    expect(only(found, 'NetworkPolicy')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: METADATA,
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'orders' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [],
        egress: [...TO_DNS_AND_S3, ...toServer],
      },
    });
  });

  it('writes alert rules', () => {
    expect(named(found, 'ConfigMap', 'orders-alerts').metadata.labels)
      .toEqual({ ...LABELS, 'preflight/alert-rules': 'true' });
    expect(rulesOf(found).map(({ alert }) => alert)).toEqual([
      'PostgresBackupFailed', 'PostgresBackupStale', 'PostgresBackupNeverSucceeded', 'PostgresBackupSuspended',
      'PostgresBackupMissing', 'PostgresBackupSlow',
    ]);
  });

  it('has each object as a field, and what the bucket deletes', () => {
    const { cronJob, serviceAccount, files, networkPolicy, alertRules, bucketLifecycle } = makePostgres();

    expect([cronJob, serviceAccount, files, networkPolicy, alertRules].map(({ kind }) => kind))
      .toEqual(['CronJob', 'ServiceAccount', 'ConfigMap', 'NetworkPolicy', 'ConfigMap']);
    expect(JSON.parse(bucketLifecycle).Rules).toMatchObject([
      { Filter: { Prefix: 'shop/orders/' }, Expiration: { Days: 30 } },
    ]);
  });
});

describe('PostgresBackup', () => {
  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const platforms: PlatformProps[] = [{}, { metrics: MetricsFlavor.operator() }, { provider: Provider.OPENSHIFT }];
    const found = platforms.flatMap((platform) => (
      postgresManifests({ restoresEachRun: true }, { ...platform, kubernetesVersion })));

    expect(found).toHaveLength(15);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it.each<[string, App, (chart: Chart) => Construct]>([
    ['when it is built again', new ProductionApp(), (chart) => chart],
    ['in an App of cdk8s', new App(), (chart) => chart],
    ['in another place of the tree', new App(), (chart) => new Construct(new Construct(chart, 'infra'), 'team')],
  ])('has the same bytes %s, however often it is rendered', (...[, app, place]) => {
    const first = stage();
    addPostgres(first.chart);
    addPostgres(place(new Chart(app, 'elsewhere', { namespace: 'shop' })));

    expect(app.synthYaml()).toEqual(first.app.synthYaml());
    expect(app.synthYaml()).toEqual(first.app.synthYaml());
  });

  it('is patched last, and waived with a reason', () => {
    const found = render((chart) => {
      const backup = addPostgres(chart);
      backup.patch(backup.cronJob, JsonPatch.replace('/spec/failedJobsHistoryLimit', 7));
      backup.mergePatch(backup.networkPolicy, { spec: { egress: null } });
      backup.waive('job-has-deadline', 'everybody owns it');
    });

    expect(cronSpec(found).failedJobsHistoryLimit).toBe(7);
    expect(only(found, 'NetworkPolicy').spec.egress).toBeUndefined();
    expect(only(found, 'CronJob').metadata.annotations)
      .toEqual({ ...EXTERNAL, 'preflight/waive.job-has-deadline': 'everybody owns it' });
  });
});

function fromFile(name: string, key: string) {
  return { name, valueFrom: { configMapKeyRef: { name: 'orders', key } } };
}

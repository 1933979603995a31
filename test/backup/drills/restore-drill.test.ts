import { Chart, Duration, JsonPatch } from 'cdk8s';
import { MetricsFlavor, PlatformProps, Provider } from '../../../src';
import { Images } from '../../../src/internal/images/third-party-images';
import {
  BACKUP, bucketStep, bucketVariables, fileVolume, HARDENED, jobLabels, POD_NAME, SCRATCH, SCRIPTS, scriptTexts,
  stepResources, TMP, TO_DNS_AND_S3, UNPRIVILEGED,
} from '../../support/backup-parts';
import {
  addEtcd, addPostgres, cronSpec, etcdDrill, makeEtcd, makePostgres, named, podSpec, postgresDrill, rulesOf, WEEKLY,
} from '../../support/backups';
import { only, render } from '../../support/render';
import { MINORS, schemaProblems } from '../../support/schemas';

const LABELS = jobLabels('orders-drill', 'restore-drill', '18.6');
const METADATA = { name: 'orders-drill', namespace: 'shop', labels: LABELS };
const RESTORE_SCRIPTS = ['count-rows.sql', 'extension-tables.sql', 'fetch.sh', 'restore-dumps.sh', 'store.sh'] as const;
const COMPARE_SCRIPTS = ['compare-keys.sh', 'fetch.sh', 'store.sh'] as const;
const PASSWD = { passwd: 'postgres:x:10001:10001:PostgreSQL:/tmp:/sbin/nologin\n' };
const RESTORING = {
  name: 'restore',
  image: Images.POSTGRES,
  command: ['/bin/sh', '/scripts/restore-dumps.sh'],
  env: [POD_NAME],
  volumeMounts: [
    TMP, SCRIPTS, BACKUP, SCRATCH, { name: 'passwd', mountPath: '/etc/passwd', subPath: 'passwd', readOnly: true },
  ],
};
const PEER = 'http://127.0.0.1:2380';
const CLIENT = 'http://127.0.0.1:2379';
const ETCD_STEPS = [
  {
    name: 'restore',
    image: Images.ETCD_3_6,
    command: [
      'etcdutl', 'snapshot', 'restore', '/backup/files/snapshot.db', '--data-dir=/scratch/etcd', '--name=restored',
      `--initial-cluster=restored=${PEER}`, `--initial-advertise-peer-urls=${PEER}`,
    ],
    volumeMounts: [TMP, BACKUP, SCRATCH],
  },
  {
    name: 'server',
    image: Images.ETCD_3_6,
    command: [
      'etcd', '--name=restored', '--data-dir=/scratch/etcd', `--initial-cluster=restored=${PEER}`,
      `--listen-client-urls=${CLIENT}`, `--advertise-client-urls=${CLIENT}`, `--listen-peer-urls=${PEER}`,
      `--initial-advertise-peer-urls=${PEER}`,
    ],
    restartPolicy: 'Always',
    volumeMounts: [TMP, BACKUP, SCRATCH],
  },
];
const COMPARE = {
  name: 'compare',
  image: Images.RCLONE,
  command: ['/bin/sh', '/scripts/compare-keys.sh'],
  env: [POD_NAME],
  volumeMounts: [TMP, SCRIPTS, BACKUP, { name: 'checks', mountPath: '/checks', readOnly: true }],
};

describe('RestoreDrill by default', () => {
  const found = postgresDrill();

  it('writes its scripts, a policy, its alerts, a ServiceAccount and a CronJob', () => {
    expect(found.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ConfigMap orders-drill', 'NetworkPolicy orders-drill', 'ConfigMap orders-drill-alerts',
      'ServiceAccount orders-drill', 'CronJob orders-drill',
    ]);
  });

  it('writes a CronJob for every Sunday at three in UTC, which is given twice its objective', () => {
    const { metadata, spec } = only(found, 'CronJob');
    const { template, ...job } = spec.jobTemplate.spec;

    expect({ metadata, template, ...spec, jobTemplate: job }).toEqual({
      metadata: METADATA,
      schedule: '0 3 * * 0',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 1800,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { backoffLimit: 2, activeDeadlineSeconds: 3600 },
      template: { metadata: { labels: LABELS }, spec: expect.anything() },
    });
  });

  it('writes a ServiceAccount without a token, and a ConfigMap with its scripts', () => {
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
    expect(named(found, 'ConfigMap', 'orders-drill')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: METADATA,
      immutable: false,
      data: { ...scriptTexts(...RESTORE_SCRIPTS), ...PASSWD },
    });
  });

  it('writes a NetworkPolicy that opens DNS and the bucket, and neither the server nor a way in', () => {
    expect(only(found, 'NetworkPolicy').metadata).toEqual(METADATA);
    expect(only(found, 'NetworkPolicy').spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'orders-drill' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: TO_DNS_AND_S3,
    });
  });

  it('writes alert rules, and records how long it took', () => {
    expect(rulesOf(found).map(({ alert, record }) => alert ?? record)).toEqual([
      'preflight:restore_drill_duration:seconds', 'RestoreDrillFailed', 'RestoreDrillOverdue', 'RestoreDrillTooSlow',
      'RestoreDrillSuspended', 'RestoreDrillMissing',
    ]);
  });

  it.each([['etcd', makeEtcd()], ['PostgreSQL', makePostgres()]])('has each object as a field, for %s', (_, backup) => {
    const { cronJob, serviceAccount, files, networkPolicy, alertRules } = backup.rehearse(WEEKLY);

    expect([cronJob, serviceAccount, files, networkPolicy, alertRules].map(({ kind }) => kind))
      .toEqual(['CronJob', 'ServiceAccount', 'ConfigMap', 'NetworkPolicy', 'ConfigMap']);
  });
});

describe('the pods of RestoreDrill', () => {
  it('bring a backup of PostgreSQL from the bucket and restore it', () => {
    const [fetch, restore] = steps({ folder: 'shop/orders', age: '90000', storage: '20736Mi' }, [RESTORING]);

    expect(podSpec(postgresDrill())).toEqual({
      ...pod('orders-drill'),
      initContainers: [fetch],
      containers: [restore],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        fileVolume('scripts', 'orders-drill', RESTORE_SCRIPTS),
        { name: 'backup', emptyDir: { sizeLimit: '10Gi' } },
        { name: 'scratch', emptyDir: { sizeLimit: '10Gi' } },
        fileVolume('passwd', 'orders-drill', ['passwd']),
      ],
    });
  });

  it('bring a snapshot of etcd from the bucket, restore it, start it and ask it', () => {
    const all = steps({ folder: 'shop/etcd', age: '25200', storage: '6400Mi' }, [...ETCD_STEPS, COMPARE]);

    expect(podSpec(etcdDrill())).toEqual({
      ...pod('etcd-drill'),
      initContainers: all.slice(0, -1),
      containers: all.slice(-1),
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        fileVolume('scripts', 'etcd-drill', COMPARE_SCRIPTS),
        { name: 'backup', emptyDir: { sizeLimit: '3Gi' } },
        fileVolume('checks', 'etcd-drill', ['keys']),
        { name: 'scratch', emptyDir: { sizeLimit: '3Gi' } },
      ],
    });
    expect(named(etcdDrill(), 'ConfigMap', 'etcd-drill').data)
      .toEqual({ ...scriptTexts(...COMPARE_SCRIPTS), keys: '/registry/namespaces/kube-system\n' });
  });
});

describe('RestoreDrill', () => {
  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const platforms: PlatformProps[] = [{}, { metrics: MetricsFlavor.operator() }, { provider: Provider.OPENSHIFT }];
    const drills = kubernetesVersion === '1.28' ? [postgresDrill] : [postgresDrill, etcdDrill];
    const found = platforms.flatMap((platform) => drills.flatMap((drill) => (
      drill({}, { ...platform, kubernetesVersion }))));

    expect(found).toHaveLength(15 * drills.length);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('is patched last, and waived with a reason', () => {
    const found = render((chart) => {
      const drill = addPostgres(chart).rehearse(WEEKLY);
      drill.patch(drill.cronJob, JsonPatch.replace('/spec/failedJobsHistoryLimit', 7));
      drill.mergePatch(drill.networkPolicy, { spec: { egress: null } });
      drill.waive('job-has-deadline', 'everybody owns it');
    });
    const { metadata, spec } = named(found, 'CronJob', 'orders-drill');

    expect(spec.failedJobsHistoryLimit).toBe(7);
    expect(metadata.annotations).toEqual({ 'preflight/waive.job-has-deadline': 'everybody owns it' });
    expect(named(found, 'NetworkPolicy', 'orders-drill').spec.egress).toBeUndefined();
  });

  it('runs as often, at the time and as long as it is told', () => {
    const options = { every: Duration.hours(8), startingAt: '06:45', within: Duration.hours(4) };
    const { schedule, startingDeadlineSeconds, jobTemplate } = cronSpec(etcdDrill(options));

    expect([schedule, startingDeadlineSeconds, jobTemplate.spec.activeDeadlineSeconds])
      .toEqual(['45 6-23/8 * * *', 1800, 28800]);
  });

  it('raises alerts by its own objectives', () => {
    const rules = rulesOf(etcdDrill({ every: Duration.hours(8), within: Duration.hours(1) }));
    const expr = (name: string) => rules.find(({ alert }) => alert === name)?.expr;

    expect(expr('RestoreDrillOverdue')).toMatch(/> 36000$/);
    expect(expr('RestoreDrillTooSlow')).toMatch(/> 3600$/);
  });

  it('takes what the backup was given', () => {
    const found = render((chart) => {
      addEtcd(chart, { name: 'main', recoveryPointObjective: Duration.hours(12) }).rehearse(WEEKLY);
    });
    const [fetch] = podSpec(found.filter(({ metadata }) => metadata.name === 'main-drill')).initContainers;

    expect(fetch.env).toContainEqual({ name: 'MAX_AGE_SECONDS', value: '43200' });
    expect(fetch.env).toContainEqual({ name: 'RCLONE_CONFIG_STORE_REMOTE', value: 'BUCKET:acme-backups/shop/main' });
  });

  it.each([
    ['kube-system', { 'preflight/waive.not-in-system-namespace': 'it restores the etcd of the cluster' }],
    ['etcd-backups', {}],
  ])('stands where the backup of etcd does, which may be among the system: %s', (namespace, waived) => {
    const found = render((chart) => {
      addEtcd(new Chart(chart, 'cluster', { namespace })).rehearse(WEEKLY);
    });
    const { metadata } = only(found.filter(({ metadata: { name } }) => name === 'etcd-drill'), 'CronJob');

    expect(metadata.namespace).toBe(namespace);
    expect(Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([key]) => key.includes('in-system'))))
      .toEqual(waived);
  });
});

function pod(name: string) {
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: 30,
    securityContext: UNPRIVILEGED,
  };
}

/** Fetching, and what comes after it. */
function steps({ folder, age, storage }: Record<string, string>, others: object[]): object[] {
  const env = [...bucketVariables(folder), { name: 'MAX_AGE_SECONDS', value: age }, POD_NAME];
  return [{ ...bucketStep('fetch', 'fetch.sh', folder), env }, ...others].map((step) => (
    { ...step, imagePullPolicy: 'Always', resources: stepResources(storage), securityContext: HARDENED }
  ));
}

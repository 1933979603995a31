import { App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { MetricsFlavor, PlatformProps, ProductionApp, Provider } from '../../../src';
import { Images } from '../../../src/internal/images/third-party-images';
import {
  BACKUP, bucketStep, fileVolume, HARDENED, jobLabels, POD_NAME, SCRATCH, SCRIPTS, scriptTexts, stepResources, TMP,
} from '../../support/backup-parts';
import { addEtcd, cronSpec, etcdManifests, makeEtcd, named, podSpec, rulesOf } from '../../support/backups';
import { only, render, stage } from '../../support/render';
import { MINORS, schemaProblems } from '../../support/schemas';

const LABELS = jobLabels('etcd', 'backup', 'v3.6.15');
const METADATA = { name: 'etcd', namespace: 'shop', labels: LABELS };
const ROOT_KEY = 'the key of the client certificate belongs to root; all capabilities are dropped';
const ON_NODE = 'the client certificate of etcd is on the node: three files, read only';
const FILES = { ca: 'ca.crt', cert: 'healthcheck-client.crt', key: 'healthcheck-client.key' };
const TLS = ['--cacert=/pki/ca.crt', '--cert=/pki/healthcheck-client.crt', '--key=/pki/healthcheck-client.key'];
const ETCDCTL = ['etcdctl', '--endpoints=https://127.0.0.1:2379', ...TLS];
const PKI = Object.entries(FILES).map(([use, file]) => (
  { name: `etcd-${use}`, mountPath: `/pki/${file}`, readOnly: true }
));
const OF_EACH_STEP = {
  imagePullPolicy: 'Always',
  resources: stepResources('6400Mi'),
  securityContext: { ...HARDENED, runAsNonRoot: false, runAsUser: 0, runAsGroup: 0 },
};
const STEPS = [
  bucketStep('prepare', 'prepare.sh', 'shop/etcd'),
  {
    name: 'health', image: Images.ETCD_3_6, command: [...ETCDCTL, 'endpoint', 'health'], volumeMounts: [TMP, ...PKI],
  },
  {
    name: 'count',
    image: Images.RCLONE,
    command: ['/bin/sh', '/scripts/count-keys.sh'],
    env: [
      { name: 'RCLONE_CONFIG', value: '/dev/null' },
      { name: 'ETCD_ENDPOINT', value: 'https://127.0.0.1:2379' },
      { name: 'ETCD_CA_FILE', value: '/pki/ca.crt' },
      { name: 'ETCD_CERT_FILE', value: '/pki/healthcheck-client.crt' },
      { name: 'ETCD_KEY_FILE', value: '/pki/healthcheck-client.key' },
      POD_NAME,
    ],
    volumeMounts: [TMP, SCRIPTS, BACKUP, ...PKI],
  },
  {
    name: 'snapshot',
    image: Images.ETCD_3_6,
    command: [...ETCDCTL, 'snapshot', 'save', '/backup/files/snapshot.db'],
    volumeMounts: [TMP, BACKUP, ...PKI],
  },
  {
    name: 'verify',
    image: Images.ETCD_3_6,
    command: [
      'etcdutl', 'snapshot', 'restore', '/backup/files/snapshot.db', '--data-dir=/scratch/etcd', '--name=restored',
      '--initial-cluster=restored=http://127.0.0.1:2380', '--initial-advertise-peer-urls=http://127.0.0.1:2380',
    ],
    volumeMounts: [TMP, BACKUP, SCRATCH],
  },
  bucketStep('upload', 'upload.sh', 'shop/etcd'),
].map((step) => ({ ...step, ...OF_EACH_STEP }));

const POD_SPEC = {
  serviceAccountName: 'etcd',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  restartPolicy: 'Never',
  terminationGracePeriodSeconds: 30,
  hostNetwork: true,
  dnsPolicy: 'ClusterFirstWithHostNet',
  priorityClassName: 'system-cluster-critical',
  nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
  tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
  securityContext: { runAsNonRoot: false, runAsUser: 0, runAsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } },
  initContainers: STEPS.slice(0, -1),
  containers: STEPS.slice(-1),
  volumes: [
    { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
    fileVolume('scripts', 'etcd', ['count-keys.sh', 'prepare.sh', 'store.sh', 'upload.sh']),
    { name: 'backup', emptyDir: { sizeLimit: '3Gi' } },
    ...Object.entries(FILES).map(([use, file]) => (
      { name: `etcd-${use}`, hostPath: { path: `/etc/kubernetes/pki/etcd/${file}`, type: 'File' } }
    )),
    { name: 'scratch', emptyDir: { sizeLimit: '3Gi' } },
  ],
};

describe('EtcdBackup by default', () => {
  const found = etcdManifests();

  it('writes its scripts, its alerts, a ServiceAccount and a CronJob, and no policy that could not hold', () => {
    expect(found.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
      .toEqual(['ConfigMap etcd', 'ConfigMap etcd-alerts', 'ServiceAccount etcd', 'CronJob etcd']);
  });

  it('writes a CronJob for the control plane, every six hours in UTC, with why it needs what it needs', () => {
    expect(only(found, 'CronJob')).toEqual({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: {
        ...METADATA,
        annotations: {
          'preflight/waive.pod-security-host-namespaces': 'etcd answers on the address of its node alone',
          'preflight/waive.pod-security-host-path-volumes': ON_NODE,
          'preflight/waive.pod-security-volume-types': ON_NODE,
          'preflight/waive.pod-security-run-as-non-root': ROOT_KEY,
          'preflight/waive.pod-security-run-as-user': ROOT_KEY,
          'preflight/waive.no-node-credentials': ON_NODE,
          'preflight/waive.high-user-id': ROOT_KEY,
          'preflight/waive.high-group-id': ROOT_KEY,
          'preflight/waive.no-root-group': ROOT_KEY,
        },
      },
      spec: {
        schedule: '0 */6 * * *',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 1800,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 3600,
            template: { metadata: { labels: LABELS }, spec: POD_SPEC },
          },
        },
      },
    });
  });

  it('writes a ServiceAccount without a token', () => {
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
  });

  it('writes a ConfigMap with its scripts', () => {
    expect(named(found, 'ConfigMap', 'etcd')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: METADATA,
      immutable: false,
      data: scriptTexts('count-keys.sh', 'prepare.sh', 'store.sh', 'upload.sh'),
    });
  });

  it('writes alert rules', () => {
    expect(named(found, 'ConfigMap', 'etcd-alerts').metadata)
      .toEqual({ name: 'etcd-alerts', namespace: 'shop', labels: { ...LABELS, 'preflight/alert-rules': 'true' } });
    expect(rulesOf(found).map(({ alert }) => alert)).toEqual([
      'EtcdBackupFailed', 'EtcdBackupStale', 'EtcdBackupNeverSucceeded', 'EtcdBackupSuspended', 'EtcdBackupMissing',
      'EtcdBackupSlow',
    ]);
  });

  it('has each object as a field, and what the bucket deletes', () => {
    const { cronJob, serviceAccount, files, alertRules, bucketLifecycle } = makeEtcd();

    expect([cronJob, serviceAccount, files, alertRules].map(({ kind }) => kind))
      .toEqual(['CronJob', 'ServiceAccount', 'ConfigMap', 'ConfigMap']);
    expect(JSON.parse(bucketLifecycle).Rules).toMatchObject([
      { Filter: { Prefix: 'shop/etcd/' }, Expiration: { Days: 30 } },
    ]);
  });
});

describe('EtcdBackup', () => {
  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const platforms: PlatformProps[] = [{}, { metrics: MetricsFlavor.operator() }, { provider: Provider.OPENSHIFT }];
    const found = platforms.flatMap((platform) => etcdManifests({}, { ...platform, kubernetesVersion }));

    expect(found).toHaveLength(12);
    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it.each<[string, App, (chart: Chart) => Construct]>([
    ['when it is built again', new ProductionApp(), (chart) => chart],
    ['in an App of cdk8s', new App(), (chart) => chart],
    ['in another place of the tree', new App(), (chart) => new Construct(new Construct(chart, 'infra'), 'team')],
  ])('has the same bytes %s, however often it is rendered', (...[, app, place]) => {
    const first = stage();
    addEtcd(first.chart);
    addEtcd(place(new Chart(app, 'elsewhere', { namespace: 'shop' })));

    expect(app.synthYaml()).toEqual(first.app.synthYaml());
    expect(app.synthYaml()).toEqual(first.app.synthYaml());
  });

  it('is patched last, and waived with a reason', () => {
    const found = render((chart) => {
      const backup = addEtcd(chart);
      backup.patch(backup.cronJob, JsonPatch.replace('/spec/failedJobsHistoryLimit', 7));
      backup.mergePatch(backup.serviceAccount, { metadata: { annotations: { 'acme.io/note': 'kept' } } });
      backup.waive('job-has-deadline', 'everybody owns it');
    });

    expect(cronSpec(found).failedJobsHistoryLimit).toBe(7);
    expect(only(found, 'ServiceAccount').metadata.annotations).toEqual({ 'acme.io/note': 'kept' });
    expect(only(found, 'CronJob').metadata.annotations).toMatchObject({
      'preflight/waive.job-has-deadline': 'everybody owns it',
    });
  });

  it('stays usable by cdk8s-plus', () => {
    const found = render((chart) => { addEtcd(chart).cronJob.podMetadata.addAnnotation('acme.io/note', 'kept'); });

    expect(cronSpec(found).jobTemplate.spec.template.metadata.annotations).toEqual({ 'acme.io/note': 'kept' });
    expect(podSpec(found)).toEqual(POD_SPEC);
  });
});

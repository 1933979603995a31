import { ApiObject, Chart, Duration, Include, Size } from 'cdk8s';
import {
  ClaimSelector, KubernetesApi, MetricsFlavor, PlatformProps, RecoveryObjective, Resources,
  RestoredClaimOptions, SnapshotClass, StatefulService, VolumeSnapshots, VolumeSnapshotsProps,
} from '../../../src';
import { VOLUMES_SCRIPTS } from '../../../src/backup/volumes/embedded-scripts';
import { Images } from '../../../src/internal/images/third-party-images';
import { fileVolume, HARDENED, jobLabels, POD_NAME, SCRIPTS, TMP, UNPRIVILEGED } from '../../support/backup-parts';
import { cronSpec, named, podSpec, rulesOf, variables } from '../../support/backups';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const PLATFORM: PlatformProps = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };
const CLAIMS = ClaimSelector.withLabels({ tier: 'data', app: 'store' });
const LABELS = jobLabels('nightly', 'backup', '1.37.1');
const METADATA = { name: 'nightly', namespace: 'shop', labels: LABELS };
const OBJECT_LABELS = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' };
const RIGHTS = { name: 'nightly', namespace: 'shop', labels: OBJECT_LABELS };
const RESTORED: RestoredClaimOptions = { snapshot: 'data-store-0-nightly-1', size: Size.gibibytes(10) };

type Props = Partial<VolumeSnapshotsProps>;

function add(chart: Chart, props: Props = {}): VolumeSnapshots {
  return new VolumeSnapshots(chart, 'nightly', { claims: CLAIMS, ...props });
}

function snapshots(props: Props = {}, platform = PLATFORM): Manifest[] {
  return render((chart) => { add(chart, props); }, platform);
}

function store(chart: Chart, storageClassName?: string): StatefulService {
  return new StatefulService(chart, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10), storageClassName }],
  });
}

describe('VolumeSnapshots by default', () => {
  const found = snapshots();

  it('writes seven objects', () => {
    expect(found.map(({ kind, metadata: { name } }) => [kind, name])).toEqual([
      ['NetworkPolicy', 'nightly'], ['ConfigMap', 'nightly-alerts'], ['ConfigMap', 'nightly'],
      ['ServiceAccount', 'nightly'], ['CronJob', 'nightly'], ['Role', 'nightly'], ['RoleBinding', 'nightly'],
    ]);
  });

  it('takes snapshots every day, one run at a time, by kubectl with the token of its account', () => {
    const spec = podSpec(found);
    expect(only(found, 'CronJob')).toEqual({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: METADATA,
      spec: {
        schedule: '0 0 * * *',
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 1800,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: { backoffLimit: 2, activeDeadlineSeconds: 3600, template: { metadata: { labels: LABELS }, spec } },
        },
      },
    });
    expect(spec).toEqual({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      securityContext: UNPRIVILEGED,
      serviceAccountName: 'nightly',
      terminationGracePeriodSeconds: 30,
      containers: [{
        name: 'nightly',
        image: Images.KUBECTL,
        imagePullPolicy: 'Always',
        command: ['/bin/sh', '/scripts/take-snapshots.sh'],
        env: [
          { name: 'NAMESPACE', value: 'shop' },
          { name: 'SNAPSHOTS', value: 'nightly' },
          { name: 'CLAIMS', value: 'app=store,tier=data' },
          { name: 'KEEP_AT_LEAST', value: '3' },
          { name: 'RETENTION_SECONDS', value: '2592000' },
          { name: 'WAIT_SECONDS', value: '3540' },
          POD_NAME,
          { name: 'RUN', valueFrom: { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } } },
        ],
        resources: {
          requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' },
          limits: { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' },
        },
        securityContext: HARDENED,
        volumeMounts: [
          TMP, SCRIPTS,
          { name: 'kube-api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
        ],
      }],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        fileVolume('scripts', 'nightly', Object.keys(VOLUMES_SCRIPTS)),
        expect.objectContaining({ name: 'kube-api-access' }),
      ],
    });
  });

  it('may list claims, create, list and delete snapshots of its namespace, and nothing else', () => {
    expect(only(found, 'Role')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: RIGHTS,
      rules: [
        { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['list'] },
        {
          apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['create', 'list', 'delete'],
        },
      ],
    });
    expect(only(found, 'RoleBinding')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: RIGHTS,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'nightly' },
      subjects: [{ kind: 'ServiceAccount', name: 'nightly', namespace: 'shop' }],
    });
  });

  it('carries its scripts as they are, and an account without a token', () => {
    expect(named(found, 'ConfigMap', 'nightly')).toEqual({
      apiVersion: 'v1', kind: 'ConfigMap', metadata: METADATA, immutable: false, data: VOLUMES_SCRIPTS,
    });
    expect(only(found, 'ServiceAccount'))
      .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: METADATA, automountServiceAccountToken: false });
  });

  it('reaches the API servers and DNS, and is reached by nothing', () => {
    const { egress, ingress, podSelector } = only(found, 'NetworkPolicy').spec;
    expect(podSelector).toEqual({ matchLabels: { 'app.kubernetes.io/instance': 'nightly' } });
    expect(ingress).toEqual([]);
    expect(egress).toEqual([
      expect.objectContaining({ ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] }),
      { to: [{ ipBlock: { cidr: '10.0.0.0/28' } }], ports: [{ port: 6443, protocol: 'TCP' }] },
    ]);
  });

  it('tells of runs that fail, take long, are suspended or stay away', () => {
    expect(rulesOf(found).map(({ alert }) => alert)).toEqual([
      'Failed', 'Stale', 'NeverSucceeded', 'Suspended', 'Missing', 'Slow',
    ].map((name) => `VolumeSnapshots${name}`));
    expect(rulesOf(found)[1].expr).toMatch(/> 90000$/);
  });

  it.each(MINORS)('is valid on %s, with all that it can write', (kubernetesVersion) => {
    const problems = [{}, { metrics: MetricsFlavor.operator() }].flatMap((platform) => render((chart) => {
      const ebs = new SnapshotClass(chart, 'ebs', {
        driver: 'ebs.csi.aws.com', isDefault: true, usedByVelero: true, parameters: { tagSpecification_1: 'team=x' },
      });
      add(chart, { snapshotClassName: ebs.className, keepAtMost: 7 }).restoreClaim('data-store-0', RESTORED);
    }, { ...PLATFORM, ...platform, kubernetesVersion })).flatMap((one) => schemaProblems(kubernetesVersion, one));
    expect(problems).toEqual([]);
  });

  it('would not be valid with a field that is misspelt', () => {
    const [manifest] = render((chart) => { new SnapshotClass(chart, 'ebs', { driver: 'ebs.csi.aws.com' }); }, PLATFORM);
    expect(schemaProblems('1.30', { ...manifest, deletionpolicy: 'Retain' })).toHaveLength(1);
  });
});

describe('its props', () => {
  it('change when it runs, what it keeps and what it runs', () => {
    const found = snapshots({
      name: 'hourly',
      every: Duration.hours(1),
      startingAt: '00:20',
      deadline: Duration.minutes(10),
      retention: Duration.days(2),
      recoveryPointObjective: Duration.hours(2),
      keepAtLeast: 1,
      keepAtMost: 48,
      snapshotClassName: 'ebs',
      resources: Resources.medium(),
      image: 'registry.acme.io/kubectl:1.36.0',
      runbook: 'https://wiki.example.com/snapshots',
    });
    const { containers: [container] } = podSpec(found);
    expect([cronSpec(found).schedule, container.image, container.resources.requests.cpu])
      .toEqual(['20 * * * *', 'registry.acme.io/kubectl:1.36.0', '250m']);
    expect(variables(container)).toMatchObject({
      SNAPSHOTS: 'hourly',
      CLASS: 'ebs',
      KEEP_AT_LEAST: '1',
      KEEP_AT_MOST: '48',
      RETENTION_SECONDS: '172800',
      WAIT_SECONDS: '540',
    });
    expect(only(found, 'CronJob').metadata.annotations).toEqual({ 'preflight/external': 'VolumeSnapshotClass/ebs' });
    expect(rulesOf(found)[1]).toMatchObject({
      expr: expect.stringMatching(/> 7200$/),
      annotations: { runbook_url: 'https://wiki.example.com/snapshots#volumesnapshotsstale' },
    });
  });

  it('leave time in a short run, and follow an objective', () => {
    expect(variables(podSpec(snapshots({ deadline: Duration.seconds(30) })).containers[0]).WAIT_SECONDS).toBe('15');
    const objective = RecoveryObjective.warm();
    expect(cronSpec(snapshots({ objective })).schedule).toBe('*/20 * * * *');
    expect(cronSpec(snapshots({}, { ...PLATFORM, recoveryObjective: objective })).schedule).toBe('*/20 * * * *');
  });

  it('select the claims of a service by what the controller writes on them', () => {
    const found = render((chart) => { add(chart, { claims: ClaimSelector.ofService(store(chart)) }); }, PLATFORM);
    expect(variables(podSpec(found).containers[0]).CLAIMS).toBe('app.kubernetes.io/instance=store');
    const { selector, volumeClaimTemplates: [template] } = only(found, 'StatefulSet').spec;
    expect(selector.matchLabels).toEqual({ 'app.kubernetes.io/instance': 'store' });
    expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  });

  const DNS = '(lower-case letters, digits, - and ., at most 253)';
  it.each<[string, Props, string]>([
    ['no label', { claims: ClaimSelector.withLabels({}) }, "'claims' must have a label, got {}; name a label that all"
      + ' of them have; claims of everything are no selection'],
    ['what is no label', { claims: ClaimSelector.withLabels({ app: 'a b' }) }, "'claims.app' must be a label value"
      + ' (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends), got "a b"; shorten it or'
      + ' replace the other characters'],
    ['what is no class', { snapshotClassName: 'a b' }, `'snapshotClassName' must be a DNS-1123 subdomain ${DNS}, got`
      + ' "a b"; choose such a name'],
    ['to keep none', { keepAtLeast: 0 }, "'keepAtLeast' must be a whole number from 1 to 2147483647, got 0; give a"
      + ' number within the range'],
    ['to keep less than least', { keepAtLeast: 4, keepAtMost: 3 }, "'keepAtMost' must be at least keepAtLeast, which"
      + ' is 4, got 3; keep more, or give keepAtLeast a smaller number'],
    ['a long name', { name: 'a'.repeat(47) }, "'name' must have at most 46 characters: CronJobs may have 52, and its"
      + ` drill has six more, got "${'a'.repeat(47)}"; give a shorter name`],
  ])('refuse %s', (_, props, expected) => {
    expect(messageOf(() => add(stage(PLATFORM).chart, props))).toBe(`[shop/nightly] ${expected}`);
  });

  it('refuse a platform that does not know its API servers', () => {
    expect(messageOf(() => add(stage().chart))).toContain("'kubernetesApi' must be known");
  });

  it('refuse the service of another namespace', () => {
    const { chart, app } = stage(PLATFORM);
    const claims = ClaimSelector.ofService(store(new Chart(app, 'data', { namespace: 'data' })));
    expect(messageOf(() => add(chart, { claims }))).toBe("[shop/nightly] 'claims' must be those of a service in the"
      + ' namespace shop, for snapshots are where their claims are, got "data"; make them in the chart of the service');
  });

  it('refuse a service without claims', () => {
    const { chart, app } = stage(PLATFORM);
    const service = new StatefulService(chart, 'store', {
      image: IMAGE, ports: [{ name: 'redis', containerPort: 6379 }], claims: [],
    });
    add(chart, { claims: ClaimSelector.ofService(service) });
    expect(messageOf(() => app.synthYaml())).toContain("'claims' must be those of a service with claims, or there would"
      + ' be nothing to take a snapshot of, got "shop/store"; give the service claims, or remove this');
  });
});

describe('its class', () => {
  const CLASS_MUST = "'snapshotClassName' must name a class of the driver ebs.csi.aws.com, which makes the volume of"
    + ' the claim data of store by the StorageClass fast, got "efs of the driver efs.csi.aws.com"; name a class of that'
    + ' driver, or select other claims';

  function withClass(driver: string, provisioner: string, claims?: ClaimSelector) {
    const { chart, app } = stage(PLATFORM);
    const service = store(chart, 'fast');
    new ApiObject(chart, 'fast', {
      apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner,
    });
    const { className } = new SnapshotClass(chart, 'efs', { driver });
    add(chart, { claims: claims ?? ClaimSelector.ofService(service), snapshotClassName: className });
    return app;
  }

  it('is of the driver of the claims where both are known', () => {
    expect(messageOf(() => withClass('efs.csi.aws.com', 'ebs.csi.aws.com').synthYaml())).toContain(CLASS_MUST);
    for (const app of [
      withClass('ebs.csi.aws.com', 'ebs.csi.aws.com'), withClass('ebs.csi.aws.com', 'kubernetes.io/aws-ebs'),
      withClass('efs.csi.aws.com', 'ebs.csi.aws.com', CLAIMS),
    ]) expect(app.synthYaml()).toContain('VolumeSnapshotClass');
  });

  it('is not said to be made by others where the tree makes it', () => {
    const found = readYaml(withClass('ebs.csi.aws.com', 'ebs.csi.aws.com').synthYaml());
    expect(only(found, 'CronJob').metadata).not.toHaveProperty('annotations');
  });

  it('is looked at in a restored claim, too', () => {
    const { chart, app } = stage(PLATFORM);
    new Include(chart, 'classes', { url: `${__dirname}/storage-class.yaml` });
    const { className } = new SnapshotClass(chart, 'efs', { driver: 'efs.csi.aws.com' });
    add(chart, { snapshotClassName: className }).restoreClaim('old', { ...RESTORED, storageClassName: 'fast' });
    expect(messageOf(() => app.synthYaml()))
      .toContain('which makes the volume of the claim old by the StorageClass fast');
  });
});

import { Size } from 'cdk8s';
import {
  BackupHook, ResourceModifier, ResourceScope, SecretKey, VeleroBackupProps, VeleroLocation, VolumeBackup, VolumePolicy,
} from '../src';
import { answerOf, TOOLS } from './harness/programs';
import { VELERO_SCHEDULE_IS_LEGAL } from '../src/checks/backup/velero-schedule-is-legal';
import { resultsOf } from '../test/checks/support/cases';
import { readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { addVelero, backUp, backupManifests, foreignPlan } from '../test/support/velero';

/** What Velero is asked about one object. */
interface Question {
  readonly kind: string;
  readonly object: unknown;
  readonly volume?: Manifest;
  readonly changed?: Manifest;
  readonly groupResource?: string;
}

interface Answer {
  readonly problem: string;
  readonly action?: string;
  readonly changed?: Manifest;
}

const POLICIES = [
  VolumePolicy.skip({ storageClasses: ['scratch'] }),
  VolumePolicy.fileSystem({ nfs: true }),
  VolumePolicy.fileSystem({ atMost: Size.gibibytes(1) }),
  VolumePolicy.snapshot({ csiDriver: 'ebs.csi.aws.com', atLeast: Size.gibibytes(1), atMost: Size.gibibytes(100) }),
  VolumePolicy.skip({ volumeTypes: ['hostPath', 'csi'] }),
];
const PROPS: Partial<VeleroBackupProps>[] = [
  {},
  { namespaces: ['shop'], labels: { app: 'orders' }, volumes: VolumeBackup.fileSystem() },
  {
    excludedNamespaces: ['kube-system'],
    resources: ResourceScope.byName({ excluded: ['events'], clusterResources: true }),
  },
  {
    resources: ResourceScope.scoped({ excludedOfCluster: ['*'], excludedOfNamespaces: ['events'] }),
    policies: POLICIES,
  },
  { hooks: [BackupHook.freeze('/data', { podLabels: { app: 'orders' } })], volumes: VolumeBackup.csiDataMovement() },
];
const MODIFIERS = [
  ResourceModifier.storageClass('gp3', 'standard'),
  ResourceModifier.serviceType('ClusterIP', { namespaces: ['shop'] }),
  ResourceModifier.replicas(0, { name: 'orders.db' }),
  ResourceModifier.image('ghcr.io/acme/api:1.5.0', 'registry.example.com/api:1.5.0'),
  ResourceModifier.ingressHost('shop.example.com', 'shop.dr.example.com'),
  ResourceModifier.mergePatch('configmaps', { data: { region: 'eu-central-1', old: null } }, {
    labels: { app: 'api' },
  }),
];

const SCHEDULES = [
  '0 3 * * 7', '0 3 0 * *', '0-75 * * * *', '0 3 * 13 *', '@daily', 'CRON_TZ=Europe/Berlin 0 3 * * *', '0 3 * * 8',
  'TZ=Europe/Berlin @daily', 'TZ= 0 3 * * *', 'TZ=Local 0 3 * * *', 'TZ="UTC" 0 3 * * *',
  'CRON_TZ=Europe/Nowhere 0 3 * * *',
  'CRON_TZ=UTC', ' 0 3 * * * ', ' @daily', '@weekly ', '@DAILY', '@reboot', '@none', '@triggered', '@every 6h',
  '@every 1h30m',
  '@every 10ms', '@every 1d', '@every  1h', '@every', '@every -1h', '@every .5m', '@every 9999999h', '', '* * * *',
  '0 0 3 * * *', '60 * * * *', '0 24 * * *', '0 3 32 * *', '0 3 * 0 *', '0 3 L * *', '0 3 15W * *', '0 3 * * 1#2',
  '0 3 * * 5L',
  '0 3 * * MON-FRI', '0 3 * * fri-mon', '0 3 * jan,dec *', '0 3 * * sunday', '0 3 ? * ?', '*/0 * * * *', '*/59 * * * *',
  '*/60 * * * *', '5-9/5 * * * *', '5-9/4 * * * *', '22-2/5 * * * *', '5-1 * * * *', '0 22-2/4 * * *', '0 22-2/5 * * *',
  '0 3 * * 1,', ', 3 * * *', '5- * * * *', '-5 * * * *', '+5 * * * *', '05 03 * * *', '0x5 * * * *', '*-5 * * * *',
  '?/5 * * * *',
  '5-*/2 * * * *', '1/2/3 * * * *', '1-2-3 * * * *', '70-5 * * * *', '70-5/2 * * * *', '70/2 * * * *', '58/2 * * * *',
  'H 3 * * *', '1~5 3 * * *', '0 3 30 2 *', '0 3 */31 * *', '0 3 */30 * *',
  '0 3 * * 0-7', `0 3 * * *${' '.repeat(1020)}`,
];
const TEMPLATES = [
  { ttl: '30d' }, { ttl: '720h' }, { ttl: '' }, { ttl: '720' }, { ttl: '0' }, { ttl: '-1h' }, { ttl: '1.5h' },
  { ttl: '1h 30m' },
  { ttl: '10µs' }, { ttl: '2562047h' }, { ttl: '2562048h' }, { csiSnapshotTimeout: '1d' },
  { itemOperationTimeout: '1d' },
  { hooks: { resources: [{ name: 'a', pre: [{ exec: { command: ['sync'], timeout: '1d' } }] }] } },
  { excludedNamespaces: ['*'] }, { excludedNamespaces: ['**'] }, { excludedNamespaces: ['A b'] },
  { excludedNamespaces: [''] },
  { includedNamespaces: ['*', 'shop'] }, { includedNamespaces: ['*', '*'] }, { includedNamespaces: ['*'] },
  ...['Shop_1', '', 'a?', '[ab', '[ab]', '[]', '[[a]', 'a]', '[^a]', '-a', 'a-', '1a', 'a.b', 'a,b', '{a,b}',
    'a!'].map((name) => (
    { includedNamespaces: [name] }
  )),
  { includedNamespaces: ['a'.repeat(63)] }, { includedNamespaces: ['a'.repeat(64)] },
  { includedNamespaces: ['a*'], excludedNamespaces: ['ab'] },
  { includedNamespaces: ['a*'], excludedNamespaces: ['a*'] },
  { excludedResources: ['*'] }, { includedResources: ['*', 'pods'] },
  { includedResources: ['pods'], excludedResources: ['pods'] },
  ...['ClusterScopedResources', 'NamespaceScopedResources'].flatMap((name) => [
    { [`excluded${name}`]: ['*'] }, { [`excluded${name}`]: ['*', 'a'] }, { [`included${name}`]: ['*', 'a'] },
    { [`included${name}`]: ['a'], [`excluded${name}`]: ['*'] },
    { [`included${name}`]: ['a'], [`excluded${name}`]: ['a'] },
    { [`included${name}`]: ['*'], [`excluded${name}`]: ['a'] },
  ]),
];

describe('what Velero itself says of a plan', () => {
  it('is nothing of schedules, whatever their props', () => {
    const questions = PROPS.map((props) => ({ kind: 'schedule', object: of(backupManifests(props), 'Schedule') }));
    expect(ask(questions)).toEqual(PROPS.map(() => ({ problem: '' })));
  });

  it('is nothing of locations', () => {
    const credentials = SecretKey.of('bucket', 'cloud');
    const certificateAuthority = SecretKey.of('bucket', 'ca.crt');
    const { locations } = foreignPlan({
      locations: {
        own: VeleroLocation.s3('acme', { region: 'eu', endpoint: 'https://s3.example.com', certificateAuthority }),
        gcs: VeleroLocation.gcs('acme', { credentials }),
        azure: VeleroLocation.azureBlob('acme', { account: 'acme', resourceGroup: 'acme', credentials }),
      },
    });
    const questions = locations.map((location) => ({ kind: 'location', object: location.toJson() }));
    expect(ask(questions)).toEqual(locations.map(() => ({ problem: '' })));
  });

  it('is nothing of what the server is configured by', () => {
    const manifests = render((chart) => { backUp(addVelero(chart), { volumes: VolumeBackup.fileSystem() }); });
    const { args } = of(manifests, 'Deployment').spec.template.spec.containers[0];
    const dataOf = (name: string) => JSON.parse(Object.values<string>(of(manifests, 'ConfigMap', name).data)[0]);
    const settings = [
      { kind: 'arguments', object: args.slice(1) },
      { kind: 'node-agent', object: dataOf('velero-node-agent') },
      { kind: 'maintenance', object: dataOf('velero-maintenance') },
    ];
    const misspelt = settings.map(({ kind, object }) => (
      { kind, object: Array.isArray(object) ? [...object, '--no-such-flag'] : { ...object, podResource: {} } }
    ));
    const problems = ask([...settings, ...misspelt]).map(({ problem }) => problem);
    expect(problems.slice(0, 3)).toEqual(['', '', '']);
    expect(problems.slice(3)).toEqual([
      expect.stringContaining('no-such-flag'), expect.stringContaining('podResource'),
      expect.stringContaining('podResource'),
    ]);
  });

  it('is why it refuses others', () => {
    const schedule = of(backupManifests(), 'Schedule');
    const judged = (change: (spec: Manifest) => void) => {
      const object = structuredClone(schedule);
      change(object.spec);
      return { kind: 'schedule', object };
    };
    expect(ask([
      judged((spec) => { spec.schedule = '0 25 * * *'; }),
      judged(({ template }) => { template.includedNamespaces = ['shop']; template.excludedNamespaces = ['shop']; }),
      judged(({ template }) => { template.includedResources = ['*', 'pods']; }),
      judged(({ template }) => { template.defaultVolumeToFsBackup = true; }),
    ]).map(({ problem }) => problem)).toEqual([
      expect.stringContaining('25'),
      expect.stringContaining('shop'),
      expect.stringContaining("'*' only"),
      expect.stringContaining('defaultVolumeToFsBackup'),
    ]);
  });
});

describe('what the check says of schedules', () => {
  it('is what Velero says', () => {
    const specs = [
      ...SCHEDULES.map((schedule) => ({ schedule, template: {} })),
      ...TEMPLATES.map((template) => ({ schedule: '0 3 * * *', template })),
    ];
    const objects = specs.map((spec) => (
      { apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: { name: 'shop', namespace: 'velero' }, spec }
    ));
    const answers = ask(objects.map((object) => ({ kind: 'schedule', object })));
    const ours = objects.map((object) => (
      resultsOf(VELERO_SCHEDULE_IS_LEGAL, JSON.stringify(object)).every(({ status }) => status === 'passed')
    ));
    const others = specs.flatMap((spec, index) => (
      (answers[index].problem === '') === ours[index] ? [] : { spec, problem: answers[index].problem }
    ));
    expect(others).toEqual([]);
    expect(new Set(ours)).toEqual(new Set([true, false]));
  });
});

describe('volume policies', () => {
  const object = of(backupManifests({ policies: POLICIES }), 'ConfigMap', 'shop-volume-policies');

  it('decide about volumes as they say', () => {
    const decided = (spec: Manifest, storage = '10Gi') => (
      { kind: 'policies', object, volume: { spec: { capacity: { storage }, ...spec } } }
    );
    const ebs = { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'v' } };
    expect(ask([
      decided({ storageClassName: 'scratch', ...ebs }),
      decided({ nfs: { server: 'nfs.example.com', path: '/' } }),
      decided(ebs, '1Gi'),
      decided(ebs),
      decided(ebs, '101Gi'),
      decided({ csi: { driver: 'other.example.com', volumeHandle: 'v' } }),
      decided({ local: { path: '/mnt' } }),
    ]).map(({ problem, action }) => problem || action)).toEqual([
      'skip', 'fs-backup', 'fs-backup', 'snapshot', 'skip', 'skip', undefined,
    ]);
  });

  it('would be refused with another action, condition or version', () => {
    const file = object.data['policies.yaml'];
    const changed = (from: string, to: string) => (
      { kind: 'policies', object: { ...object, data: { policies: file.replace(from, to) } } }
    );
    expect(ask([
      changed('type: skip', 'type: leave'),
      changed('storageClass:', 'storageClas:'),
      changed('version: v1', 'version: v2'),
      { kind: 'policies', object: { ...object, data: { ...object.data, more: file } } },
    ]).map(({ problem }) => problem)).toEqual([
      expect.stringContaining('leave'), expect.stringContaining('storageClas'), expect.stringContaining('v2'),
      expect.stringContaining('illegal'),
    ]);
  });
});

describe('resource modifiers', () => {
  const [object, restore] = documents();
  const changes = (groupResource: string, changed: Manifest) => ({ kind: 'modifiers', object, groupResource, changed });

  it('come with a restore that Velero has nothing against', () => {
    expect(ask([{ kind: 'restore', object: restore }, { kind: 'modifiers', object }])).toEqual([
      { problem: '' }, { problem: '' },
    ]);
  });

  it('change what they are about', () => {
    const answers = ask([
      changes('persistentvolumeclaims', of1('PersistentVolumeClaim', { spec: { storageClassName: 'gp3' } })),
      changes('services', of1('Service', { spec: { type: 'LoadBalancer' } })),
      changes('deployments.apps', of1('Deployment', { spec: { replicas: 3 } }, 'orders.db')),
      changes('statefulsets.apps', workloadOf('ghcr.io/acme/api:1.5.0')),
      changes('ingresses.networking.k8s.io', of1('Ingress', { spec: { rules: [{ host: 'shop.example.com' }] } })),
      changes('configmaps', of1('ConfigMap', { data: { region: 'eu-west-1', old: 'x', kept: 'y' } })),
    ]);
    expect(answers.map(({ problem, changed }) => problem || changed!.spec || changed!.data)).toEqual([
      { storageClassName: 'standard' },
      { type: 'ClusterIP' },
      { replicas: 0 },
      workloadOf('registry.example.com/api:1.5.0').spec,
      { rules: [{ host: 'shop.dr.example.com' }] },
      { region: 'eu-central-1', kept: 'y' },
    ]);
  });

  it('change nothing else', () => {
    const others: [string, Manifest][] = [
      ['persistentvolumeclaims', of1('PersistentVolumeClaim', { spec: { storageClassName: 'io2' } })],
      ['services', of1('Service', { metadata: { name: 'a', namespace: 'other' }, spec: { type: 'LoadBalancer' } })],
      ['deployments.apps', of1('Deployment', { spec: { replicas: 3 } }, 'ordersxdb')],
      ['statefulsets.apps', workloadOf('ghcr.io/acme/api:1.6.0')],
      ['ingresses.networking.k8s.io', of1('Ingress', { spec: { rules: [{ host: 'other.example.com' }] } })],
    ];
    expect(ask(others.map(([kind, changed]) => changes(kind, changed))).map(({ changed }) => changed))
      .toEqual(others.map(([, changed]) => changed));
  });

  it('would be refused with a misspelt word', () => {
    const file = object.data['modifiers.yaml'];
    const changed = (from: string, to: string) => (
      { kind: 'modifiers', object: { ...object, data: { modifiers: file.replace(from, to) } } }
    );
    const misspelt = [changed('operation: replace', 'operation: swap'), changed('groupResource:', 'groupResorce:')];
    expect(ask(misspelt).map(({ problem }) => problem)).toEqual([
      expect.stringContaining('swap'), expect.stringContaining('groupResorce'),
    ]);
  });
});

function ask(questions: readonly Question[]): Answer[] {
  return JSON.parse(answerOf({ program: TOOLS.velero(), args: [], input: JSON.stringify(questions) })) as Answer[];
}

function of(manifests: Manifest[], kind: string, name?: string): Manifest {
  return manifests.find(({ kind: its, metadata }) => its === kind && (name === undefined || metadata.name === name))!;
}

function documents(): Manifest[] {
  const plan = foreignPlan();
  return readYaml(plan.recoverInto('standby', backUp(plan), { modifiers: MODIFIERS }).document);
}

function of1(kind: string, content: Manifest, name = 'orders'): Manifest {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop', labels: { app: 'api' } }, ...content };
}

function workloadOf(image: string): Manifest {
  return of1('StatefulSet', { spec: { template: { spec: { containers: [{ name: 'api', image }] } } } });
}

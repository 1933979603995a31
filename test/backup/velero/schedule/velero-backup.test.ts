import { Duration, Size } from 'cdk8s';
import {
  BackupHook, RecoveryObjective, ResourceScope, VeleroLocation, VolumeBackup, VolumePolicy,
} from '../../../../src';
import { rulesOf } from '../../../support/backups';
import { messageOf } from '../../../support/errors';
import { only, readYaml } from '../../../support/render';
import { Manifest } from '../../../support/schemas';
import {
  backUp, backupManifests, BackupProps, FOREIGN, foreignPlan, LOCATION, scheduleSpec,
} from '../../../support/velero';

const PODS = { podLabels: { app: 'orders' } };

describe('VeleroBackup', () => {
  it('is a Schedule that leaves nothing to the flags of a server', () => {
    expect(only(backupManifests(), 'Schedule')).toEqual({
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: {
        name: 'shop',
        namespace: 'velero',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' },
      },
      spec: {
        schedule: '0 0 * * *',
        skipImmediately: false,
        useOwnerReferencesInBackup: false,
        template: {
          includedNamespaces: ['*'],
          snapshotVolumes: true,
          snapshotMoveData: false,
          defaultVolumesToFsBackup: false,
          csiSnapshotTimeout: '10m0s',
          itemOperationTimeout: '1h0m0s',
          storageLocation: 'default',
          ttl: '720h0m0s',
        },
      },
    });
  });

  it.each<[string, BackupProps, Manifest]>([
    ['namespaces', { namespaces: ['shop'] }, { includedNamespaces: ['shop'] }],
    ['excludedNamespaces', { excludedNamespaces: ['kube-system'] }, { excludedNamespaces: ['kube-system'] }],
    ['labels', { labels: { app: 'orders' } }, { labelSelector: { matchLabels: { app: 'orders' } } }],
    ['resources by name', {
      resources: ResourceScope.byName({ included: ['*'], excluded: ['events'], clusterResources: false }),
    }, { includedResources: ['*'], excludedResources: ['events'], includeClusterResources: false }],
    ['scoped resources', {
      resources: ResourceScope.scoped({ includedOfCluster: ['namespaces'], excludedOfNamespaces: ['events'] }),
    }, { includedClusterScopedResources: ['namespaces'], excludedNamespaceScopedResources: ['events'] }],
    ['retention', { retention: Duration.days(7) }, { ttl: '168h0m0s' }],
    ['snapshotTimeout', { snapshotTimeout: Duration.seconds(90) }, { csiSnapshotTimeout: '1m30s' }],
    ['moveTimeout', { moveTimeout: Duration.seconds(45) }, { itemOperationTimeout: '45s' }],
    ['files of volumes', { volumes: VolumeBackup.fileSystem() }, {
      snapshotVolumes: false, snapshotMoveData: false, defaultVolumesToFsBackup: true,
    }],
    ['moved snapshots', { volumes: VolumeBackup.csiDataMovement() }, {
      snapshotVolumes: true, snapshotMoveData: true, defaultVolumesToFsBackup: false,
    }],
    ['no volumes', { volumes: VolumeBackup.none('they are replicated') }, {
      snapshotVolumes: false, snapshotMoveData: false, defaultVolumesToFsBackup: false,
    }],
  ])('says %s', (_, props, expected) => {
    expect(scheduleSpec(props).template).toMatchObject(expected);
  });

  it('records why there are no volumes', () => {
    const { metadata } = only(backupManifests({ volumes: VolumeBackup.none('they are replicated') }), 'Schedule');
    expect(metadata.annotations).toEqual({
      'preflight/waive.velero-volumes-are-backed-up': 'they are replicated',
    });
  });

  it('runs as often as its objective asks', () => {
    const objective = RecoveryObjective.of({ pointObjective: Duration.hours(5), timeObjective: Duration.hours(1) });
    expect(scheduleSpec({ objective, startingAt: '01:30' }).schedule).toBe('30 1-23/4 * * *');
  });

  it('runs commands before and after', () => {
    const timeout = Duration.minutes(2);
    const { hooks } = scheduleSpec({
      hooks: [
        BackupHook.freeze('/data', { ...PODS, container: 'db', namespaces: ['shop'] }),
        BackupHook.dump(['pg_dump', '--file=/backup/a b.dump'], PODS),
        BackupHook.command(['sync'], { ...PODS, afterwards: true, mayFail: true, timeout }),
      ],
    }).template;
    const exec = (command: string[], more: object = {}) => [
      { exec: { command, onError: 'Fail', timeout: '30s', ...more } },
    ];
    const labelSelector = { matchLabels: PODS.podLabels };
    expect(hooks.resources).toEqual([
      {
        name: 'freeze-1',
        includedNamespaces: ['shop'],
        labelSelector,
        pre: exec(['/sbin/fsfreeze', '--freeze', '/data'], { container: 'db' }),
        post: exec(['/sbin/fsfreeze', '--unfreeze', '/data'], { container: 'db' }),
      },
      { name: 'dump-2', labelSelector, pre: exec(['pg_dump', '--file=/backup/a b.dump'], { timeout: '10m0s' }) },
      { name: 'command-3', labelSelector, post: exec(['sync'], { onError: 'Continue', timeout: '2m0s' }) },
    ]);
  });

  it('runs commands that do their work under a lock', () => {
    const command = ['mysql', '-e', 'FLUSH TABLES WITH READ LOCK; SYSTEM cp -r /var/lib/mysql /backup; UNLOCK TABLES'];
    const { hooks } = scheduleSpec({ hooks: [BackupHook.command(command, PODS)] }).template;
    expect(hooks.resources[0].pre[0].exec.command).toEqual(command);
  });

  it('decides about volumes by the one file of a ConfigMap', () => {
    const policies = [
      VolumePolicy.skip({ storageClasses: ['scratch'], claimLabels: { kept: 'no' } }),
      VolumePolicy.snapshot({ csiDriver: 'ebs.csi.aws.com', atLeast: Size.mebibytes(1) }),
      VolumePolicy.fileSystem({ nfs: true, volumeTypes: ['nfs'], atMost: Size.gibibytes(1) }),
    ];
    const manifests = backupManifests({ policies });
    const { data } = only(manifests, 'ConfigMap', 'shop-volume-policies');
    expect(only(manifests, 'Schedule').spec.template.resourcePolicy).toEqual({
      kind: 'configmap', name: 'shop-volume-policies',
    });
    expect(Object.keys(data)).toEqual(['policies.yaml']);
    expect(readYaml(data['policies.yaml'])).toEqual([{
      version: 'v1',
      volumePolicies: [
        { conditions: { storageClass: ['scratch'], pvcLabels: { kept: 'no' } }, action: { type: 'skip' } },
        { conditions: { capacity: '1Mi,', csi: { driver: 'ebs.csi.aws.com' } }, action: { type: 'snapshot' } },
        { conditions: { capacity: '0,1024Mi', nfs: {}, volumeTypes: ['nfs'] }, action: { type: 'fs-backup' } },
      ],
    }]);
  });

  it('goes to another location of the plan', () => {
    const second = VeleroLocation.s3('other', { region: 'eu-central-1' });
    const backup = backUp(foreignPlan({ locations: { second } }), { location: 'second' });
    expect([backup._location, backup.schedule.toJson().spec.template.storageLocation]).toEqual(['second', 'second']);
  });

  it('has alerts that know its objective', () => {
    const rules = rulesOf(backupManifests({ every: Duration.hours(6), deadline: Duration.hours(2) })
      .filter(({ metadata }) => metadata.name === 'shop-alerts'));
    expect(rules.map(({ alert, record }) => alert ?? record)).toEqual([
      'preflight:velero_backup_failure:timestamp_seconds', 'preflight:velero_backup_partial_failure:timestamp_seconds',
      'VeleroBackupFailed', 'VeleroBackupPartiallyFailed', 'VeleroBackupStale', 'VeleroBackupMissing',
    ]);
    expect(rules.find(({ alert }) => alert === 'VeleroBackupStale')!.expr).toMatch(/ > 28800$/);
  });

  it('knows what it covers', () => {
    const backup = backUp(foreignPlan(), { namespaces: ['shop', 'pay'], labels: { app: 'orders' } });
    const rest = backUp(foreignPlan(), { excludedNamespaces: ['shop'] });
    expect([
      backup._covers('shop', { app: 'orders', tier: 'db' }), backup._covers('shop', {}),
      backup._covers('other', { app: 'orders' }), rest._covers('pay', {}), rest._covers('shop', {}),
    ]).toEqual([true, false, false, true, false]);
    expect([backup._savesVolumes, backup._namespace, backup._scheduleName]).toEqual([true, 'velero', 'shop']);
    expect(backUp(foreignPlan(), { volumes: VolumeBackup.none('none there') })._savesVolumes).toBe(false);
  });

  it('cannot be patched to another name or rhythm', () => {
    const plan = foreignPlan();
    const backup = backUp(plan);
    backup.mergePatch(backup.schedule, { spec: { schedule: '0 1 * * *' } });
    expect(messageOf(() => backup.schedule.toJson())).toContain("let 'spec.schedule' stay \"0 0 * * *\"");
  });
});

const NAMES = 'be named, in letters, digits and the signs that its provider takes';
const LOCK = 'take no lock that ends with its session, which is over before anything is read';
const INSTEAD = 'write a dump to the volume by BackupHook.dump, or use BackupHook.freeze';

describe('VeleroBackup refuses', () => {
  it.each<[string, BackupProps, string]>([
    ['a long name', { name: 'a'.repeat(49) }, `'name' must have at most 48 characters: its backups have 15 more, got "${
      'a'.repeat(49)}"; give a shorter name`],
    ['what is in and out', { namespaces: ['shop'], excludedNamespaces: ['shop'] }, "'excludedNamespaces' must hold "
      + 'nothing that namespaces holds too, got "shop"; remove it from one of the two'],
    ['all and one', { namespaces: ['*', 'shop'] }, "'namespaces' must hold * alone, got [\"*\",\"shop\"]; "
      + 'remove the others, or *'],
    ['nothing', { excludedNamespaces: ['*'] }, "'excludedNamespaces' must leave something to be backed up, got \"*\"; "
      + 'name what is left out, such as shop'],
    ['one twice', { namespaces: ['shop', 'shop'] }, "'namespaces' must hold each name once, got \"shop\"; "
      + 'remove one of the two'],
    ['to be without definitions', { resources: ResourceScope.byName({ excluded: ['CRDs'.toLowerCase()] }) },
      "'resources.excluded' must leave customresourcedefinitions.apiextensions.k8s.io in, for nothing of their kinds "
      + 'could be restored into a cluster that does not have them, got "crds"; remove it from the list'],
    ['to be without roles', { resources: ResourceScope.scoped({ excludedOfCluster: ['clusterroles'] }) },
      "'resources.excludedOfCluster' must leave clusterroles.rbac.authorization.k8s.io in, for what is bound to them "
      + 'would be restored without its rights, got "clusterroles"; remove it from the list'],
    ['volumes without claims', { resources: ResourceScope.byName({ included: ['deployments.apps'] }) },
      "'resources' must leave persistentvolumeclaims in, by which volumes are found, got "
      + '{"includedResources":["deployments.apps"]}; remove them from the list, or give volumes: '
      + "VolumeBackup.none('...')"],
    ['snapshots that would not be taken', {
      volumes: VolumeBackup.fileSystem(), policies: [VolumePolicy.snapshot({ nfs: true })],
    }, "'policies' must take no snapshots where volumes takes none, for Velero would leave them out, got "
      + '"VolumePolicy.snapshot"; give volumes: VolumeBackup.csiSnapshots(), and VolumePolicy.fileSystem for the rest'],
    ['a policy about all', { policies: [VolumePolicy.skip({})] }, "'policies[0]' must have a condition, got {}; "
      + 'give one, or say it of all volumes by the prop volumes'],
    ['sizes the wrong way round', {
      policies: [VolumePolicy.skip({ atLeast: Size.gibibytes(2), atMost: Size.gibibytes(1) })],
    }, "'policies[0].atMost' must be no less than atLeast, got \"1Gi\"; swap the two"],
    ['a type of volume that is none', { policies: [VolumePolicy.skip({ volumeTypes: ['disk'] })] },
      "'policies[0].volumeTypes' must hold types that Velero knows, got \"disk\"; write it as pods do, such as "
      + 'emptyDir'],
    ['a lock', { hooks: [BackupHook.command(['mysql', '-e', 'FLUSH TABLES WITH READ LOCK'], PODS)] },
      `'hooks[0].command' must ${LOCK}, got "FLUSH TABLES WITH READ LOCK"; ${INSTEAD}`],
    ['a lock of old', { hooks: [BackupHook.dump(['psql', '-c', "select pg_start_backup('x')"], PODS)] },
      `'hooks[0].command' must ${LOCK}, got "pg_backup_start"; ${INSTEAD}`],
    ['no command', { hooks: [BackupHook.command([], PODS)] }, "'hooks[0].command' must name a program, got []; "
      + "write it like ['pg_dump', '--file=/backup/orders.dump']"],
    ['a hook in all pods', { hooks: [BackupHook.command(['sync'], { podLabels: {} })] },
      "'hooks[0].podLabels' must select some pods, and not all, got {}; write them like { app: 'orders' }"],
    ['another location', { location: 'third' }, "'location' must be a location of the plan: default, got \"third\"; "
      + 'add it to locations of the plan'],
    ['no reason', { volumes: VolumeBackup.none(' ') }, "'volumes' must say why, got \" \"; write the reason, it "
      + 'appears in the readiness report'],
  ])('%s', (_, props, expected) => {
    expect(messageOf(() => backUp(foreignPlan(), props)).replace(/^\[[^\]]*\] /, '')).toBe(expected);
  });

  it('a second one of the same id', () => {
    const plan = foreignPlan();
    backUp(plan);
    expect(messageOf(() => backUp(plan))).toBe("[shop/velero] 'backUp' must be called once for each id, got \"shop\"; "
      + 'give this one another id');
  });

  it.each([
    ['bucket', VeleroLocation.s3('A', { region: 'eu' }), `'location.bucket' must ${NAMES}, got "A"; `
      + 'write it like acme-backups'],
    ['region', VeleroLocation.s3('acme', { region: '' }), `'location.region' must ${NAMES}, got ""; `
      + 'write it like eu-west-1'],
    ['endpoint', VeleroLocation.s3('acme', { region: 'eu', endpoint: 'http://s3' }), "'location.endpoint' must be an "
      + 'https address without a path, got "http://s3"; write it like https://s3.example.com:9000, and name a '
      + 'certificateAuthority where it is a private one'],
    ['networks', VeleroLocation.gcs('acme', { cidrs: ['10.0.0.1/8'] }), "'location.cidrs' must hold networks, got "
      + '"10.0.0.1/8"; write them like 203.0.113.0/24, or leave them out'],
  ])('a location with a wrong %s', (_, location, expected) => {
    expect(messageOf(() => foreignPlan({ location })).replace(/^\[[^\]]*\] /, '')).toBe(expected);
  });

  it('two locations that are one', () => {
    expect(messageOf(() => foreignPlan({ location: LOCATION, locations: { again: LOCATION }, server: FOREIGN })))
      .toBe("[shop/velero] 'locations.again' must be another folder than that of an earlier location, or each would "
        + 'list the other\'s backups, got "again"; give it a prefix of its own');
  });
});

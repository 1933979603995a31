import { Chart, Duration, Size } from 'cdk8s';
import {
  ClaimSelector, KubernetesApi, Platform, ProductionApp, RecoveryObjective, RecoveryPlan, ResourceScope, VeleroBackup,
  VeleroPlan, VeleroServer, VolumeBackup, VolumePolicy, VolumeSnapshots,
} from '../../../src';
import { WEEKLY } from '../../support/backups';
import { complaintsOf, messageOf } from '../../support/errors';
import { readYaml } from '../../support/render';
import { addStore } from '../../support/stores';
import { BackupProps, foreignPlan, LOCATION } from '../../support/velero';

const OBJECTIVE = RecoveryObjective.of({ pointObjective: Duration.hours(6), timeObjective: Duration.hours(2) });
const STANDBY = { context: 'two', activeContext: 'one', traffic: 'change the record' };
const API = KubernetesApi.at({ cidrs: ['10.0.0.0/28'] });

/** A chart `shop` with a store, below objectives. */
function staged() {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesVersion: '1.30', kubernetesApi: API, recoveryObjective: OBJECTIVE });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  return { app, chart, store: addStore(chart) };
}

function backedUp(chart: Chart, props: BackupProps = {}): VeleroBackup {
  const plan = new VeleroPlan(chart, 'velero', { location: LOCATION, server: VeleroServer.installed('velero') });
  return plan.backUp('everything', { volumes: VolumeBackup.csiDataMovement(), ...props });
}

describe('snapshots of volumes', () => {
  it('save the claims that they select, and are rehearsed by the plan', () => {
    const { app, chart, store } = staged();
    new VolumeSnapshots(chart, 'snapshots', { claims: ClaimSelector.ofService(store) });
    const { page } = new RecoveryPlan(chart, 'recovery');
    const drill = readYaml(app.synthYaml()).find(({ kind, metadata }) => (
      kind === 'CronJob' && metadata.name === 'snapshots-drill'
    ));

    expect(drill?.spec.schedule).toBe('0 3 * * 0');
    expect(page).toContain('kubectl -n shop get volumesnapshots --selector preflight/volume-snapshots=snapshots');
    expect(page).toContain('| the storage system of the volumes |');
  });

  it('do not save other claims', () => {
    const { app, chart } = staged();
    new VolumeSnapshots(chart, 'snapshots', { claims: ClaimSelector.withLabels({ app: 'other' }) });
    new RecoveryPlan(chart, 'recovery');

    expect(complaintsOf(app)).toEqual([expect.stringContaining("'covers' must hold a backup of StatefulSet shop/")]);
  });

  it('are not enough for a cluster that takes over, and go on there', () => {
    const { app, chart, store } = staged();
    new VolumeSnapshots(chart, 'snapshots', { claims: ClaimSelector.ofService(store) });
    const { page } = new RecoveryPlan(chart, 'recovery', { standby: STANDBY });

    expect(page).not.toContain('patch cronjob snapshots');
    expect(complaintsOf(app)).toEqual([expect.stringContaining(
      'what CronJob shop/snapshots saves stays in the storage of the cluster, and standby has another one',
    )]);
  });
});

describe('backups of Velero', () => {
  it.each<[string, BackupProps]>([
    ['leaves the namespace out', { excludedNamespaces: ['shop'] }],
    ['includes others', { namespaces: ['bank'] }],
    ['has no volumes', { volumes: VolumeBackup.none('they are elsewhere') }],
    ['asks for labels that the claims do not have', { labels: { tier: 'data' } }],
    ['skips volumes of any class', { policies: [VolumePolicy.skip({ atLeast: Size.gibibytes(1) })] }],
    ['may skip theirs', { policies: [VolumePolicy.skip({ storageClasses: ['scratch'] })] }],
    ['leaves out what mounts claims', { resources: ResourceScope.byName({ excluded: ['statefulsets.apps'] }) }],
    ['takes some kinds alone', { resources: ResourceScope.byName({ included: ['persistentvolumeclaims'] }) }],
    ['reads files of volumes that a policy names alone', {
      volumes: VolumeBackup.none('they are elsewhere'), policies: [VolumePolicy.fileSystem({ nfs: true })],
    }],
  ])('save no workload where one %s', (_, props) => {
    const { app, chart } = staged();
    backedUp(chart, props).rehearse({ namespace: props.namespaces?.[0] ?? 'other' });
    new RecoveryPlan(chart, 'recovery');

    expect(complaintsOf(app)).toEqual([expect.stringContaining("'covers' must hold a backup of StatefulSet shop/")]);
  });

  it('are rehearsed by the plan where they are of one namespace', () => {
    const { app, chart } = staged();
    backedUp(chart, { namespaces: ['shop'] });
    const { page } = new RecoveryPlan(chart, 'recovery');
    app.synthYaml();

    expect(page).toContain('| namespace shop, with volumes | Schedule `velero/everything` |');
    expect(page).toContain('| namespace shop every 7 days, within 2 hours |');
  });

  it('must be told which namespace where they are of several', () => {
    const { chart } = staged();
    const backup = backedUp(chart);

    const must = "'rehearse.namespace' must be one namespace of the backup, for it is restored into one";
    const other = backedUp(new Chart(chart, 'other'), { namespaces: ['bank'] });

    expect(messageOf(() => new RecoveryPlan(chart, 'recovery'))).toBe(
      `[${backup.node.path}] ${must}, got nothing; name the one that matters most`,
    );
    expect(messageOf(() => other.rehearse({ namespace: 'shop' }))).toContain(`${must}, got "shop"`);
  });

  it('are rehearsed once', () => {
    const backup = foreignPlan({}, { kubernetesApi: API }).backUp('shop', {
      namespaces: ['shop'], volumes: VolumeBackup.csiSnapshots(),
    });
    backup.rehearse(WEEKLY);

    expect(messageOf(() => backup.rehearse(WEEKLY))).toContain("'rehearse' must be called once");
  });

  it('come back in another cluster by the document that was prepared, or by the newest backup', () => {
    const { chart } = staged();
    const velero = new VeleroPlan(chart, 'velero', { location: LOCATION, server: VeleroServer.installed('velero') });
    const whole = velero.backUp('whole', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
    velero.backUp('fast', { namespaces: ['shop'], volumes: VolumeBackup.csiSnapshots() });
    velero.recoverInto('standby', whole);
    const standby = { ...STANDBY, manifests: 'out' };
    const { page } = new RecoveryPlan(chart, 'recovery', { standby });

    expect(page).toContain('kubectl --context two create -f out/velero.standby.restore');
    expect(page).toContain('velero --kubecontext two -n velero restore create --from-schedule fast --wait');
    expect(page).toContain('Volumes begin empty: what was in them is in no bucket.');
    expect(page).toContain('kubectl --context two -n velero patch backupstoragelocation default --type=merge '
      + '--patch=\'{"spec":{"accessMode":"ReadOnly"}}\'');
  });
});

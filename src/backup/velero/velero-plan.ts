import { ApiObject, Duration } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { VeleroLocation } from './locations/velero-location';
import { VeleroRestore } from './restore/velero-restore';
import { VeleroRestoreProps } from './restore/velero-restore-props';
import { VeleroBackup } from './schedule/velero-backup';
import { VeleroBackupProps } from './schedule/velero-backup-props';
import { InstalledVelero } from './server/installed-velero';
import { VeleroServer } from './server/velero-server';
import { veleroAlerts } from './velero-alerts';
import { VeleroPlanProps } from './velero-plan-props';
import { alertRulesObject } from '../../alerts/alert-rules';
import { fail } from '../../internal/fail';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { checkDnsLabel } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { NodeAgent } from '../../workloads/nodes/node-agent';
import { ProductionWorker } from '../../workloads/production-worker';
import { planRuns } from '../backup-schedule';

const DEFAULT = 'default';
const EVERY = { every: Duration.hours(24) };
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/velero.md';

/**
 * Velero: what it backs up, where to, and, unless somebody else did, its installation.
 *
 * Velero backs up what the API server knows, and volumes, and restores them into this cluster or another one. It does
 * not back up etcd.
 *
 * Writes a BackupStorageLocation for each location and alert rules; and where Velero is installed with it, what a
 * ProductionWorker called `velero` writes, three ConfigMaps and a ClusterRoleBinding. With the first backup that reads
 * files or moves snapshots to the bucket there is a NodeAgent called `node-agent` too, with the NetworkPolicies of the
 * pods that it makes; these own the node, so that the namespace must enforce Pod Security `privileged`. Give Velero a
 * namespace of its own.
 *
 * **Velero holds the cluster**: its ServiceAccounts are bound to `cluster-admin`, for Velero supports no less. Whoever
 * may start pods in its namespace, or create Backups and Restores there, holds it too.
 *
 * Not written are Velero's CustomResourceDefinitions, which must be there before:
 * `velero install --crds-only --dry-run -o yaml`.
 *
 * Fails where the platform does not know the addresses of the API servers, and where a location has neither
 * credentials nor the server an identity.
 *
 * @example
 *
 * Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
 * const podSecurity = PodSecurity.privileged('the node agent reads the volumes of its node');
 * const namespace = new ProductionNamespace(chart, 'velero', { podSecurity });
 * const location = VeleroLocation.s3('acme-backups', { region: 'eu-west-1', prefix: 'cluster-1' });
 * const server = VeleroServer.own({ identity: WorkloadIdentity.eksPodIdentity() });
 * const velero = new VeleroPlan(namespace, 'velero', { location, server });
 * const shop = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
 * velero.recoverInto('standby', shop, { modifiers: [ResourceModifier.storageClass('gp3', 'standard')] });
 *
 * @see https://velero.io/docs/v1.18/
 */
@checked
export class VeleroPlan extends OwnConstruct {
  /** The BackupStorageLocations, that of `location` first. */
  public readonly locations: ApiObject[];
  /** The alert rules about Velero itself: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** The namespace of Velero. */
  public readonly namespace: string;

  private readonly installed?: InstalledVelero;
  private readonly places: Readonly<Record<string, VeleroLocation>>;
  private readonly backups = new Construct(this, 'Backups');
  private readonly restores = new Construct(this, 'Restores');

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope
   * @param props where backups go, and where Velero runs
   */
  constructor(scope: Construct, id: string, props: VeleroPlanProps) {
    super(scope, id);
    const { server = VeleroServer.own(), runbook = RUNBOOK } = props;
    checkRunbook(this, 'runbook', runbook);
    server._check(this);
    const locations = this.places = locationsOf(this, props);
    this.namespace = server._foreign ?? namespaceOf(this);
    const { namespace } = this;
    this.locations = Object.entries(locations).map(([name, location]) => new ApiObject(this, `Location-${name}`, {
      apiVersion: 'velero.io/v1',
      kind: 'BackupStorageLocation',
      metadata: this.metadata(name),
      spec: location._spec({ isDefault: name === DEFAULT }),
    }));
    if (server._foreign === undefined) {
      const velero = { options: server._options, namespace, locations: Object.values(locations) };
      this.installed = new InstalledVelero(this, velero);
    }
    const names = Object.keys(locations);
    this.alertRules = alertRulesObject(this, 'AlertRules', {
      metadata: this.metadata(`${id}-alerts`),
      groups: () => [{ name: `${namespace}-${id}`, rules: veleroAlerts({ namespace, locations: names, runbook }) }],
    });
    this._recordAt(this.locations[0], Waivers.of(this.locations[0]).as(this));
  }

  /** The server, none where Velero was installed by somebody else. */
  public get server(): ProductionWorker | undefined {
    return this.installed?.server;
  }

  /** What reads files on each node, none as long as nothing needs it. */
  public get nodeAgent(): NodeAgent | undefined {
    return this.installed?.nodeAgent;
  }

  /** What gives Velero the whole cluster, none where Velero was installed by somebody else. */
  public get clusterRoleBinding(): ApiObject | undefined {
    return this.installed?.binding;
  }

  /** The ConfigMaps that Velero is configured by, none where it was installed by somebody else. */
  public get settings(): ConfigMap[] {
    const { repositories, maintenance, nodeAgent } = this.installed?.settings ?? {};
    return [repositories, maintenance, nodeAgent].filter((map) => map !== undefined);
  }

  /** The NetworkPolicies of the pods that Velero makes, none as long as it makes none. */
  public get helperPolicies(): ApiObject[] {
    return [...this.installed?.policies ?? []];
  }

  /**
   * Backs up on a schedule.
   *
   * @example
   *
   * velero.backUp('shop', {
   *   namespaces: ['shop'],
   *   volumes: VolumeBackup.csiDataMovement(),
   *   policies: [VolumePolicy.skip({ storageClasses: ['scratch'] }), VolumePolicy.fileSystem({ nfs: true })],
   * });
   *
   * @param id the name of the Schedule, where the props have no other
   * @param props what is backed up, how often, and for how long
   */
  public backUp(id: string, props: VeleroBackupProps): VeleroBackup {
    const { location = DEFAULT, volumes, policies = [] } = props;
    this.checkLocation(location);
    if (this.backups.node.tryFindChild(id) !== undefined) {
      const remedy = 'give this one another id';
      fail(this, { prop: 'backUp', must: 'be called once for each id', got: id, remedy });
    }
    const runs = planRuns(this, { ...props, runbook: props.runbook ?? RUNBOOK }, EVERY);
    const planned = { props, namespace: this.namespace, location, place: this.places[location]._text, plan: runs };
    const backup = VeleroBackup._of(this.backups, id, planned);
    if ([volumes, ...policies].some(({ _needsNodeAgent }) => _needsNodeAgent)) this.installed?.addNodeAgent();
    return backup;
  }

  /**
   * Prepares the recovery into another cluster: a document to be created there by hand, when the day has come.
   *
   * @example
   *
   * const shop = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
   * velero.recoverInto('standby', shop, { modifiers: [ResourceModifier.storageClass('gp3', 'standard')] });
   *
   * @param id the name of the Restore
   * @param backup whose newest whole backup is restored, unless `backupName` names an older one
   * @param props what is restored, and what is other in that cluster
   */
  public recoverInto(id: string, backup: VeleroBackup, props: VeleroRestoreProps = {}): VeleroRestore {
    if (this.restores.node.tryFindChild(id) !== undefined) {
      const remedy = 'give this one another id';
      fail(this, { prop: 'recoverInto', must: 'be called once for each id', got: id, remedy });
    }
    const restore = VeleroRestore._of(new Construct(this.restores, id), { backup, props, namespace: this.namespace });
    backup._addRestore(restore._file);
    return restore;
  }

  private metadata(name: string) {
    return { name, namespace: this.namespace, labels: Platform.of(this)._objectLabels() };
  }

  private checkLocation(name: string): void {
    const names = this.locations.map((location) => location.name);
    if (names.includes(name)) return;
    const must = `be a location of the plan: ${names.join(', ')}`;
    fail(this, { prop: 'location', must, got: name, remedy: 'add it to locations of the plan' });
  }
}

/** All of them by name, in their order. */
function locationsOf(scope: Construct, { location, locations = {} }: VeleroPlanProps): Record<string, VeleroLocation> {
  for (const name of Object.keys(locations)) {
    checkDnsLabel(scope, 'locations', name);
    if (name !== DEFAULT) continue;
    const must = 'name others than that of the prop location, which is called default';
    fail(scope, { prop: 'locations', must, got: name, remedy: 'give it another name' });
  }
  const all = { [DEFAULT]: location, ...locations };
  const seen = new Set<string>();
  for (const [name, each] of Object.entries(all)) {
    const prop = name === DEFAULT ? 'location' : `locations.${name}`;
    each._check(scope, prop);
    if (seen.has(each._address)) {
      const must = 'be another folder than that of an earlier location, or each would list the other\'s backups';
      fail(scope, { prop, must, got: name, remedy: 'give it a prefix of its own' });
    }
    seen.add(each._address);
  }
  return all;
}

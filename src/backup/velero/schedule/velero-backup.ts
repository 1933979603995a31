import { ApiObject, Cron, Yaml } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BackupTimeouts, checkBackupProps, hookFields, scopeFields } from './backup-spec';
import { VeleroBackupProps } from './velero-backup-props';
import { savedText, veleroRestoring, veleroStandby } from './velero-restoring';
import { alertRulesObject } from '../../../alerts/alert-rules';
import { seriesOf } from '../../../alerts/promql';
import { fail } from '../../../internal/fail';
import { checkField } from '../../../internal/manifest/kept-fields';
import { Overlay } from '../../../internal/manifest/overlay';
import { Waivers } from '../../../internal/manifest/waiver-annotations';
import { checkDnsLabel } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';
import { matchesLabels } from '../../../internal/values/label-selectors';
import { OwnConstruct } from '../../../platform/own-construct';
import { Platform } from '../../../platform/platform';
import { RunPlan } from '../../backup-schedule';
import { RestoreDrill } from '../../drills/restore-drill';
import { VeleroRehearsalOptions } from '../../drills/velero/velero-rehearsal-options';
import { KnownBackup, KnownBackups, StatefulSubject } from '../../known-backups';
import { durationOfGo } from '../scope/go-durations';
import { veleroBackupAlerts } from '../velero-alerts';

/** Backups are called like it, with `-` and 14 digits, and are the value of a label. */
const MAX_NAME_LENGTH = 48;
const DAY = 24 * 3600;
const POLICY_FILE = 'policies.yaml';

/** What a plan knows of a backup of its. @internal */
export interface PlannedBackup {
  readonly props: VeleroBackupProps;
  readonly namespace: string;
  readonly location: string;
  /** Where that is, as people read it. */
  readonly place: string;
  readonly plan: RunPlan;
}

/**
 * Backups that Velero makes on a schedule.
 *
 * `backUp` of a plan makes it. Nobody deletes backups but Velero, when their time is over: neither does the bucket, nor
 * the end of the Schedule.
 *
 * Writes a Schedule in the namespace of Velero, a ConfigMap where there are volume policies, and alert rules.
 *
 * @example
 * const backup = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
 * backup.waive('has-owner-label', 'the platform team makes all backups');
 *
 * @see https://velero.io/docs/v1.18/api-types/schedule/
 */
@checked
export class VeleroBackup extends OwnConstruct {
  /** Makes it for a plan. @internal */
  public static _of(scope: Construct, id: string, planned: PlannedBackup): VeleroBackup {
    return new VeleroBackup(scope, id, planned);
  }

  /** The Schedule. */
  public readonly schedule: ApiObject;
  /** The ConfigMap with the volume policies, none where there are none. */
  public readonly volumePolicies?: ConfigMap;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** The name of the Schedule, by which `velero` knows it. */
  public readonly scheduleName: string;
  /** @internal */
  public readonly _runPlan: RunPlan;
  /** The namespace of Velero. @internal */
  public readonly _namespace: string;
  /** The name of the location. @internal */
  public readonly _location: string;

  private readonly props: VeleroBackupProps;
  private readonly documents: string[] = [];

  private constructor(scope: Construct, id: string, { props, namespace, location, place, plan }: PlannedBackup) {
    super(scope, id);
    this.props = props;
    const { name = id, policies = [], volumes } = props;
    checkScheduleName(this, name);
    const timeouts = checkBackupProps(this, props, plan.deadlineSeconds);
    this.scheduleName = name;
    this._namespace = namespace;
    this._location = location;
    this._runPlan = plan;
    if (policies.length > 0) this.volumePolicies = this.policyMap();
    this.schedule = new ApiObject(this, 'Resource', {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: this.metadata(name),
      spec: {
        schedule: Cron.schedule(plan.schedule.cron).expressionString,
        // Made explicit, for the server would write it into the object.
        skipImmediately: false,
        // Else the backups would go with the Schedule.
        useOwnerReferencesInBackup: false,
        template: this.template(timeouts),
      },
    });
    const waivers = Waivers.of(this.schedule).as(this);
    volumes._record(waivers);
    this._recordAt(this.schedule, waivers);
    this.keepIdentity();
    this.alertRules = this.alerts();
    KnownBackups.of(this).add(this.known(place));
  }

  /**
   * Rehearses the restore on a schedule.
   *
   * Velero restores the newest backup of one namespace into another one, which is there for nothing else. What comes
   * back must become ready, and is deleted in the end.
   *
   * @param options which namespace, how often, how long it may take, and what must be back
   */
  public rehearse(options: VeleroRehearsalOptions = {}): RestoreDrill {
    const { scheduleName, _namespace: veleroNamespace, _runPlan: plan } = this;
    const namespace = this.rehearsedNamespace(options);
    const { namespaces: included = [] } = this.props;
    const part = `namespace ${namespace}`;
    const subject = { name: scheduleName, scheduleName, veleroNamespace, namespace, included, part, plan };
    return RestoreDrill._ofVelero(this, subject, options);
  }

  /** Has a document of another cluster's on the page about recovery. @internal */
  public _addRestore(file: string): void {
    this.documents.push(file);
  }

  /** Where it is in Velero. @internal */
  public get _scheduleName(): string {
    return this.scheduleName;
  }

  /** Whether data of volumes are backed up. @internal */
  public get _savesVolumes(): boolean {
    return this.props.volumes._saves || (this.props.policies ?? []).some(({ _needsNodeAgent }) => _needsNodeAgent);
  }

  /** Whether objects of that namespace with these labels are backed up. @internal */
  public _covers(namespace: string, labels: Record<string, string>): boolean {
    const { namespaces = [], excludedNamespaces = [], labels: wanted = {} } = this.props;
    const isIncluded = namespaces.length === 0 || namespaces.includes('*') || namespaces.includes(namespace);
    const isLabeled = matchesLabels({ matchLabels: wanted }, labels);
    return isIncluded && !excludedNamespaces.includes(namespace) && isLabeled;
  }

  private known(place: string): KnownBackup {
    const { scheduleName: name, _namespace: namespace, _location: location, documents } = this;
    const { namespaces = [] } = this.props;
    const restored = { namespace, schedule: name, location, documents, leaves: this.props.volumes._leaves };
    return {
      construct: this,
      saved: savedText(this.props),
      kind: 'Schedule',
      namespace,
      name,
      place,
      plan: this._runPlan,
      lastSuccess: `max(${seriesOf('velero_backup_last_successful_timestamp', { namespace, schedule: name })})`,
      use: 'in any cluster',
      leaves: this.props.volumes._leaves,
      reach: namespaces.length === 0 || namespaces.includes('*') ? undefined : namespaces,
      standby: veleroStandby(restored),
      restoring: () => veleroRestoring(restored),
      saves: (subject) => this.saves(subject),
      rehearse: () => { this.rehearse(); },
    };
  }

  /** What may be left out, by a policy or for want of a label, is not saved. */
  private saves({ namespace, podLabels, claims }: StatefulSubject): boolean {
    const { volumes, policies = [], resources } = this.props;
    const isRead = volumes._takesSnapshots || this._covers(namespace, podLabels);
    return volumes._saves && isRead && resources?._isWhole !== false && claims.every(({ labels, storageClass }) => (
      this._covers(namespace, labels) && !policies.some((policy) => policy._maySkip(storageClass))
    ));
  }

  /** A rehearsal restores one namespace. */
  private rehearsedNamespace({ namespace: given }: VeleroRehearsalOptions): string {
    const { namespaces = [] } = this.props;
    const only = namespaces.length === 1 && namespaces[0] !== '*' ? namespaces[0] : undefined;
    const namespace = given ?? only;
    if (namespace !== undefined && this._covers(namespace, this.props.labels ?? {})) return namespace;
    const must = 'be one namespace of the backup, for it is restored into one';
    fail(this, { prop: 'rehearse.namespace', must, got: given, remedy: 'name the one that matters most' });
  }

  private metadata(name: string) {
    return { name, namespace: this._namespace, labels: Platform.of(this)._objectLabels() };
  }

  /** `spec` of the Backups. */
  private template({ snapshotSeconds, moveSeconds }: BackupTimeouts) {
    const { _runPlan: { retentionDays }, _location: storageLocation, volumePolicies, props } = this;
    const name = volumePolicies?.name;
    return {
      ...scopeFields(props),
      ...props.volumes._fields,
      ...(name === undefined ? {} : { resourcePolicy: { kind: 'configmap', name } }),
      ...hookFields(props),
      csiSnapshotTimeout: durationOfGo(snapshotSeconds),
      itemOperationTimeout: durationOfGo(moveSeconds),
      storageLocation,
      ttl: durationOfGo(retentionDays * DAY),
    };
  }

  /** Velero takes the one key of the ConfigMap, whatever it is called, and refuses a second one. */
  private policyMap(): ConfigMap {
    const { policies = [] } = this.props;
    const text = Yaml.stringify({ version: 'v1', volumePolicies: policies.map(({ _rule }) => _rule) });
    const metadata = this.metadata(`${this.scheduleName}-volume-policies`);
    return new ConfigMap(this, 'VolumePolicies', { metadata, data: { [POLICY_FILE]: text } });
  }

  private alerts(): ApiObject {
    const { _namespace: namespace, scheduleName: schedule, _runPlan: plan } = this;
    const { schedule: { longestSeconds: intervalSeconds }, deadlineSeconds, objectiveSeconds, runbook } = plan;
    const subject = { namespace, schedule, intervalSeconds, deadlineSeconds, objectiveSeconds, runbook };
    return alertRulesObject(this, 'AlertRules', {
      metadata: this.metadata(`${schedule}-alerts`),
      groups: () => [{ name: `${namespace}-${schedule}`, rules: veleroBackupAlerts(subject) }],
    });
  }

  private keepIdentity(): void {
    const { scheduleName: name, _namespace: namespace } = this;
    const remedy = 'give the plan or the backup another name instead';
    Overlay.of(this.schedule).require((document) => {
      for (const [field, value, reason] of [
        ['name', name, 'its alerts go by it'], ['namespace', namespace, 'Velero looks nowhere else'],
      ]) checkField(this, document, { path: ['metadata', field], value, reason, remedy });
      const { schedule } = document.spec ?? {};
      const cron = Cron.schedule(this._runPlan.schedule.cron).expressionString;
      if (schedule === cron) return;
      const must = `stay ${JSON.stringify(cron)}, for its alerts know how often it runs`;
      fail(this, { prop: 'spec.schedule', must, got: schedule, remedy: 'use every and startingAt' });
    }, () => false);
  }
}

function checkScheduleName(scope: Construct, name: string): void {
  checkDnsLabel(scope, 'name', name);
  if (name.length <= MAX_NAME_LENGTH) return;
  const must = `have at most ${MAX_NAME_LENGTH} characters: its backups have 15 more`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give a shorter name' });
}

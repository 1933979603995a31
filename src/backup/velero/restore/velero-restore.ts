import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { ResourceModifier } from './resource-modifier';
import { VeleroRestoreProps } from './velero-restore-props';
import { fail } from '../../../internal/fail';
import { checkDnsLabel, checkDnsSubdomain } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';
import { CompanionFiles } from '../../../internal/tree/companion-files';
import { JsonObject } from '../../../internal/values/json';
import { VeleroBackup } from '../schedule/velero-backup';
import { checkIncluded } from '../scope/included-names';

const MODIFIER_FILE = 'modifiers.yaml';
/** What no other cluster can use; Velero leaves them out too where nobody says what is left out. */
const NEVER = [
  'nodes', 'events', 'events.events.k8s.io', 'backups.velero.io', 'restores.velero.io', 'resticrepositories.velero.io',
  'csinodes.storage.k8s.io', 'volumeattachments.storage.k8s.io', 'backuprepositories.velero.io',
];
const MAX_NAME_LENGTH = 52;

/** What a plan knows of a restore. @internal */
export interface PlannedRestore {
  readonly backup: VeleroBackup;
  readonly props: VeleroRestoreProps;
  readonly namespace: string;
}

/**
 * How a backup is recovered in another cluster.
 *
 * `recoverInto` of a plan makes it. It writes no object: a Restore begins as soon as it is applied, and would begin
 * where the backup was made, with each release. The document lies beside the manifests under a name that
 * `kubectl apply -f` passes by; it is created by hand, once, in the cluster that is to have what was lost:
 * `kubectl create -f`. That cluster needs a Velero of the same plan, with its locations read-only.
 *
 * @example
 * const shop = velero.backUp('shop', { namespaces: ['shop'], volumes: VolumeBackup.csiDataMovement() });
 * velero.recoverInto('standby', shop);
 *
 * @see https://velero.io/docs/v1.18/restore-reference/
 */
@checked
export class VeleroRestore {
  /** Makes it for a plan. @internal */
  public static _of(scope: Construct, planned: PlannedRestore): VeleroRestore {
    return new VeleroRestore(scope, planned);
  }

  /** The Restore, and the ConfigMap that it goes by, as YAML. */
  public readonly document: string;

  private readonly id: string;

  private constructor(private readonly scope: Construct, private readonly planned: PlannedRestore) {
    this.id = scope.node.id;
    this.checkProps();
    const documents = [...(this.hasModifiers ? [this.modifierMap()] : []), this.restore()];
    this.document = Yaml.stringify(...documents);
    CompanionFiles.of(scope).add({ construct: scope, file: this._file, text: this.document });
  }

  /** Its name beside the manifests. @internal */
  public get _file(): string {
    return `${this.planned.namespace}.${this.id}.restore`;
  }

  private checkProps(): void {
    const { scope, id, props: { backupName, namespaces, namespaceMapping = {}, excludedResources } } = this;
    checkDnsLabel(scope, 'id', id);
    if (id.length > MAX_NAME_LENGTH) {
      const must = `have at most ${MAX_NAME_LENGTH} characters, for more are added`;
      fail(scope, { prop: 'id', must, got: id, remedy: 'give a shorter id' });
    }
    if (backupName !== undefined) checkDnsSubdomain(scope, 'backupName', backupName);
    for (const [from, to] of Object.entries(namespaceMapping)) {
      checkDnsLabel(scope, 'namespaceMapping', from);
      checkDnsLabel(scope, `namespaceMapping.${from}`, to);
    }
    const lists = { included: 'namespaces', excluded: 'excludedResources', mayExcludeAll: false };
    checkIncluded(scope, { ...lists, includes: namespaces, like: 'shop' });
    checkIncluded(scope, { ...lists, included: 'resources', excludes: excludedResources, like: 'deployments.apps' });
    this.modifiers.forEach((modifier, index) => modifier._check(scope, `modifiers[${index}]`));
  }

  /** A name of its own each time: what began once is not begun again, and `kubectl apply` refuses it. */
  private restore(): JsonObject {
    const { id, planned: { namespace }, props: { volumes = true, overwrites = false } } = this;
    return {
      apiVersion: 'velero.io/v1',
      kind: 'Restore',
      metadata: { generateName: `${id}-`, namespace },
      spec: {
        ...this.scopeFields(),
        restorePVs: volumes,
        existingResourcePolicy: overwrites ? 'update' : 'none',
        ...(this.hasModifiers ? { resourceModifier: { kind: 'configmap', name: `${id}-modifiers` } } : {}),
      },
    };
  }

  /** What is restored, and where to. */
  private scopeFields(): JsonObject {
    const { backupName, namespaces = [], namespaceMapping = {}, excludedResources = [] } = this.props;
    return {
      ...(backupName === undefined ? { scheduleName: this.planned.backup.scheduleName } : { backupName }),
      includedNamespaces: namespaces.length === 0 ? ['*'] : [...namespaces],
      excludedResources: [...new Set([...NEVER, ...excludedResources])],
      ...(Object.keys(namespaceMapping).length === 0 ? {} : { namespaceMapping: { ...namespaceMapping } }),
    };
  }

  private get props(): VeleroRestoreProps {
    return this.planned.props;
  }

  private get modifiers(): readonly ResourceModifier[] {
    return this.props.modifiers ?? [];
  }

  private get hasModifiers(): boolean {
    return this.modifiers.length > 0;
  }

  /** Velero takes its one key, whatever it is called. */
  private modifierMap(): JsonObject {
    const { id, planned: { namespace }, modifiers } = this;
    const rules = Yaml.stringify({ version: 'v1', resourceModifierRules: modifiers.map(({ _rule }) => _rule) });
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${id}-modifiers`, namespace },
      data: { [MODIFIER_FILE]: rules },
    };
  }
}

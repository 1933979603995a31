import { Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { VeleroRestoreProps } from './velero-restore-props';
import { fail } from '../../../internal/fail';
import { checkDnsLabel, checkDnsSubdomain } from '../../../internal/naming/names';
import { checked } from '../../../internal/signatures/checked';
import { CompanionFiles } from '../../../internal/tree/companion-files';
import { JsonObject } from '../../../internal/values/json';
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
 * const recovery = velero.recoverInto('standby', { backup: shop });
 * console.log(recovery.document);
 *
 * @see https://velero.io/docs/v1.18/restore-reference/
 */
@checked
export class VeleroRestore extends Construct {
  /** Makes it for a plan. @internal */
  public static _of(scope: Construct, id: string, planned: PlannedRestore): VeleroRestore {
    return new VeleroRestore(scope, id, planned);
  }

  /** The Restore, and the ConfigMap that it goes by, as YAML. */
  public readonly document: string;

  private readonly props: VeleroRestoreProps;
  private readonly namespace: string;

  private constructor(scope: Construct, id: string, { props, namespace }: PlannedRestore) {
    super(scope, id);
    this.props = props;
    this.namespace = namespace;
    this.checkProps();
    const documents = [...(this.hasModifiers ? [this.modifierMap()] : []), this.restore()];
    this.document = Yaml.stringify(...documents);
    CompanionFiles.of(this).add({ construct: this, file: `${namespace}.${id}.restore`, text: this.document });
  }

  private checkProps(): void {
    const { node: { id }, props: { backupName, namespaceMapping = {}, excludedResources, modifiers = [] } } = this;
    checkDnsLabel(this, 'id', id);
    if (id.length > MAX_NAME_LENGTH) {
      const must = `have at most ${MAX_NAME_LENGTH} characters, for more are added`;
      fail(this, { prop: 'id', must, got: id, remedy: 'give a shorter id' });
    }
    if (backupName !== undefined) checkDnsSubdomain(this, 'backupName', backupName);
    for (const [from, to] of Object.entries(namespaceMapping)) {
      checkDnsLabel(this, 'namespaceMapping', from);
      checkDnsLabel(this, `namespaceMapping.${from}`, to);
    }
    const lists = { included: 'namespaces', excluded: 'excludedResources', mayExcludeAll: false };
    checkIncluded(this, { ...lists, includes: this.props.namespaces, like: 'shop' });
    checkIncluded(this, { ...lists, included: 'resources', excludes: excludedResources, like: 'deployments.apps' });
    modifiers.forEach((modifier, index) => modifier._check(this, `modifiers[${index}]`));
  }

  /** A name of its own each time: what began once is not begun again, and `kubectl apply` refuses it. */
  private restore(): JsonObject {
    const { node: { id }, namespace, props: { volumes = true, overwrites = false } } = this;
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
    const { backup, backupName, namespaces = [], namespaceMapping = {}, excludedResources = [] } = this.props;
    return {
      ...(backupName === undefined ? { scheduleName: backup.scheduleName } : { backupName }),
      includedNamespaces: namespaces.length === 0 ? ['*'] : [...namespaces],
      excludedResources: [...new Set([...NEVER, ...excludedResources])],
      ...(Object.keys(namespaceMapping).length === 0 ? {} : { namespaceMapping: { ...namespaceMapping } }),
    };
  }

  private get hasModifiers(): boolean {
    return (this.props.modifiers ?? []).length > 0;
  }

  /** Velero takes its one key, whatever it is called. */
  private modifierMap(): JsonObject {
    const { node: { id }, namespace, props: { modifiers = [] } } = this;
    const rules = Yaml.stringify({ version: 'v1', resourceModifierRules: modifiers.map(({ _rule }) => _rule) });
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${id}-modifiers`, namespace },
      data: { [MODIFIER_FILE]: rules },
    };
  }
}

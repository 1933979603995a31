import { Construct } from 'constructs';
import { checkIncluded } from './included-names';
import { fail } from '../../../internal/fail';
import { checked } from '../../../internal/signatures/checked';
import { JsonObject } from '../../../internal/values/json';

/** Options for `ResourceScope.byName`. */
export interface ResourceNamesOptions {
  /**
   * What is backed up, by plural and group, such as `deployments.apps`.
   *
   * In the manifest: Schedule `spec.template.includedResources`.
   *
   * @default - all
   */
  readonly included?: string[];

  /**
   * What is left out, such as `events`.
   *
   * In the manifest: Schedule `spec.template.excludedResources`.
   *
   * @default - nothing
   */
  readonly excluded?: string[];

  /**
   * Whether what is in no namespace is backed up too.
   *
   * In the manifest: Schedule `spec.template.includeClusterResources`.
   *
   * @default - where all namespaces are, all of it; else what belongs to what is backed up
   */
  readonly clusterResources?: boolean;
}

/** Options for `ResourceScope.scoped`. */
export interface ScopedResourcesOptions {
  /**
   * What is backed up of that which is in no namespace, such as `storageclasses.storage.k8s.io`.
   *
   * In the manifest: Schedule `spec.template.includedClusterScopedResources`.
   *
   * @default - what belongs to what is backed up
   */
  readonly includedOfCluster?: string[];

  /**
   * What is left out of that.
   *
   * In the manifest: Schedule `spec.template.excludedClusterScopedResources`.
   *
   * @default - nothing
   */
  readonly excludedOfCluster?: string[];

  /**
   * What is backed up of that which is in namespaces, such as `deployments.apps`.
   *
   * In the manifest: Schedule `spec.template.includedNamespaceScopedResources`.
   *
   * @default - all
   */
  readonly includedOfNamespaces?: string[];

  /**
   * What is left out of that, such as `events`.
   *
   * In the manifest: Schedule `spec.template.excludedNamespaceScopedResources`.
   *
   * @default - nothing
   */
  readonly excludedOfNamespaces?: string[];
}

/** A list with the field that it becomes. */
interface ResourceList {
  readonly prop: string;
  readonly field: string;
  readonly names?: readonly string[];
}

/** Lists that go together: what is taken, and what is left out of it. */
interface ListPair {
  readonly included: ResourceList;
  readonly excluded: ResourceList;
  readonly mayExcludeAll: boolean;
}

const LIKE = 'deployments.apps';
/** Without them no workload with claims comes back. */
const KEEPERS = /^(\*|pods?|statefulsets?|persistentvolume(claim)?s?|pvc?|pv)(\.|$)/;
const CLAIMS = ['persistentvolumeclaims', 'pvc', 'persistentvolumeclaim'];
const NEEDED: readonly { readonly names: readonly string[]; readonly reason: string }[] = [
  {
    names: ['customresourcedefinitions.apiextensions.k8s.io', 'customresourcedefinitions', 'crd', 'crds'],
    reason: 'nothing of their kinds could be restored into a cluster that does not have them',
  },
  {
    names: ['clusterroles.rbac.authorization.k8s.io', 'clusterroles'],
    reason: 'what is bound to them would be restored without its rights',
  },
];

/**
 * Which kinds of objects a backup holds.
 *
 * Velero knows two families of lists that must not be mixed; here nobody can.
 *
 * @see https://velero.io/docs/v1.18/resource-filtering/
 */
@checked
export class ResourceScope {
  /**
   * By one pair of lists for all.
   *
   * @example
   *
   * ResourceScope.byName({ excluded: ['events'] });
   *
   * @param options what is taken, and what is left out
   */
  public static byName(options: ResourceNamesOptions): ResourceScope {
    const { included, excluded, clusterResources } = options;
    return new ResourceScope([{
      included: { prop: 'included', field: 'includedResources', names: included },
      excluded: { prop: 'excluded', field: 'excludedResources', names: excluded },
      mayExcludeAll: false,
    }], clusterResources === undefined ? {} : { includeClusterResources: clusterResources });
  }

  /**
   * By a pair of lists for what is in namespaces, and one for what is not.
   *
   * @example
   *
   * ResourceScope.scoped({ includedOfCluster: ['storageclasses.storage.k8s.io'], excludedOfNamespaces: ['events'] });
   *
   * @param options what is taken, and what is left out
   */
  public static scoped(options: ScopedResourcesOptions): ResourceScope {
    const { includedOfCluster, excludedOfCluster, includedOfNamespaces, excludedOfNamespaces } = options;
    return new ResourceScope([{
      included: { prop: 'includedOfCluster', field: 'includedClusterScopedResources', names: includedOfCluster },
      excluded: { prop: 'excludedOfCluster', field: 'excludedClusterScopedResources', names: excludedOfCluster },
      mayExcludeAll: true,
    }, {
      included: {
        prop: 'includedOfNamespaces', field: 'includedNamespaceScopedResources', names: includedOfNamespaces,
      },
      excluded: {
        prop: 'excludedOfNamespaces', field: 'excludedNamespaceScopedResources', names: excludedOfNamespaces,
      },
      mayExcludeAll: true,
    }], {});
  }

  private constructor(private readonly pairs: readonly ListPair[], private readonly more: JsonObject) {}

  /** Refuses what Velero refuses, and what nothing could be restored without. @internal */
  public _check(scope: Construct): void {
    for (const { included, excluded, mayExcludeAll } of this.pairs) {
      checkIncluded(scope, {
        included: `resources.${included.prop}`,
        excluded: `resources.${excluded.prop}`,
        includes: included.names,
        excludes: excluded.names,
        mayExcludeAll,
        like: LIKE,
      });
      checkNeeded(scope, excluded);
    }
  }

  /** Fields of a BackupSpec. @internal */
  public get _fields(): JsonObject {
    const lists = this.pairs.flatMap(({ included, excluded }) => [included, excluded]);
    const given = lists.filter(({ names }) => names !== undefined && names.length > 0);
    return { ...Object.fromEntries(given.map(({ field, names }) => [field, [...names!]])), ...this.more };
  }

  /** Whether nothing is left out without which workloads with claims do not come back. @internal */
  public get _isWhole(): boolean {
    return this.pairs.every(({ included: { names: includes = [] }, excluded: { names: excludes = [] } }) => (
      (includes.length === 0 || includes.includes('*')) && !excludes.some((name) => KEEPERS.test(name))
    ));
  }

  /** Whether claims, and with them their volumes, are in the backup. @internal */
  public get _hasClaims(): boolean {
    const { included, excluded } = this.pairs[this.pairs.length - 1];
    const isClaim = (name: string) => CLAIMS.includes(name) || name === '*';
    const { names: includes = [] } = included;
    return (includes.length === 0 || includes.some(isClaim)) && !(excluded.names ?? []).some(isClaim);
  }
}

function checkNeeded(scope: Construct, { prop, names = [] }: ResourceList): void {
  for (const { names: needed, reason } of NEEDED) {
    const name = names.find((given) => needed.includes(given.toLowerCase()));
    if (name === undefined) continue;
    const must = `leave ${needed[0]} in, for ${reason}`;
    fail(scope, { prop: `resources.${prop}`, must, got: name, remedy: 'remove it from the list' });
  }
}

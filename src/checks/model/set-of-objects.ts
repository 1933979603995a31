import type { Manifest } from './manifest';
import { groupBy } from './values/group-by';
import { mapOf } from './values/plain-data';
import { textOf } from './values/text-of';

/** Groups that some kinds were served by before: both names lead to the same object. */
const FORMER_GROUPS = new Map(Object.entries({
  'extensions/Deployment': 'apps/Deployment',
  'extensions/DaemonSet': 'apps/DaemonSet',
  'extensions/ReplicaSet': 'apps/ReplicaSet',
  'extensions/Ingress': 'networking.k8s.io/Ingress',
  'extensions/NetworkPolicy': 'networking.k8s.io/NetworkPolicy',
}));

/** Every object once: the last of those that are the same one, as that is what a cluster keeps of them. */
export class SetOfObjects {
  /** The objects. */
  public readonly objects: Manifest[];
  private readonly versions: Map<string, Manifest[]>;
  private readonly clusterWide: ReadonlySet<string>;

  constructor(all: readonly Manifest[]) {
    this.clusterWide = new Set(all.filter(({ kind }) => kind === 'CustomResourceDefinition').flatMap(clusterWideKind));
    const named = all.filter(({ name }) => name !== '');
    this.versions = groupBy(named, (manifest) => [this.identityOf(manifest)]);
    const last = new Set([...this.versions.values()].map((same) => same[same.length - 1]));
    this.objects = all.filter((manifest) => manifest.name === '' || last.has(manifest));
  }

  /** All that is the same object, in its order. */
  public versionsOf(manifest: Manifest): readonly Manifest[] {
    return this.versions.get(this.identityOf(manifest)) ?? [manifest];
  }

  /**
   * One of no namespace is the same whatever is written, also where a definition of the set says so; what says no
   * namespace lands in `default`.
   */
  private identityOf({ groupKind, namespace, name }: Manifest): string {
    const home = this.clusterWide.has(groupKind) ? '' : namespace || 'default';
    return `${FORMER_GROUPS.get(groupKind) ?? groupKind}\0${home}\0${name}`;
  }
}

function clusterWideKind({ spec: { scope, group, names } }: Manifest): string[] {
  return scope === 'Cluster' ? [`${textOf(group)}/${textOf(mapOf(names).kind)}`] : [];
}

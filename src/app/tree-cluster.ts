import { RenderedObject } from './rendered-object';
import { Cluster } from '../checks/model/cluster';
import { Manifest } from '../checks/model/manifest';
import { NEWEST_MINOR } from '../internal/kubernetes-version';

const KNOWN = new WeakMap<readonly RenderedObject[], TreeCluster>();

/** The objects of a tree as checks see them, for rules that ask what checks ask. */
export class TreeCluster {
  /** That of a tree, made once for all rules. */
  public static of(objects: readonly RenderedObject[]): TreeCluster {
    const known = KNOWN.get(objects) ?? new TreeCluster(objects);
    KNOWN.set(objects, known);
    return known;
  }

  /** With any minor: these questions do not depend on it. */
  public readonly cluster: Cluster;
  private readonly paths: ReadonlyMap<Manifest, string>;

  private constructor(objects: readonly RenderedObject[]) {
    this.paths = new Map(objects.map(({ path, manifest }) => [new Manifest(manifest), path]));
    this.cluster = new Cluster([...this.paths.keys()], NEWEST_MINOR);
  }

  /** Where an object stands in the tree. */
  public pathOf(manifest: Manifest): string {
    return this.paths.get(manifest)!;
  }

  /** The same of several, as messages name them. */
  public pathsOf(manifests: readonly Manifest[]): string {
    return manifests.map((manifest) => `[${this.pathOf(manifest)}]`).join(', ');
  }
}

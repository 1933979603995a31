import { textsOf } from './files/copied-files';
import { ruleFilesIn, ruleGroupsOf } from './rule-groups';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { prometheusOwners } from '../monitoring/scrapers';
import { oncePerCluster } from '../once-per-cluster';
import { mountedConfigMaps } from '../references/mounted-config-maps';

/** What brings ConfigMaps into the pods that it runs in, by their labels; a reloader has them mounted. */
const LOADER = /sidecar|(?<!re)loader/;

/** Whether the files with rules of an object are loaded, and by which instances they could be. */
export interface RuleFileUse {
  readonly isLoaded: boolean;
  readonly prometheuses: readonly Manifest[];
}

const loading = oncePerCluster((cluster) => {
  const mounted = new Set(cluster.podOwners.flatMap(({ namespace, pods }) => (
    pods.flatMap(mountedConfigMaps).map((name) => placeKey(cluster, namespace, name))
  )));
  const inMounted = cluster.ofKind('ConfigMap').filter(({ namespace, name }) => (
    mounted.has(placeKey(cluster, namespace, name))
  ));
  return {
    mounted,
    mountedTexts: new Set(inMounted.flatMap(textsOf)),
    hasLoader: prometheusOwners(cluster).some(({ pods }) => pods.some(hasLoader)),
  };
});

/** What becomes of the files with rules of an object; undefined where it has none, or no Prometheus runs here. */
export function ruleFileUse(owner: Manifest, cluster: Cluster): RuleFileUse | undefined {
  const prometheuses = prometheusOwners(cluster);
  if (owner.kind !== 'ConfigMap' || prometheuses.length === 0) return undefined;
  const { mounted, mountedTexts, hasLoader: loadsByLabel } = loading(cluster);
  // Which labels a loader looks for is said in its arguments or its environment, in the words of each.
  if (loadsByLabel || ruleGroupsOf(owner, cluster).length === 0) return undefined;
  const isMounted = mounted.has(placeKey(cluster, owner.namespace, owner.name));
  // Pods mount nothing of other namespaces, but copies of it.
  const isLoaded = isMounted || ruleFilesIn(owner, cluster).every(({ text }) => mountedTexts.has(text));
  return { prometheuses, isLoaded };
}

function hasLoader({ spec: { containers, initContainers } }: PodTemplate): boolean {
  return [containers, initContainers].flatMap(mapsIn).some(({ item }) => LOADER.test(textOf(item.image)));
}

function placeKey(cluster: Cluster, namespace: string, name: string): string {
  return `${cluster.effectiveNamespace(namespace)}\0${name}`;
}

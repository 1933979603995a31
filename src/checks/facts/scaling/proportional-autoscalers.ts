import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import type { PodContainer } from '../../model/manifest-pods';
import { groupBy } from '../../model/values/group-by';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';
import { commandWords } from '../shell/command-words';

/** Builds for one architecture have its name behind. */
const IMAGE = /(?:^|\/)cluster-proportional-autoscaler(?:-[a-z0-9]+)?(?:[:@]|$)/;

const byTarget = oncePerCluster((cluster) => groupBy(cluster.podOwners, (owner) => (
  owner.pods.flatMap(({ containers }) => containers).flatMap((container) => {
    if (!IMAGE.test(textOf(container.content.image))) return [];
    // Where nothing is written, it is the namespace of its own pod.
    const [namespace = owner.namespace] = valuesOf('namespace', container);
    const targets = valuesOf('target', container).flatMap((value) => value.split(','));
    return targets.map((target) => `${target.toLowerCase()}\0${cluster.effectiveNamespace(namespace)}`);
  })
)));

/**
 * What has a cluster-proportional-autoscaler as its pod, which gives an object replicas by the number of nodes.
 *
 * @see https://kubernetes-sigs.github.io/cluster-proportional-autoscaler
 */
export function proportionalScalersOf({ kind, namespace, name }: Manifest, cluster: Cluster): Manifest[] {
  return byTarget(cluster).get(`${kind.toLowerCase()}/${name}\0${cluster.effectiveNamespace(namespace)}`) ?? [];
}

/** The values of an option of a program of Go: behind its name, or as the next argument. */
function valuesOf(option: string, { content }: PodContainer): string[] {
  const words = commandWords(content);
  return words.flatMap((word, index) => {
    const [, written, value = words[index + 1]] = /^--?([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    return written === option && value !== undefined ? [value] : [];
  });
}

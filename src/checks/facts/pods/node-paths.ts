import * as path from 'path';
import { isUnset } from './security-context';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** A folder or file of the node that a pod has as a volume. */
export interface NodePath {
  /** Where it is written. */
  readonly place: string;
  /** What is seen of it: it, or what mounts take out of it. */
  readonly seen: readonly SeenPath[];
}

interface SeenPath {
  readonly path: string;
  /** Whether whoever sees it may be root, or in its group, to which what is private of the node belongs. */
  readonly byRoot: boolean;
}

/** Every folder and file of the node that a pod has. */
export function nodePathsOf(pod: PodTemplate): NodePath[] {
  return mapsIn(pod.spec.volumes).flatMap(({ item, index }) => {
    const { path: written } = mapOf(item.hostPath);
    if (typeof written !== 'string' || !written.startsWith('/')) return [];
    const seen = pod.containers.flatMap((container) => seenBy(container, { pod, name: item.name, written }));
    return [{
      place: `${pod.specPath}.volumes[${index}].hostPath.path`,
      seen: seen.length > 0 ? seen : [{ path: normalized(written), byRoot: false }],
    }];
  });
}

/**
 * Which of some paths of the node a pod gets at: those that it has, and those in a folder that it has. There, what is
 * private of the node is open to root alone.
 */
export function reachedPath({ seen }: NodePath, paths: readonly string[]): string | undefined {
  return paths.find((one) => seen.some(({ path: here, byRoot }) => isIn(here, one) || byRoot && isIn(one, here)));
}

function seenBy(
  container: PodContainer, { pod, name, written }: { pod: PodTemplate; name: unknown; written: string },
): SeenPath[] {
  return mapsIn(container.content.volumeMounts).filter(({ item }) => item.name === name).map(({ item }) => (
    { path: normalized(path.posix.join(written, textOf(item.subPath))), byRoot: mayBeRoot(container, pod) }
  ));
}

/** `/var/run` is a link to `/run`. */
function normalized(written: string): string {
  const plain = path.posix.normalize(written).replace(/^\/var\/run(?=\/|$)/, '/run');
  return plain.length > 1 && plain.endsWith('/') ? plain.slice(0, -1) : plain;
}

function isIn(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer === '/' ? outer : `${outer}/`);
}

/** Where nobody says as whom and in which group it runs, the image decides. */
function mayBeRoot({ content }: PodContainer, { spec }: PodTemplate): boolean {
  const [own, shared] = [mapOf(content.securityContext), mapOf(spec.securityContext)];
  const valueOf = (field: string): unknown => (isUnset(own[field]) ? shared[field] : own[field]);
  const user = valueOf('runAsUser');
  const isOther = isUnset(user) ? valueOf('runAsNonRoot') === true : user !== 0;
  const groups = [valueOf('runAsGroup'), shared.fsGroup, ...listOf(shared.supplementalGroups)];
  return !isOther || isUnset(groups[0]) || groups.includes(0);
}

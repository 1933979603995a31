import { kubernetesKinds, laterMinors, schemaOf } from './compiled-schemas';
import { closestWord } from '../../../internal/values/closest-word';
import { Manifest } from '../../model/manifest';

/** Kinds that are asked and not kept, which no schema of ours has. */
const NOT_KEPT = /^(Binding|ComponentStatus|Eviction|Scale|TokenRequest|\w+Review)$/;

/** Files that look like objects, and are read by other programs than the API server. */
const OF_OTHERS = new Set(['v1/Config', 'v1/Template', 'v1/List']);
const FILES_OF_OTHERS = /^(skaffold|backstage|v1(alpha|beta)\d*)(\/|$)/;
/** Groups with nothing but such kinds. */
const ASKED = new Set(['authentication.k8s.io', 'authorization.k8s.io']);

/** The kinds of Kubernetes itself in a minor. */
interface KubernetesKinds {
  readonly groups: ReadonlySet<string>;
  /** As `apiVersion/kind`. */
  readonly all: ReadonlySet<string>;
}

const byMinor = new Map<number, KubernetesKinds>();

/** Whether a kind would be one of Kubernetes' own, if there were such a kind. */
export function isOfKubernetes({ group, apiVersion, kind }: Manifest, minor: number): boolean {
  if (OF_OTHERS.has(`${apiVersion}/${kind}`) || apiVersion === '') return false;
  // Groups of others have a domain.
  const isPlain = !group.includes('.') && !FILES_OF_OTHERS.test(apiVersion);
  return isPlain || kindsOf(minor).groups.has(group) || ASKED.has(group);
}

/** Whether Kubernetes has a kind in a minor, by that version of its group. */
export function isKnownKind({ apiVersion, kind }: Manifest, minor: number): boolean {
  return NOT_KEPT.test(kind) || kindsOf(minor).all.has(`${apiVersion}/${kind}`);
}

/** What was meant: the kind in its group, or the nearest one of the group that was written. */
export function meantKind({ apiVersion, kind }: Manifest, minor: number): string | undefined {
  const kinds = [...kindsOf(minor).all];
  const elsewhere = kinds.find((one) => one.endsWith(`/${kind}`));
  if (elsewhere !== undefined) return `${kind} of ${elsewhere.slice(0, -kind.length - 1)}`;
  const here = kinds.filter((one) => one.startsWith(`${apiVersion}/`)).map((one) => one.slice(apiVersion.length + 1));
  return closestWord(kind, here);
}

/** The first later minor that has a kind. */
export function laterMinorOf({ apiVersion, kind }: Manifest, minor: number): number | undefined {
  return laterMinors(minor).find((one) => kindsOf(one).all.has(`${apiVersion}/${kind}`));
}

/** The kinds among objects that no schema is known of, each with its version and how many there are. */
export function unknownKinds(manifests: readonly Manifest[], minor: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const manifest of manifests) {
    const { apiVersion, kind } = manifest;
    if (isOfKubernetes(manifest, minor) || schemaOf(`${apiVersion}/${kind}`, minor) !== undefined) continue;
    const name = `${kind} of ${apiVersion}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function kindsOf(minor: number): KubernetesKinds {
  let kinds = byMinor.get(minor);
  if (kinds === undefined) {
    const all = kubernetesKinds(minor);
    const groups = all.map((one) => one.split('/')).map((parts) => (parts.length === 3 ? parts[0] : ''));
    byMinor.set(minor, kinds = { groups: new Set(groups), all: new Set(all) });
  }
  return kinds;
}

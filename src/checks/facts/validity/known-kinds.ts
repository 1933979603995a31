import { kubernetesKinds, schemaOf } from './compiled-schemas';
import { closestWord } from '../../../internal/values/closest-word';
import { Manifest } from '../../model/manifest';

/** Kinds that are asked and not kept, which no schema of ours has. */
const NOT_KEPT = /^(Binding|ComponentStatus|Eviction|Scale|TokenRequest|\w+Review)$/;

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
export function isOfKubernetes({ group, apiVersion }: Manifest, minor: number): boolean {
  return (group === '' && apiVersion !== '') || kindsOf(minor).groups.has(group) || ASKED.has(group);
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

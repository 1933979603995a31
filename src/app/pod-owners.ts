import { groupOf, namespaceOfManifest, RenderedObject } from './rendered-object';
import { podTemplatesOf } from '../checks/model/pod-carriers';
import { JsonObject, objectsIn } from '../internal/values/json';
import { LabelSelector, matchesLabels } from '../internal/values/label-selectors';

const KNOWN = new WeakMap<readonly RenderedObject[], PodOwners>();
/** From which nobody makes pods by itself. */
const TEMPLATE = 'PodTemplate';

/** An object that makes pods from a template, or is one. */
export interface PodOwner {
  readonly path: string;
  readonly kind: string;
  /** The kind with its API group, such as `apps/Deployment`. */
  readonly groupKind: string;
  readonly name: string;
  readonly namespace: string;
  readonly selector: LabelSelector;
  readonly labels: Record<string, string>;
  readonly podSpec: JsonObject;
}

/** The owners of pods, found by namespace and label without looking at all of them. */
export class PodOwners {
  /** Those of a tree, gathered once for all rules. */
  public static of(objects: readonly RenderedObject[]): PodOwners {
    const known = KNOWN.get(objects) ?? new PodOwners(objects);
    KNOWN.set(objects, known);
    return known;
  }

  public readonly all: readonly PodOwner[];
  private readonly byLabel = new Map<string, PodOwner[]>();
  private readonly byNamespace = new Map<string, PodOwner[]>();

  private constructor(objects: readonly RenderedObject[]) {
    this.all = objects.flatMap(podOwnersIn);
    for (const owner of this.all) {
      append(this.byNamespace, owner.namespace, owner);
      for (const label of Object.entries(owner.labels)) append(this.byLabel, labelKey(owner.namespace, label), owner);
    }
  }

  /** The owners in a namespace, whatever their pods are called. */
  public inNamespace(namespace: string): readonly PodOwner[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** The owners in a namespace whose pods a selector matches; an empty selector matches none of them. */
  public matching(namespace: string, selector: LabelSelector): PodOwner[] {
    const labels = Object.entries(selector.matchLabels ?? {});
    const expressions = objectsIn(selector.matchExpressions);
    if (labels.length === 0 && expressions.length === 0) return [];
    const candidates = labels.length === 0
      ? this.inNamespace(namespace)
      : this.byLabel.get(labelKey(namespace, labels[0])) ?? [];
    return candidates.filter((owner) => matchesLabels(selector, owner.labels));
  }
}

/** A Rollout may borrow the template of a Deployment; the pods are then made from that one's. */
function podOwnersIn({ path, manifest }: RenderedObject): PodOwner[] {
  const group = groupOf(manifest);
  const groupKind = group === '' ? manifest.kind : `${group}/${manifest.kind}`;
  if (groupKind === TEMPLATE) return [];
  return podTemplatesOf(groupKind, manifest).map(({ labels, spec: podSpec }) => ({
    path,
    kind: manifest.kind,
    groupKind,
    name: manifest.metadata?.name,
    namespace: namespaceOfManifest(manifest),
    selector: manifest.spec?.selector ?? {},
    labels,
    podSpec,
  }));
}

/** For candidates alone, which are looked at again. */
function labelKey(namespace: string, [key, value]: [string, string]): string {
  return `${namespace} ${key} ${value}`;
}

function append(map: Map<string, PodOwner[]>, key: string, owner: PodOwner): void {
  const list = map.get(key);
  if (list) list.push(owner);
  else map.set(key, [owner]);
}

import { closesDirection, Direction, policyRulesOf } from './network-policies';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { selectorMayMatch } from '../../model/selectors/open-selector';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { isMap, PlainMap } from '../../model/values/plain-data';
import { objectsInNamespace } from '../namespaces/objects-in-namespace';
import { oncePerCluster } from '../once-per-cluster';
import { DeclaredPort } from '../pods/declared-ports';

/** Pods that are all alike, as policies see them. */
export interface ConnectionSide {
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly ports: readonly DeclaredPort[];
  /** Whether these are pods of the input, so that they have no other labels. */
  readonly isKnown: boolean;
}

/** What a rule opens to one of its peers. */
export interface Opening {
  /** All ports where there are none. */
  readonly ports?: readonly PlainMap[];
  readonly peer: PlainMap;
  /** That of the policy. */
  readonly namespace: string;
}

/** All that policies open to the pods that they close. */
class Openings {
  private readonly byLabels: SelectorIndex<Opening>;

  constructor(private readonly all: readonly Opening[]) {
    this.byLabels = new SelectorIndex(all.map((value) => ({ value, namespace: '', selector: podSelectorOf(value) })));
  }

  /** Those whose pod selector matches; a pod that everybody calls has one for each caller. */
  public admitting({ labels, isKnown }: ConnectionSide): readonly Opening[] {
    return isKnown ? this.byLabels.matching('', labels)
      : this.all.filter((opening) => selectorMayMatch(podSelectorOf(opening), labels));
  }
}

const FOREIGN_POLICIES_OF_NAMESPACES = [
  'cilium.io/CiliumNetworkPolicy', 'crd.projectcalico.org/NetworkPolicy', 'projectcalico.org/NetworkPolicy',
];
const FOREIGN_POLICIES_OF_CLUSTERS = [
  'cilium.io/CiliumClusterwideNetworkPolicy', 'crd.projectcalico.org/GlobalNetworkPolicy',
  'projectcalico.org/GlobalNetworkPolicy', 'policy.networking.k8s.io/AdminNetworkPolicy',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
];
const ANY_PEER: PlainMap = { ipBlock: {} };
const openingsByLabels = oncePerCluster(() => new WeakMap<object, Map<string, Openings | undefined>>());

/** The policies that close pods in a direction; none where others, which are not read here, may open them again. */
export function policiesClosing(cluster: Cluster, side: ConnectionSide, direction: Direction): Manifest[] {
  const { namespace, labels } = side;
  if (hasOtherPolicies(cluster, namespace)) return [];
  return cluster.policiesSelecting(namespace, labels).filter((policy) => closesDirection(policy, direction));
}

/** What policies open to pods in a direction; undefined where none closes them. */
export function openingsOf(cluster: Cluster, side: ConnectionSide, direction: Direction): Openings | undefined {
  const { namespace, labels } = side;
  const known = openingsByLabels(cluster).get(labels) ?? new Map<string, Openings | undefined>();
  openingsByLabels(cluster).set(labels, known);
  // An alias of YAML may give the same map of labels to pods of several namespaces.
  const key = `${direction}\0${namespace}`;
  if (!known.has(key)) known.set(key, readOpenings(policiesClosing(cluster, side, direction), direction));
  return known.get(key);
}

function readOpenings(policies: readonly Manifest[], direction: Direction): Openings | undefined {
  if (policies.length === 0) return undefined;
  return new Openings(policies.flatMap((policy) => policyRulesOf(policy, direction).flatMap(({ peers, ports }) => (
    (peers ?? [ANY_PEER]).filter(isPeer).map((peer) => ({ ports, peer, namespace: policy.namespace }))
  ))));
}

function hasOtherPolicies(cluster: Cluster, namespace: string): boolean {
  return FOREIGN_POLICIES_OF_CLUSTERS.some((kind) => cluster.ofKind(kind).length > 0)
    || FOREIGN_POLICIES_OF_NAMESPACES.some((kind) => objectsInNamespace(cluster, kind, namespace).length > 0);
}

function isPeer({ ipBlock, namespaceSelector, podSelector }: PlainMap): boolean {
  return [ipBlock, namespaceSelector, podSelector].some(isMap);
}

function podSelectorOf({ peer: { ipBlock, podSelector } }: Opening): unknown {
  return isMap(ipBlock) ? {} : podSelector ?? {};
}

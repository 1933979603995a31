import { namedObjects } from '../named-objects';
import { closesDirection, Direction, policyRulesOf } from './network-policies';
import { OpeningsByPort } from './openings-by-port';
import { PortOpenings } from './port-openings';
import { PortRange } from './port-ranges';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { selectorMatches } from '../../model/selectors/label-selector';
import { selectorMayMatch } from '../../model/selectors/open-selector';
import { SelectorIndex } from '../../model/selectors/selector-index';
import { selectorKey } from '../../model/selectors/selector-key';
import { groupBy } from '../../model/values/group-by';
import { isMap, mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { objectsInNamespace } from '../namespaces/objects-in-namespace';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { DeclaredPort } from '../pods/declared-ports';

/** Pods that are all alike, as policies see them. */
export interface ConnectionSide {
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly ports: readonly DeclaredPort[];
  /** Whether these are pods of the input, so that they have no other labels. */
  readonly isKnown: boolean;
}

/** What rules open to the same peer. */
export interface Opening {
  /** The same for two that open the same to the same; undefined for one that is like no other. */
  readonly key?: string;
  readonly ports: PortOpenings;
  readonly peer: PlainMap;
  /** That of the policies. */
  readonly namespace: string;
}

/** Policies whose pod selectors say the same. */
export type PolicyGroup = readonly Manifest[];

/** All that a group of policies opens to the pods that it closes. */
export class Openings {
  private readonly byLabels: SelectorIndex<Opening>;

  constructor(
    /** The policies. */
    public readonly policies: PolicyGroup,
    /** What is opened, once for each peer. */
    public readonly all: readonly Opening[],
  ) {
    this.byLabels = new SelectorIndex(all.map((value) => ({ value, namespace: '', selector: podSelectorOf(value) })));
  }

  /** Those whose pod selector matches; a pod that everybody calls has one for each caller. */
  public *admitting({ labels, isKnown }: ConnectionSide): Generator<Opening> {
    if (isKnown) {
      for (const group of this.byLabels.groups('', labels)) yield* group;
    } else {
      yield* this.all.filter((opening) => selectorMayMatch(podSelectorOf(opening), labels));
    }
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
/** So many groups of policies are asked one by one. */
const FEW = 8;
/** So many policies are named. */
const NAMED = 3;

/** The policies that something is said of, by the pods that they select. */
export function policyIndex(
  isMeant: (policy: Manifest, cluster: Cluster) => boolean,
): (cluster: Cluster) => SelectorIndex<Manifest> {
  return oncePerCluster((cluster) => new SelectorIndex(
    cluster.ofKind('networking.k8s.io/NetworkPolicy').filter((policy) => isMeant(policy, cluster)).map((value) => (
      { value, namespace: cluster.effectiveNamespace(value.namespace), selector: mapOf(value.spec.podSelector) }
    )),
  ));
}

/** Those that close pods, by direction. */
export const closingPolicies: Record<Direction, (cluster: Cluster) => SelectorIndex<Manifest>> = {
  Ingress: policyIndex((policy) => closesDirection(policy, 'Ingress')),
  Egress: policyIndex((policy) => closesDirection(policy, 'Egress')),
};

/**
 * The policies that close pods in a direction, in groups that are meant; none where others, which are not read here,
 * may open them again.
 */
export function policiesClosing(
  cluster: Cluster, { namespace, labels }: Pick<ConnectionSide, 'namespace' | 'labels'>,
  { direction, isMeant }: { direction: Direction; isMeant?: (group: PolicyGroup) => boolean },
): Iterable<PolicyGroup> {
  if (hasOtherPolicies(cluster, namespace)) return [];
  return closingPolicies[direction](cluster).groups(cluster.effectiveNamespace(namespace), labels, isMeant);
}

/** What is asked of the policies of one side. */
export interface AskedOpenings {
  readonly direction: Direction;
  readonly isMeant: (opening: Opening) => boolean;
  /** The ports that are asked for, where they are known without the pods. */
  readonly ranges?: readonly PortRange[];
}

/** What such policies open to the pods, group by group, of those that open anything that is meant. */
export function* openingsFor(
  cluster: Cluster, side: Pick<ConnectionSide, 'namespace' | 'labels'>, { direction, isMeant, ranges }: AskedOpenings,
): Generator<Openings> {
  if (hasOtherPolicies(cluster, side.namespace)) return;
  const [namespace, labels] = [cluster.effectiveNamespace(side.namespace), side.labels];
  const { bySelector, byPort } = openingIndexes[direction](cluster);
  const areMeant = ({ all }: Openings) => all.some(isMeant);
  const few = ranges === undefined ? undefined : byPort.get(namespace)?.few(ranges, FEW);
  if (few !== undefined) {
    const selects = ({ policies: [{ spec }] }: Openings) => selectorMatches(mapOf(spec.podSelector), labels);
    yield* few.filter((openings) => areMeant(openings) && selects(openings));
    return;
  }
  for (const [openings] of bySelector.groups(namespace, labels, ([group]) => areMeant(group))) yield openings;
}

const openingIndexes = {
  Ingress: oncePerCluster((cluster) => indexOpenings('Ingress', cluster)),
  Egress: oncePerCluster((cluster) => indexOpenings('Egress', cluster)),
};

function indexOpenings(direction: Direction, cluster: Cluster) {
  const entries = closingPolicies[direction](cluster).allGroups().map((group) => ({
    value: openingsOf(cluster, group, direction),
    namespace: cluster.effectiveNamespace(group[0].namespace),
    selector: mapOf(group[0].spec.podSelector),
  }));
  const byPort = [...groupBy(entries, ({ namespace }) => [namespace])].map(([namespace, some]) => (
    [namespace, new OpeningsByPort(some.map(({ value }) => value))] as const
  ));
  return { bySelector: new SelectorIndex(entries), byPort: new Map(byPort) };
}

/** Whether policies close pods in a direction. */
export function areClosed(
  cluster: Cluster, side: Pick<ConnectionSide, 'namespace' | 'labels'>, direction: Direction,
): boolean {
  for (const _ of policiesClosing(cluster, side, { direction })) return true;
  return false;
}

/** In which direction, and the word for what one policy and what several do. */
export interface ClosingWords {
  readonly direction: Direction;
  readonly verb: readonly [one: string, several: string];
}

/** Some policies that close pods in a direction. */
export function somePoliciesClosing(
  cluster: Cluster, { namespace, labels }: Pick<ConnectionSide, 'namespace' | 'labels'>, direction: Direction,
): Manifest[] {
  if (hasOtherPolicies(cluster, namespace)) return [];
  return closingPolicies[direction](cluster).first(cluster.effectiveNamespace(namespace), labels, NAMED);
}

/** Some policies that close pods in a direction, as a sentence begins with them; undefined where there are none. */
export function closedBy(
  cluster: Cluster, side: Pick<ConnectionSide, 'namespace' | 'labels'>, { direction, verb }: ClosingWords,
): string | undefined {
  const some = somePoliciesClosing(cluster, side, direction);
  return some.length === 0 ? undefined : `${namedObjects(some)} ${verb[some.length === 1 ? 0 : 1]}`;
}

const openings: Record<Direction, (group: PolicyGroup, cluster: Cluster) => Openings> = {
  Ingress: oncePerList((group: PolicyGroup) => readOpenings(group, 'Ingress')),
  Egress: oncePerList((group: PolicyGroup) => readOpenings(group, 'Egress')),
};

/** What a group of policies opens in a direction. */
export function openingsOf(cluster: Cluster, group: PolicyGroup, direction: Direction): Openings {
  return openings[direction](group, cluster);
}

/** Peers that say the same are one, so that a thousand policies for the same pods are asked as one. */
function readOpenings(group: PolicyGroup, direction: Direction): Openings {
  const rules = group.flatMap((policy) => policyRulesOf(policy, direction).map((rule) => ({ policy, ...rule })));
  const toPeers = rules.flatMap(({ policy: { namespace }, peers = [ANY_PEER], ports }) => (
    peers.filter(isPeer).map((peer) => ({ peer, namespace, ports, key: peerKey(peer, namespace) }))
  ));
  const byPeer = groupBy(toPeers, ({ key }) => (key === undefined ? [] : [key]));
  const ofNoKey = toPeers.filter(({ key }) => key === undefined).map((one) => [one]);
  return new Openings(group, [...byPeer.values(), ...ofNoKey].map((same) => {
    const [{ peer, namespace, key }] = same;
    const lists = same.map(({ ports }) => ports);
    const ports = new PortOpenings(lists);
    return { peer, namespace, ports, key: key === undefined ? undefined : `${key}\0${lists.map(portsKey).join('\0')}` };
  }));
}

/** The same text for ports that are written the same. */
export function portsKey(ports: readonly PlainMap[] | undefined): string {
  if (ports === undefined) return '';
  return JSON.stringify(ports.map(({ port, endPort, protocol }) => (
    [port, endPort, protocol].map((one) => [typeof one, textOf(one)])
  )));
}

/** The same text for peers that mean the same; undefined for one that is like no other. */
export function peerKey({ ipBlock, namespaceSelector, podSelector }: PlainMap, namespace: string): string | undefined {
  if (isMap(ipBlock)) return 'ipBlock';
  const keys = [namespaceSelector, podSelector].map(selectorKey);
  return keys.includes(undefined) ? undefined : JSON.stringify([isMap(namespaceSelector) ? '' : namespace, ...keys]);
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

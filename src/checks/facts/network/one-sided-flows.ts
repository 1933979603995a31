import { Direction } from './network-policies';
import { haveCommonPods, PodSet, podSetOf } from './pod-sets';
import {
  areClosed, closingPolicies, Opening, openingsFor, openingsOf, PolicyGroup, portsKey,
} from './policy-openings';
import { PortRange, portRangesOf } from './port-ranges';
import { podsAdmittedBy, podsClosedBy } from './selected-peers';
import type { Cluster, PodSource } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { PlainMap } from '../../model/values/plain-data';
import { oncePerCluster } from '../once-per-cluster';
import { oncePerList } from '../once-per-list';
import { DeclaredPort, podPorts, portReference } from '../pods/declared-ports';

type Pods = readonly PodSource[];
type Ports = readonly PlainMap[] | undefined;

/** What one side of many connections opens. */
export interface OpenedWay {
  readonly cluster: Cluster;
  /** The pods of the policy, in the list that others get too. */
  readonly own: Pods;
  /** The ports of the rule; undefined where all are open. */
  readonly ports: Ports;
  /** That of the rule. */
  readonly direction: Direction;
}

/** Pods that are alike in where they listen. */
interface Listeners {
  readonly ports: readonly DeclaredPort[];
  readonly pods: Pods;
  /** What the rule means there. */
  readonly ranges: readonly PortRange[];
}

interface FoundOpening {
  readonly opening: Opening;
  readonly group: PolicyGroup;
}

interface Verdict {
  readonly closed?: PodSource;
}

const OTHER_SIDE: Record<Direction, Direction> = { Ingress: 'Egress', Egress: 'Ingress' };
const verdicts = oncePerCluster(() => new WeakMap<Pods, WeakMap<Pods, Map<string, Verdict>>>());

/**
 * The first of other pods whose policies let none of the own pods through on a port that is opened.
 *
 * Rules whose selectors and ports say the same are asked once, and what a policy of the other side opens is opened to
 * all pods that it selects: the cost is that of the groups of pods, and not of their pairs.
 */
export function firstClosed(way: OpenedWay, others: Pods): PodSource | undefined {
  const byOthers = verdicts(way.cluster).get(way.own) ?? new WeakMap<Pods, Map<string, Verdict>>();
  verdicts(way.cluster).set(way.own, byOthers);
  const byPorts = byOthers.get(others) ?? new Map<string, Verdict>();
  byOthers.set(others, byPorts);
  const key = `${way.direction}\0${portsKey(way.ports)}`;
  const known = byPorts.get(key) ?? { closed: findClosed(way, others) };
  byPorts.set(key, known);
  return known.closed;
}

function findClosed(way: OpenedWay, others: Pods): PodSource | undefined {
  const { cluster, own, direction, ports } = way;
  // A name that the target does not know opens nothing, on either side.
  const leadsNowhere = ({ template }: PodSource) => portRangesOf(ports, podPorts(template)).length === 0;
  if (direction === 'Ingress' && hasNames(ports) && own.some(leadsNowhere)) return undefined;
  const opened = new OpenedPods(cluster);
  const isOpen = (other: PodSource) => opened.has(other) || direction === 'Egress' && leadsNowhere(other)
    || !areClosed(cluster, placeOf(other), OTHER_SIDE[direction]);
  for (const other of others) {
    if (isOpen(other)) continue;
    const found = openingFor(way, other);
    if (found === undefined) return other;
    opened.add(podsLike(found, OTHER_SIDE[direction], cluster), isAboutNames(way, found) ? other : undefined);
    if (opened.hold(others)) return undefined;
  }
  return undefined;
}

/** Whether it depends on the names that the other pods give to their ports. */
function isAboutNames({ direction, ports }: OpenedWay, { opening }: FoundOpening): boolean {
  return direction === 'Egress' && (hasNames(ports) || opening.ports.hasNames);
}

function placeOf({ owner: { namespace }, template: { labels } }: PodSource): Pick<Manifest, 'namespace' | 'labels'> {
  return { namespace, labels };
}

/** Pods that were found to be open; where ports are called by names, those alone that call them the same. */
class OpenedPods {
  private readonly all: PodSet;
  private readonly byPorts = new Map<string, PodSet>();

  constructor(private readonly cluster: Cluster) {
    this.all = new PodSet(cluster);
  }

  public has(source: PodSource): boolean {
    return this.all.has(source)
      || this.byPorts.size > 0 && this.byPorts.get(signatureOf(source))?.has(source) === true;
  }

  /** Whether all pods of a list are among them, as far as that is quickly seen. */
  public hold(pods: Pods): boolean {
    return this.all.holds(podSetOf(pods, this.cluster));
  }

  public add(pods: PodSet, alike?: PodSource): void {
    if (alike === undefined) {
      this.all.addAll(pods);
    } else {
      const signature = signatureOf(alike);
      const known = this.byPorts.get(signature) ?? new PodSet(this.cluster);
      this.byPorts.set(signature, known);
      known.addAll(pods);
    }
  }
}

const sameOpenings: Record<Direction, (cluster: Cluster) => Map<string, PodSet>> = {
  Ingress: oncePerCluster((cluster) => podsByOpening('Ingress', cluster)),
  Egress: oncePerCluster((cluster) => podsByOpening('Egress', cluster)),
};

/** All pods to which policies open the same: what lets somebody in to one of them lets them in to all. */
function podsByOpening(direction: Direction, cluster: Cluster): Map<string, PodSet> {
  const byKey = new Map<string, PodSet>();
  for (const group of closingPolicies[direction](cluster).allGroups()) {
    for (const { key } of openingsOf(cluster, group, direction).all) {
      if (key === undefined) continue;
      const known = byKey.get(key) ?? new PodSet(cluster);
      byKey.set(key, known);
      known.add(podsOf(group[0], cluster));
    }
  }
  return byKey;
}

function podsLike({ opening: { key }, group }: FoundOpening, direction: Direction, cluster: Cluster): PodSet {
  const known = key === undefined ? undefined : sameOpenings[direction](cluster).get(key);
  return known ?? new PodSet(cluster, podsOf(group[0], cluster));
}

/** What lets some of the own pods through at another one. */
function openingFor(way: OpenedWay, other: PodSource): FoundOpening | undefined {
  const { cluster, direction } = way;
  const listenersFor = listening(way, other);
  const isMeant = (opening: Opening) => listenersFor(opening).some((listeners) => overlap(listeners, opening));
  const ranges = hasNames(way.ports) ? undefined : portRangesOf(way.ports, []);
  const asked = { direction: OTHER_SIDE[direction], isMeant, ranges };
  for (const { all, policies } of openingsFor(cluster, placeOf(other), asked)) {
    const opening = all.find((one) => listenersFor(one).some((listeners) => (
      overlap(listeners, one) && haveCommonPods(listeners.pods, admittedPods(one, cluster), cluster)
    )));
    if (opening !== undefined) return { opening, group: policies };
  }
  return undefined;
}

/** Who listens on the ports of a rule; where neither side calls a port by its name, all own pods are alike in that. */
function listening({ cluster, own, ports, direction }: OpenedWay, other: PodSource): (to: Opening) => Listeners[] {
  const withRanges = (declared: readonly DeclaredPort[], pods: Pods): Listeners => (
    { ports: declared, pods, ranges: portRangesOf(ports, declared) }
  );
  const alike = [withRanges([], own)];
  const isByName = hasNames(ports);
  let apart: Listeners[] | undefined;
  return (opening) => {
    if (!isByName && !opening.ports.hasNames) return alike;
    apart ??= direction === 'Egress' ? [withRanges(podPorts(other.template), own)]
      : podsByPorts(own, cluster).map((pods) => withRanges(podPorts(pods[0].template), pods));
    return apart;
  };
}

function overlap({ ranges, ports }: Listeners, opening: Opening): boolean {
  return opening.ports.overlapAny(ranges, ports);
}

function admittedPods({ peer, namespace }: Opening, cluster: Cluster): Pods {
  return podsAdmittedBy(cluster, peer, namespace);
}

function podsOf({ namespace, spec }: Manifest, cluster: Cluster): Pods {
  return podsClosedBy(cluster, namespace, spec.podSelector);
}

const podsByPorts = oncePerList((pods: Pods): Pods[] => (
  [...groupBy(pods, (source) => [signatureOf(source)]).values()]
));

const signatures = new WeakMap<PodSource, string>();

function signatureOf(source: PodSource): string {
  const signature = signatures.get(source)
    ?? JSON.stringify(podPorts(source.template).map(({ name, number, protocol }) => [name, number, protocol]));
  signatures.set(source, signature);
  return signature;
}

function hasNames(ports: Ports): boolean {
  return ports !== undefined && ports.some(({ port }) => typeof portReference(port) === 'string');
}

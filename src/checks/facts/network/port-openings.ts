import { ANY_PORT, PortRange, portsOverlap, singlePort } from './port-ranges';
import { groupBy } from '../../model/values/group-by';
import { PlainMap } from '../../model/values/plain-data';
import { DeclaredPort, portReference, protocolOf } from '../pods/declared-ports';

/** Ranges without protocol are of any. */
const ANY_PROTOCOL = '';

interface RangesOfProtocol {
  readonly protocol: string;
  readonly ranges: readonly PortRange[];
}

/** The ports that many rules open together; each question costs as little as if there were one rule. */
export class PortOpenings {
  private readonly ranges: readonly RangesOfProtocol[];
  private readonly names = new Set<string>();

  /** @param lists the ports of each rule; undefined where a rule opens all */
  constructor(lists: readonly (readonly PlainMap[] | undefined)[]) {
    const ranges = lists.flatMap((list) => list?.flatMap((entry) => this.read(entry)) ?? [ANY_PORT]);
    const byProtocol = groupBy(ranges, ({ protocol }) => [protocol ?? ANY_PROTOCOL]);
    this.ranges = [...byProtocol].map(([protocol, some]) => ({ protocol, ranges: merged(some) }));
  }

  /** Whether some port is called by its name, so that it depends on the pods which number is meant. */
  public get hasNames(): boolean {
    return this.names.size > 0;
  }

  /** The ports, where each is opened by its number alone. */
  public get singleNumbers(): readonly number[] | undefined {
    const ranges = this.ranges.flatMap((one) => one.ranges);
    if (this.hasNames || ranges.some(({ first, last }) => first !== last)) return undefined;
    return ranges.map(({ first }) => first);
  }

  /** Whether some port of some range is open at pods that declare these ports. */
  public overlapAny(ranges: readonly PortRange[], target: readonly DeclaredPort[]): boolean {
    // Asked for each pair of policies that none admits: a loop costs half of what a closure does.
    for (const range of ranges) {
      if (this.overlap(range, target)) return true;
    }
    return false;
  }

  /** Whether some port of a range is open at pods that declare these ports. */
  public overlap(range: PortRange, target: readonly DeclaredPort[]): boolean {
    return this.overlapNumbers(range) || this.hasNames && target.some(({ name, protocol, number }) => (
      this.names.has(nameKey(name, protocol)) && portsOverlap(singlePort(number, protocol), range)
    ));
  }

  private overlapNumbers(range: PortRange): boolean {
    for (const { protocol, ranges } of this.ranges) {
      const isSame = protocol === range.protocol || protocol === ANY_PROTOCOL || range.protocol === undefined;
      if (isSame && includes(ranges, range)) return true;
    }
    return false;
  }

  private read(entry: PlainMap): PortRange[] {
    const protocol = protocolOf(entry.protocol);
    const first = portReference(entry.port);
    if (typeof first === 'string') this.names.add(nameKey(first, protocol));
    if (typeof first === 'string') return [];
    const last = typeof entry.endPort === 'number' ? entry.endPort : first;
    return [first === undefined ? { ...ANY_PORT, protocol } : { protocol, first, last: last! }];
  }
}

/** Ranges in their order, those that meet made one. */
function merged(ranges: readonly PortRange[]): PortRange[] {
  const all: PortRange[] = [];
  for (const range of [...ranges].sort((left, right) => left.first - right.first)) {
    const before = all[all.length - 1];
    if (before === undefined || before.last < range.first) all.push(range);
    else if (before.last < range.last) all[all.length - 1] = { ...before, last: range.last };
  }
  return all;
}

/** Whether a range meets one of many, which are in order and apart from each other. */
function includes(ranges: readonly PortRange[], { first, last }: PortRange): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (ranges[middle].last < first) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low].first <= last;
}

function nameKey(name: string, protocol: string): string {
  return `${name}\0${protocol}`;
}

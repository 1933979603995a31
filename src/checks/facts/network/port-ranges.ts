import { PlainMap } from '../../model/values/plain-data';
import { DeclaredPort, portReference, protocolOf } from '../pods/declared-ports';

/** Ports from the first to the last. */
export interface PortRange {
  /** Any, where there is none. */
  readonly protocol?: string;
  readonly first: number;
  readonly last: number;
}

export const ANY_PORT: PortRange = { first: 1, last: 65_535 };

/** One port. */
export function singlePort(number: number, protocol: string): PortRange {
  return { protocol, first: number, last: number };
}

/** The ports that entries of a NetworkPolicy mean at a target; a name means what the target calls so. */
export function portRangesOf(entries: readonly PlainMap[] | undefined, target: readonly DeclaredPort[]): PortRange[] {
  return entries === undefined ? [ANY_PORT] : entries.flatMap((entry) => portRangesOfEntry(entry, target));
}

export function portsOverlap(left: PortRange, right: PortRange): boolean {
  const protocols = new Set([left.protocol, right.protocol].filter((protocol) => protocol !== undefined));
  return protocols.size < 2 && left.first <= right.last && right.first <= left.last;
}

function portRangesOfEntry(entry: PlainMap, target: readonly DeclaredPort[]): PortRange[] {
  const protocol = protocolOf(entry.protocol);
  const first = portReference(entry.port);
  if (first === undefined) return [{ ...ANY_PORT, protocol }];
  const last = entry.endPort;
  if (typeof first === 'number') return [{ protocol, first, last: typeof last === 'number' ? last : first }];
  return target.filter((port) => port.name === first && port.protocol === protocol)
    .map(({ number }) => singlePort(number, protocol));
}

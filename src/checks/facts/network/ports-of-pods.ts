import { ServicePort, portsBehind } from './services';
import type { PodSource } from '../../model/cluster';
import { oncePerList } from '../once-per-list';
import { podPorts } from '../pods/declared-ports';

/** So many pods without a port are found; more of them say nothing else. */
const SHOWN = 10;

/** Which of many pods declare a port, for all Services that send to them. */
export class PortsOfPods {
  /** How many declare each port, by its name and by its number. */
  private readonly counts = new Map<string, number>();
  private readonly lacking = new Map<string, PodSource[]>();

  constructor(private readonly pods: readonly PodSource[]) {
    for (const { template } of pods) {
      const keys = podPorts(template).flatMap(({ name, number, protocol }) => [
        portKey(name, protocol), portKey(number, protocol),
      ]);
      for (const key of new Set(keys)) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** Whether some of them have the port. */
  public have({ target, protocol }: ServicePort): boolean {
    return this.countOf(portKey(target, protocol)) > 0;
  }

  /** Some of those that do not have it; none where all do. */
  public without(port: ServicePort): readonly PodSource[] {
    const key = portKey(port.target, port.protocol);
    if (this.countOf(key) === this.pods.length) return [];
    const known = this.lacking.get(key) ?? this.findWithout(port);
    this.lacking.set(key, known);
    return known;
  }

  private findWithout(port: ServicePort): PodSource[] {
    const found: PodSource[] = [];
    for (const source of this.pods) {
      if (portsBehind(port, source.template).length === 0) found.push(source);
      if (found.length === SHOWN) break;
    }
    return found;
  }

  private countOf(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}

/** The ports of pods that a selector selects. */
export const portsOfPods = oncePerList((pods: readonly PodSource[]) => new PortsOfPods(pods));

/** Those of them that declare ports at all. */
export const declaringPods = oncePerList((pods: readonly PodSource[]): readonly PodSource[] => (
  pods.filter(({ template }) => podPorts(template).length > 0)
));

function portKey(port: string | number | undefined, protocol: string): string {
  return `${typeof port}\0${port}\0${protocol}`;
}

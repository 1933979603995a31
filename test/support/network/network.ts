import { Endpoint, EndpointReader, ExtraPeer, Protocol } from './endpoints';
import { Connection, Policies } from './policies';
import { Manifest } from '../schemas';

/** A connection to ask for; its sides are named like `shop/cart` and `203.0.113.7`, or given. */
export interface Attempt {
  readonly from: string | ExtraPeer;
  readonly to: string | ExtraPeer;
  readonly port: number;
  /** TCP where none is given. */
  readonly protocol?: Protocol;
}

/**
 * The connections that the network policies of manifests allow.
 *
 * All pods of a workload are one endpoint, and from it to itself means from one of its pods to another.
 */
export class Network {
  private readonly reader: EndpointReader;
  private readonly policies: Policies;
  private readonly workloads: readonly Endpoint[];
  private readonly extra: readonly Endpoint[];

  constructor(manifests: readonly Manifest[], extra: readonly ExtraPeer[] = []) {
    const objects = manifests.filter((manifest) => manifest !== null && manifest !== undefined);
    this.reader = new EndpointReader(objects);
    this.policies = new Policies(objects);
    this.workloads = this.reader.ofWorkloads();
    this.extra = extra.map((peer) => this.reader.ofExtra(peer));
    this.refuseTwins();
  }

  /** Whether both sides let a connection pass. */
  public isAllowed({ from, to, port, protocol = 'TCP' }: Attempt): boolean {
    return this.passes({ from: this.find(from), to: this.find(to), port, protocol });
  }

  /**
   * All allowed connections to known ports, such as `shop/web -> shop/cart:7070/TCP`, sorted.
   *
   * Leaves out what goes from one extra peer to another, and from a plain Pod to itself.
   */
  public allowedFlows(): string[] {
    const flows = this.pairs().flatMap(([from, to]) => (
      to.ports.filter(({ port, protocol }) => this.passes({ from, to, port, protocol }))
        .map(({ port, protocol }) => `${from.id} -> ${hostOf(to)}:${port}/${protocol}`)
    ));
    return [...new Set(flows)].sort();
  }

  private passes(connection: Connection): boolean {
    return isToItself(connection)
      || this.policies.admit(connection, 'Egress') && this.policies.admit(connection, 'Ingress');
  }

  private find(side: string | ExtraPeer): Endpoint {
    if (typeof side !== 'string') return this.reader.ofExtra(side);
    const known = [...this.workloads, ...this.extra];
    const found = known.find(({ id }) => id === side);
    if (found === undefined) throw new Error(`${side} is none of ${known.map(({ id }) => id).join(', ')}`);
    return found;
  }

  private pairs(): [Endpoint, Endpoint][] {
    const all = [...this.workloads, ...this.extra];
    return all.flatMap((from) => all.map((to): [Endpoint, Endpoint] => [from, to]))
      .filter(([from, to]) => this.workloads.includes(from) || this.workloads.includes(to))
      .filter(([from, to]) => !isToItself({ from, to }));
  }

  private refuseTwins(): void {
    const ids = [...this.workloads, ...this.extra].map(({ id }) => id);
    const twin = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twin !== undefined) throw new Error(`two workloads are called ${twin}`);
  }
}

/** All connections that manifests allow, those to and from extra peers included. */
export function allowedFlows(manifests: readonly Manifest[], extra: readonly ExtraPeer[] = []): string[] {
  return new Network(manifests, extra).allowedFlows();
}

/** No policy keeps a pod from itself. */
function isToItself({ from, to }: Pick<Connection, 'from' | 'to'>): boolean {
  return from === to && from.pods?.isSingle === true;
}

function hostOf({ id }: Endpoint): string {
  const isIPv6 = id.includes(':');
  return isIPv6 ? `[${id}]` : id;
}

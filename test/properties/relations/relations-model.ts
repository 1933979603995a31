import { CallCase, FOREIGN, idOf, OUTSIDE, PortCase, RelationsCase, WorkloadCase } from './relations-case';

/** A call, and whether it must be taken. */
export interface Outcome {
  readonly call: CallCase;
  readonly isTaken: boolean;
}

/** The calls of a case, and the flows that must be open after all of them. */
export class RelationsModel {
  public readonly outcomes: Outcome[];
  public readonly flows = new Set<string>();
  /** What each workload is told, as `shop/web ADDR_3=pay:80`. */
  public readonly addresses: string[] = [];
  private readonly seen = new Set<string>();
  private readonly waits: [string, string][] = [];

  constructor(private readonly given: RelationsCase) {
    for (const workload of given.workloads) {
      const id = idOf(workload);
      for (const protocol of ['TCP', 'UDP']) this.flows.add(`${id} -> kube-system/kube-dns:53/${protocol}`);
      this.flows.add(`monitoring/prometheus -> ${id}:${workload.ports[0].containerPort}/TCP`);
    }
    this.outcomes = given.calls.map((call, index) => ({ call, isTaken: this.make(call, index) }));
  }

  private make(call: CallCase, index: number): boolean {
    switch (call.verb) {
      case 'dependsOn': return this.dependOn(call, index);
      case 'dependsOnForeign': return this.dependOnForeign(call, index);
      case 'dependsOnHost': return this.dependOnHost(call);
      default: return this.allowFrom(call);
    }
  }

  private dependOn(call: CallCase, index: number): boolean {
    const [from, to] = [call.from, call.to].map((place) => this.given.workloads[place]);
    const port = chosenPort(call, to.ports);
    if (from === to || port === undefined || !this.canWait(call, port.protocol)) return false;
    if (!this.isNew(`${call.from} to ${call.to} ${port.containerPort}`)) return false;
    this.seen.add(`${call.from} into ${call.to} ${port.containerPort}`);
    if (call.wait) this.waits.push([idOf(from), idOf(to)]);
    this.flows.add(`${idOf(from)} -> ${idOf(to)}:${port.containerPort}/${port.protocol}`);
    const host = from.namespace === to.namespace ? to.name : `${to.name}.${to.namespace}`;
    if (call.hasAddress) this.addresses.push(`${idOf(from)} ADDR_${index}=${host}:${port.servicePort}`);
    return true;
  }

  private dependOnForeign({ from, hasAddress }: CallCase, index: number): boolean {
    if (!this.isNew(`${from} to ${FOREIGN.name}`)) return false;
    const caller = idOf(this.given.workloads[from]);
    this.flows.add(`${caller} -> ${FOREIGN.namespace}/${FOREIGN.name}:${FOREIGN.containerPort}/TCP`);
    if (hasAddress) {
      this.addresses.push(`${caller} ADDR_${index}=${FOREIGN.name}.${FOREIGN.namespace}:${FOREIGN.servicePort}`);
    }
    return true;
  }

  private dependOnHost({ from }: CallCase): boolean {
    if (!this.isNew(`${from} to the host`)) return false;
    this.flows.add(`${idOf(this.given.workloads[from])} -> ${OUTSIDE.address}:${OUTSIDE.port}/TCP`);
    return true;
  }

  /** Pods of ours are let in by one side alone, for their own policies keep them back. */
  private allowFrom({ from, to, peer }: CallCase): boolean {
    const workload = this.given.workloads[from];
    const [{ containerPort }] = workload.ports;
    if (!this.isNew(`${peer === 'pods' ? to : peer} into ${from} ${containerPort}`)) return false;
    const open = `${idOf(workload)}:${containerPort}/TCP`;
    if (peer === 'cidr') this.flows.add(`${OUTSIDE.address} -> ${open}`);
    if (peer === 'namespace') this.flows.add(`ingress/controller -> ${open}`);
    return true;
  }

  private canWait({ from, to, wait }: CallCase, protocol: string): boolean {
    const [caller, target] = [from, to].map((place) => idOf(this.given.workloads[place]));
    return !wait || (protocol === 'TCP' && !this.reaches(target, caller));
  }

  private isNew(key: string): boolean {
    const isNew = !this.seen.has(key);
    this.seen.add(key);
    return isNew;
  }

  private reaches(from: string, to: string): boolean {
    const found = new Set([from]);
    // A set is walked through what is added to it meanwhile.
    for (const place of found) {
      this.waits.filter(([waiting]) => waiting === place).forEach(([, target]) => found.add(target));
    }
    return found.has(to);
  }
}

/** The port that is meant; undefined where several are there and none is named. */
export function chosenPort({ port }: CallCase, ports: WorkloadCase['ports']): PortCase | undefined {
  if (port !== undefined) return ports[port % ports.length];
  return ports.length === 1 ? ports[0] : undefined;
}

import * as fc from 'fast-check';
import { maybe } from '../arbitraries/words';

/** A graph of workloads, as plain data; whoever is named by a number is the one at that place of the list. */
export interface RelationsCase {
  kubernetesVersion: string;
  hasOperator: boolean;
  workloads: WorkloadCase[];
  /** In the order of the calls. */
  calls: CallCase[];
}

export interface WorkloadCase {
  kind: 'service' | 'worker' | 'store';
  namespace: string;
  name: string;
  ports: PortCase[];
}

export interface PortCase {
  containerPort: number;
  servicePort: number;
  protocol: 'TCP' | 'UDP';
}

/** One verb of a workload. Nobody calls a worker. */
export interface CallCase {
  verb: 'dependsOn' | 'dependsOnForeign' | 'dependsOnHost' | 'allowFrom';
  from: number;
  to: number;
  /** Which port of the target, by its place; the only one where it is left out. */
  port?: number;
  wait?: boolean;
  hasAddress: boolean;
  /** For `allowFrom`. */
  peer: 'namespace' | 'pods' | 'cidr';
}

/** What is in the cluster beside the workloads. */
export const OUTSIDE = { cidr: '203.0.113.7/32', address: '203.0.113.7', port: 443 };
export const FOREIGN = { name: 'vault', namespace: 'vault', containerPort: 8200, servicePort: 82 };

const PORTS: PortCase[] = [
  { containerPort: 8080, servicePort: 80, protocol: 'TCP' },
  { containerPort: 9090, servicePort: 9090, protocol: 'TCP' },
  { containerPort: 5353, servicePort: 53, protocol: 'UDP' },
];

const workload = fc.record({
  kind: fc.constantFrom('service' as const, 'service' as const, 'worker' as const, 'store' as const),
  namespace: fc.constantFrom('shop', 'shop', 'pay'),
  name: fc.constantFrom('web', 'web-pay', 'web--pay', 'pay', 'shop', 'a', 'a-b', 'no', 'w'.repeat(52)),
  ports: fc.constantFrom(PORTS.slice(0, 1), PORTS.slice(0, 1), PORTS.slice(0, 2), [PORTS[0], PORTS[2]]),
});

const call = fc.record({
  verb: fc.constantFrom(
    'dependsOn' as const, 'dependsOn' as const, 'dependsOn' as const, 'dependsOnForeign' as const,
    'dependsOnHost' as const, 'allowFrom' as const,
  ),
  from: fc.nat({ max: 7 }),
  to: fc.nat({ max: 7 }),
  port: maybe(fc.nat({ max: 1 })),
  wait: maybe(fc.boolean()),
  hasAddress: fc.boolean(),
  peer: fc.constantFrom('namespace' as const, 'pods' as const, 'cidr' as const),
});

/** Graphs in which every call is well formed; some open what is open, wait in circles or name no one port. */
export const relations: fc.Arbitrary<RelationsCase> = fc.record({
  kubernetesVersion: fc.constantFrom('1.28', '1.30', '1.37'),
  hasOperator: fc.boolean(),
  workloads: fc.uniqueArray(workload, {
    minLength: 2, maxLength: 8, selector: ({ namespace, name }) => `${namespace}/${name}`,
  }),
  calls: fc.array(call, { minLength: 1, maxLength: 20 }),
}).map(({ workloads, calls, ...others }) => {
  const count = workloads.length;
  const given = { ...others, workloads: workloads.map(withOwnPorts) };
  const withinCount = calls.map((one) => ({ ...one, from: one.from % count, to: one.to % count }));
  return { ...given, calls: withinCount.map((one) => withoutCallsOfWorkers(one, given.workloads)) };
});

export function idOf({ namespace, name }: WorkloadCase): string {
  return `${namespace}/${name}`;
}

function withoutCallsOfWorkers(given: CallCase, workloads: WorkloadCase[]): CallCase {
  const called = { dependsOn: given.to, allowFrom: given.from, dependsOnForeign: undefined, dependsOnHost: undefined };
  const place = called[given.verb];
  const isWorker = place !== undefined && workloads[place].kind === 'worker';
  return isWorker ? { ...given, verb: 'dependsOnForeign' } : given;
}

/** A worker has the one port, and callers of a store reach its pods themselves. */
function withOwnPorts(given: WorkloadCase): WorkloadCase {
  if (given.kind === 'worker') return { ...given, ports: PORTS.slice(0, 1) };
  if (given.kind === 'service') return given;
  return { ...given, ports: given.ports.map((port) => ({ ...port, servicePort: port.containerPort })) };
}

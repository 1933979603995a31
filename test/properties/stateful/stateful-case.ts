import * as fc from 'fast-check';
import { folder, validCase } from '../arbitraries/service-cases';
import { reason } from '../arbitraries/text';
import { maybe, seconds, subdomain } from '../arbitraries/words';
import {
  configPlaces, PortCase, portsOf, secretPlaces, ServiceCase, TimeCase,
} from '../services/service-case';

/** One call of StatefulService; of a ServiceCase without `port`, `servicePort`, scaling and rollout. */
export interface StatefulCase extends ServiceCase {
  claims: ClaimCase[];
  claimRetention?: RetentionCase;
  replicas?: number;
  podManagementPolicy?: 'OrderedReady' | 'Parallel';
  minReady?: TimeCase;
  publishNotReadyAddresses?: boolean;
  /** Which of the ports its pods may connect to among themselves; an index of `portsOf`. */
  peers?: number;
}

export interface ClaimCase {
  mountPath: string;
  mebibytes: number;
  name?: string;
  storageClassName?: string;
  accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';
}

export interface RetentionCase {
  kind: 'retained' | 'discarded';
  reason: string;
  whenDeleted?: boolean;
  whenScaled?: boolean;
}

/** None of these is what a folder of the cases makes of itself. */
const claimName = fc.constantFrom('data', 'wal', '1e4', 'null', '0', 'x--y', 'constructor', 'b'.repeat(63));

const claim: fc.Arbitrary<ClaimCase> = fc.record({
  mountPath: folder,
  mebibytes: fc.oneof(fc.constantFrom(1, 1024, 1536, 1048576, 8 * 1024 ** 4 - 1), fc.integer({ min: 1, max: 1e6 })),
  name: maybe(claimName),
  storageClassName: maybe(subdomain),
  accessMode: maybe(fc.constantFrom('ReadWriteOnce' as const, 'ReadWriteOncePod' as const, 'ReadWriteMany' as const)),
});

const retention: fc.Arbitrary<RetentionCase> = fc.record({
  kind: fc.constantFrom('retained' as const, 'discarded' as const),
  reason,
  whenDeleted: maybe(fc.boolean()),
  whenScaled: maybe(fc.boolean()),
}).map((given) => (given.whenDeleted === false ? { ...given, whenScaled: undefined } : given));

/** Calls that must succeed, whatever platform they are made on. */
export const validStatefulCase: fc.Arbitrary<StatefulCase> = fc.record({
  service: validCase,
  claims: fc.array(claim, { maxLength: 3 }),
  claimRetention: maybe(retention),
  replicas: maybe(fc.constantFrom(1, 2, 3, 100, 2147483647)),
  podManagementPolicy: maybe(fc.constantFrom('OrderedReady' as const, 'Parallel' as const)),
  minReady: maybe(seconds(0, 2147483647)),
  publishNotReadyAddresses: maybe(fc.boolean()),
  peers: maybe(fc.nat({ max: 5 })),
}).map(({ service, ...given }) => {
  const claims = withFreeFolders(given.claims, service);
  const claimRetention = claims.length === 0 ? undefined : given.claimRetention;
  return { ...asStateful(service), ...given, claims, claimRetention };
});

/** The same ports without a Service that translates them, under names that leave room for a revision. */
function asStateful(given: ServiceCase): ServiceCase {
  const ports = portsOf({ ...given, metrics: undefined }).map((port): PortCase => ({
    name: port.name,
    containerPort: port.containerPort,
    protocol: port.protocol as PortCase['protocol'],
    appProtocol: port.appProtocol,
  }));
  const { id, name } = given;
  return {
    ...given,
    id: id.slice(0, 52),
    name: name?.slice(0, 52),
    port: undefined,
    ports,
    scaling: undefined,
    rollout: undefined,
  };
}

function withFreeFolders(claims: ClaimCase[], given: ServiceCase): ClaimCase[] {
  const { config, secretFolders, writableFolders } = given;
  const taken = new Set([
    ...configPlaces(config), ...secretFolders.flatMap(secretPlaces), ...writableFolders.map(({ path }) => path),
  ]);
  return claims.filter(({ mountPath, name }) => {
    const keys = [mountPath, ...name === undefined ? [] : [name]];
    if (keys.some((key) => taken.has(key))) return false;
    keys.forEach((key) => taken.add(key));
    return true;
  });
}

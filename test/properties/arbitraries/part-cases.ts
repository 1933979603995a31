import * as fc from 'fast-check';
import { lineText, processText, reason } from './text';
import { maybe, portNumber, seconds } from './words';
import {
  MetricsCase, ProbesCase, ResourcesCase, RolloutCase, ScalingCase, secondsOf, TimeCase,
} from '../services/service-case';

const INT32_MAX = 2147483647;
const urlPath = fc.oneof(
  fc.constantFrom('/', '//', '/yes', '/1e3', '/{{x}}', '/${x}', '/$(HOME)', "/'", '/"', '/#x', '/a?b=c&d', '/%zz',
    '/\u{1F600}', '/:'),
  fc.stringMatching(/^\/[a-z0-9/]{0,10}$/),
);
const headerName = fc.constantFrom('Host', 'X-A', 'yes', 'null', '1e3', '-', 'constructor', 'Accept');

export function probesArbitrary(command: fc.Arbitrary<string[]>): fc.Arbitrary<ProbesCase> {
  return fc.record({
    kind: fc.constantFrom('http' as const, 'http' as const, 'grpc' as const, 'tcp' as const, 'exec' as const,
      'none' as const),
    port: maybe(fc.nat({ max: 5 })),
    slowStart: maybe(seconds(1, 86400)),
    timeout: maybe(seconds(1, 3600)),
    liveness: maybe(urlPath),
    readiness: maybe(urlPath),
    startup: maybe(urlPath),
    headers: maybe(fc.dictionary(headerName, lineText, { maxKeys: 3, noNullPrototype: true })),
    service: maybe(processText),
    livenessCommand: maybe(command),
    readinessCommand: command,
    reason,
  }).map((given) => {
    const isSame = (given.liveness ?? '/livez') === (given.readiness ?? '/readyz');
    const livenessCommand = given.livenessCommand ?? (given.kind === 'exec' ? ['/bin/true'] : undefined);
    return { ...given, livenessCommand, liveness: isSame ? '/another' : given.liveness };
  });
}

const millicores = fc.oneof(fc.constantFrom(1, 250, 1000, 4000, 64000, 1500), fc.integer({ min: 1, max: 10000 }));
const millionths = fc.oneof(
  { weight: 4, arbitrary: millicores.map((millis) => millis * 1000) },
  { weight: 1, arbitrary: fc.integer({ min: 1000, max: 9999999 }) },
);
const kibibytes = fc.oneof(
  fc.constantFrom(4096, 65536, 262144, 1048576, 1048576 * 1024, 65537), fc.integer({ min: 4096, max: 20971520 }),
);

export const resourcesArbitrary: fc.Arbitrary<ResourcesCase> = fc.record({
  kind: fc.constantFrom<ResourcesCase['kind']>(
    'extraSmall', 'small', 'medium', 'large', 'extraLarge', 'of', 'of', 'guaranteed', 'withoutCpuLimit',
    'withoutCpuLimit',
  ),
  cpuRequest: millionths,
  cpuLimit: millionths,
  memory: kibibytes,
  memoryLimit: maybe(kibibytes),
  storageRequest: maybe(kibibytes),
  storageLimit: maybe(kibibytes),
  reason,
}).map((given) => ({
  ...given,
  cpuLimit: Math.max(given.cpuRequest, given.cpuLimit),
  memoryLimit: given.memoryLimit && Math.max(given.memory, given.memoryLimit),
  storageLimit: given.storageLimit && Math.max(given.storageRequest ?? 65536, given.storageLimit),
}));

const replicas = fc.oneof(fc.constantFrom(1, 2, 3, 4, 10), fc.integer({ min: 1, max: 500 }));

export const scalingArbitrary: fc.Arbitrary<ScalingCase> = fc.record({
  kind: fc.constantFrom('onCpu' as const, 'onCpu' as const, 'none' as const),
  min: maybe(replicas),
  max: maybe(replicas),
  targetPercent: maybe(fc.integer({ min: 1, max: 100 })),
  reason,
}).map((given) => (given.min === undefined
  ? { ...given, max: given.max && given.max + 100 }
  : { ...given, max: given.max && Math.max(given.min, given.max) }));

const part = fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 100 }).map((number) => `${number}%`));

export const rolloutArbitrary: fc.Arbitrary<RolloutCase> = fc.record({
  kind: fc.constantFrom('safe' as const, 'fast' as const, 'of' as const, 'of' as const, 'recreate' as const),
  reason,
  maxSurge: maybe(part),
  maxUnavailable: maybe(part),
  minReady: maybe(seconds(0, 599)),
  progressDeadline: maybe(seconds(600, INT32_MAX)),
}).map((given) => {
  const isStuck = [0, '0%'].includes(given.maxSurge ?? 1) && [0, '0%'].includes(given.maxUnavailable ?? 0);
  return { ...given, maxSurge: isStuck ? 1 : given.maxSurge };
});

export const metricsArbitrary: fc.Arbitrary<MetricsCase> = fc.record({
  port: maybe(portNumber),
  path: maybe(urlPath),
  interval: maybe(seconds(1, 3600)),
});

/** Seconds, or the default. */
export function secondsOr(given: TimeCase | undefined, standard: number): number {
  return given === undefined ? standard : secondsOf(given);
}

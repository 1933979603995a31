import * as fc from 'fast-check';
import { ProbesCase, ResourcesCase } from './service-case';
import { probesArbitrary, resourcesArbitrary } from '../arbitraries/part-cases';
import { anyText, plainText } from '../arbitraries/text';
import { dnsLabel, maybe, unlike } from '../arbitraries/words';

/** One container beside the main one, as plain data. */
export interface ContainerCase {
  kind: 'init' | 'sidecar';
  name: string;
  image: string;
  command?: string[];
  args?: string[];
  env?: Record<string, string>;
  resources?: ResourcesCase;
  /** Of those that the main container has. */
  folders?: string[];
  /** Of a sidecar. */
  port?: number;
  probes?: ProbesCase;
}

/** A pod of one workload, with containers in the order of their calls. */
export interface PodCase {
  workload: 'ProductionService' | 'ProductionWorker' | 'StatefulService';
  kubernetesVersion: string;
  containers: ContainerCase[];
}

/** The folders that the main container of every case has. */
export const FOLDERS = ['/tmp', '/var/cache', '/etc/tls'];
const MAIN_CONTAINERS = ['web', 'mailer', 'store'];
/** The longest that an annotation can hold beside the ids of checks. */
const MAX_NAME_LENGTH = 37;

const command = fc.tuple(unlike('', plainText), fc.array(plainText, { maxLength: 3 }))
  .map(([head, tail]) => [head, ...tail]);
const variable = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);

const container = fc.record({
  kind: fc.constantFrom('init' as const, 'sidecar' as const),
  name: fc.oneof(dnsLabel.filter(isFree), fc.constant('x'.repeat(MAX_NAME_LENGTH))),
  image: fc.constantFrom('helper:1', 'acme.io/helper:yes', 'docker.io/redis:1e3', `r:5000/a@sha256:${'0'.repeat(64)}`),
  command: maybe(command),
  args: maybe(fc.array(plainText, { maxLength: 5 })),
  env: maybe(fc.dictionary(variable, plainText, { maxKeys: 4, noNullPrototype: true })),
  resources: maybe(resourcesArbitrary),
  folders: maybe(fc.subarray(FOLDERS)),
  port: maybe(fc.integer({ min: 20_000, max: 65_535 })),
  probes: maybe(probesArbitrary(command)),
});

/** Calls that must succeed. */
export const validPod: fc.Arbitrary<PodCase> = fc.record({
  workload: fc.constantFrom('ProductionService' as const, 'ProductionWorker' as const, 'StatefulService' as const),
  kubernetesVersion: fc.constantFrom('1.28', '1.29', '1.33', '1.37'),
  containers: fc.uniqueArray(container, {
    minLength: 1, maxLength: 4, comparator: (left, right) => left.name === right.name || left.port === right.port,
  }),
}).map((given) => ({ ...given, containers: given.containers.map(withPort) }));

/** One value that is put into a container. */
type Change = (text: string) => Partial<ContainerCase>;

const CHANGES: Change[] = [
  (name) => ({ name }),
  (image) => ({ image }),
  (image) => ({ image: `helper:${image}` }),
  (text) => ({ command: [text] }),
  (text) => ({ command: ['/a', text] }),
  (text) => ({ args: [text] }),
  (text) => ({ env: Object.fromEntries([[text, 'x']]) }),
  (text) => ({ env: { A: text } }),
  (text) => ({ folders: [text] }),
  (text) => ({ kind: 'sidecar', probes: { kind: 'none', reason: text } }),
  (text) => ({ kind: 'sidecar', port: 20_000, probes: { kind: 'http', liveness: text } }),
  (text) => ({ kind: 'sidecar', port: 20_000, probes: { kind: 'http', headers: { 'X-A': text } } }),
  (text) => ({ kind: 'sidecar', probes: { kind: 'exec', livenessCommand: [text], readinessCommand: ['/a'] } }),
];

/** Calls in which any text may stand anywhere. */
export const anyPod: fc.Arbitrary<PodCase> = fc.tuple(validPod, fc.constantFrom(...CHANGES), anyText)
  .map(([given, change, text]) => ({
    ...given, containers: given.containers.map((one, index) => (index === 0 ? { ...one, ...change(text) } : one)),
  }));

function isFree(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && !MAIN_CONTAINERS.includes(name);
}

/** Probes ask the port of their sidecar, the only one that there is. */
function withPort(given: ContainerCase, index: number): ContainerCase {
  const port = given.port ?? 19_000 + index;
  const probes = given.probes && { ...given.probes, port: given.probes.port === undefined ? undefined : port };
  return given.kind === 'init' ? { ...given, port: undefined, probes: undefined } : { ...given, port, probes };
}

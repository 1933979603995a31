import * as fc from 'fast-check';
import {
  metricsArbitrary, probesArbitrary, resourcesArbitrary, rolloutArbitrary,
  scalingArbitrary,
} from './part-cases';
import { platformArbitrary } from './platform-cases';
import { fileText, isPlainWord, lineText, plainText, processText, reason } from './text';
import { dnsLabel, labels, maybe, portNumber, seconds, serviceName, subdomain, unlike } from './words';
import { CHECK_IDS } from '../../../src/checks/check-ids';
import {
  configPlaces, FlowCase, metricsPortOf, minorOf, portsOf, SecretFolderCase, secretPlaces, ServiceCase, ShutdownCase,
} from '../services/service-case';

/** The ids that opt-outs of the library's own use. */
const OWN_CHECKS = [
  'has-autoscaler', 'has-enough-replicas', 'has-disruption-budget', 'has-readiness-probe', 'has-liveness-probe',
  'has-cpu-limit', 'drains-before-stop', 'spreads-over-zones', 'spreads-over-hosts', 'has-metrics',
  'rolls-out-gradually', 'retains-claims',
];

export const environmentName = fc.oneof(
  fc.constantFrom('yes', 'NO', 'null', '_', 'A1', 'PATH', 'e1', 'X'.repeat(253)),
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,12}$/).filter((name) => !(name in Object.prototype)),
);
export const fileName = fc.oneof(
  fc.constantFrom('yes', 'null', '1e3', '010', '-', '_', '.a', 'a..', 'app.yaml', 'F'.repeat(253)),
  fc.stringMatching(/^[-_a-zA-Z0-9][-._a-zA-Z0-9]{0,12}$/)
    .filter((name) => !(name in Object.prototype) && isPlainWord(name)),
);
export const folder = fc.array(fc.constantFrom('a', 'b', 'a-b', 'yes', '1e3', 'Var', 'é', ' x', '#', '_'), {
  minLength: 1,
  maxLength: 3,
})
  .map((parts) => `/${parts.join('/')}`);
export const command = fc.tuple(unlike('', plainText), fc.array(plainText, { maxLength: 3 })).map(([head, tail]) =>
  [head, ...tail]);

const image = fc.record({
  registry: maybe(fc.constantFrom('docker.io', 'ghcr.io', 'localhost', 'r:5000', 'quay.io',
    '111.dkr.ecr.eu-west-1.amazonaws.com')),
  repository: fc.oneof(
    fc.constantFrom('web', 'no', 'null', 'library/redis', 'a__b/c', '1e3', '010', 'acme/api/v2'),
    fc.stringMatching(/^[a-z0-9]{1,5}(-[a-z0-9]{1,5})?(\/[a-z0-9]{1,6})?$/),
  ),
  tag: fc.oneof(
    fc.constantFrom('1.4.2', '1e3', '0x10', 'yes', 'null', '2024-01-01', '010', '_', '1_000', 'T'.repeat(128), 'v1-',
      '1.'),
    fc.stringMatching(/^[A-Za-z0-9_][-A-Za-z0-9_.]{0,12}$/).filter((tag) => tag !== 'latest'),
  ),
  digest: maybe(fc.stringMatching(/^[a-f0-9]{64}$/)),
});

const port = fc.record({
  name: fc.oneof(fc.constantFrom('yes', 'null', 'grpc', 'e', '0x1', '1e3', 'metrics'),
    fc.stringMatching(/^[a-z][a-z0-9]{0,14}$/)),
  containerPort: portNumber,
  servicePort: maybe(fc.oneof(fc.constantFrom(1, 80, 443, 65535), fc.integer({ min: 1, max: 65535 }))),
  protocol: maybe(fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const)),
  appProtocol: maybe(fc.constantFrom('http', 'kubernetes.io/h2c', 'null', '1e3')),
});

export const config = fc.oneof(
  fc.record({
    kind: fc.constant('files' as const),
    data: fc.dictionary(fileName, fileText, { maxKeys: 4, noNullPrototype: true }),
    mountPath: maybe(folder),
    keepFolder: maybe(fc.boolean()),
  }),
  fc.record({
    kind: fc.constant('environment' as const),
    data: fc.dictionary(environmentName, processText, { maxKeys: 4, noNullPrototype: true }),
  }),
);

const secretFolder: fc.Arbitrary<SecretFolderCase> = fc.record({
  secretName: subdomain,
  path: folder,
  keys: maybe(fc.uniqueArray(fileName, { minLength: 1, maxLength: 3 })
    .map((names) => Object.fromEntries(names.map((name, index) => [name, names[names.length - 1 - index]])))),
  mode: maybe(fc.constantFrom(0o440, 0o444, 0o640, 0o550, 0o755, 0o040)),
  keepFolder: maybe(fc.boolean()),
}).map((given) => ({ ...given, keepFolder: given.keys && given.keepFolder }));

const shutdown: fc.Arbitrary<ShutdownCase> = fc.record({
  kind: fc.constantFrom('graceful' as const, 'command' as const),
  command,
  drain: maybe(seconds(1, 86400)),
  stop: maybe(seconds(1, 86400)),
});

const flow: fc.Arbitrary<FlowCase> = fc.record({
  kind: fc.constantFrom('namespace' as const, 'pods' as const, 'cidr' as const, 'ingressController' as const),
  namespace: maybe(dnsLabel),
  labels: labels(1),
  cidr: fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '::/0', 'fd00::/8', '203.0.113.7/32', '2001:db8::1/128'),
  port: maybe(fc.nat({ max: 5 })),
});

const waiver = fc.record({
  checkId: fc.constantFrom(...CHECK_IDS),
  reason,
  owner: maybe(processText),
  until: maybe(fc.constantFrom('2027-03-31', '2028-02-29', '1999-12-31')),
  ticket: maybe(lineText),
});

/** Calls that must succeed, whatever platform they are made on. */
export const validCase: fc.Arbitrary<ServiceCase> = fc.record({
  id: unlike('constructor', serviceName),
  name: maybe(serviceName),
  image,
  port: maybe(portNumber),
  ports: maybe(fc.array(port, { maxLength: 4 })),
  command: maybe(command),
  args: maybe(fc.array(plainText, { maxLength: 5 })),
  env: maybe(fc.dictionary(environmentName, plainText, { maxKeys: 5, noNullPrototype: true })),
  config: maybe(config),
  probes: maybe(probesArbitrary(command)),
  resources: maybe(resourcesArbitrary),
  scaling: maybe(scalingArbitrary),
  rollout: maybe(rolloutArbitrary),
  shutdown: maybe(shutdown),
  disruptionBudget: maybe(fc.oneof(fc.constantFrom(1, 2, 2147483647), fc.record({ none: reason }))),
  spread: maybe(fc.oneof(fc.constantFrom('evenly' as const, 'strictlyOverZones' as const),
    fc.record({ none: reason }))),
  metrics: maybe(fc.oneof(metricsArbitrary, fc.record({ none: reason }))),
  secretVariables: fc.array(fc.record({ name: environmentName, secretName: subdomain, key: fileName }),
    { maxLength: 3 }),
  secretFolders: fc.array(secretFolder, { maxLength: 3 }),
  writableFolders: fc.array(fc.record({ path: folder, sizeMebibytes: maybe(fc.constantFrom(1, 64, 1024, 3)) }),
    { maxLength: 3 }),
  readinessGates: fc.uniqueArray(fc.constantFrom('ready', 'example.com/ready', 'target-health.elbv2.k8s.aws/a_80',
    'null', '1e3')),
  flows: fc.array(flow, { maxLength: 4 }),
  waivers: fc.uniqueArray(waiver, { maxLength: 3, selector: ({ checkId }) => checkId }),
  platform: platformArbitrary,
}).map((given) => reconcile(given as ServiceCase));

/** Takes out what contradicts another part of the same call. */
function reconcile(given: ServiceCase): ServiceCase {
  const ported = withPorts(given);
  const result: ServiceCase = {
    ...ported,
    shutdown: minorOf(given) < 30 && given.shutdown?.kind === 'graceful' ? undefined : given.shutdown,
    waivers: given.waivers.filter(({ checkId }) => !OWN_CHECKS.includes(checkId)),
    ...withEnvironment(given),
    ...withFolders(given),
  };
  return { ...result, flows: withFlows(result) };
}

function withPorts(given: ServiceCase): ServiceCase {
  const seen = new Set<string>();
  const first = given.port ?? ((given.ports ?? []).length === 0 ? 8080 : undefined);
  if (first !== undefined) ['http', `c${first}TCP`, 's80TCP'].forEach((key) => seen.add(key));
  const ports = withTcp(given)?.filter(({ name, containerPort, servicePort = containerPort, protocol = 'TCP' }) => {
    const keys = [name, `c${containerPort}${protocol}`, `s${servicePort}${protocol}`];
    if (keys.some((key) => seen.has(key))) return false;
    keys.forEach((key) => seen.add(key));
    return true;
  });
  const result = { ...given, ports, metrics: withFreePort(given.metrics, seen) };
  const { probes } = given;
  return { ...result, probes: probes && { ...probes, port: pick(result, probes.port, 'TCP') } };
}

/** A port for metrics that is not there is added, by a name and a number that must be free. */
function withFreePort(metrics: ServiceCase['metrics'], seen: Set<string>): ServiceCase['metrics'] {
  if (metrics === undefined || 'none' in metrics || metrics.port === undefined) return metrics;
  if (seen.has(`c${metrics.port}TCP`)) return metrics;
  const keys = ['metrics', `s${metrics.port}TCP`, `c${metrics.port}UDP`, `c${metrics.port}SCTP`];
  const isTaken = keys.some((key) => seen.has(key));
  return isTaken ? { ...metrics, port: undefined } : metrics;
}

/** Probes and metrics need a port that speaks TCP. */
function withTcp({ port: main, ports }: ServiceCase): ServiceCase['ports'] {
  return main === undefined ? ports?.map((one, index) => (index === 0 ? { ...one, protocol: 'TCP' } : one)) : ports;
}

function pick(given: ServiceCase, index: number | undefined, wanted?: string): number | undefined {
  const ports = portsOf(given).filter(({ protocol }) => wanted === undefined || protocol === wanted);
  return index === undefined ? undefined : ports[index % ports.length].containerPort;
}

function withEnvironment({ env, config: given, secretVariables }: ServiceCase) {
  const seen = new Set(Object.keys(env ?? {}));
  const isNew = (name: string) => !seen.has(name) && seen.add(name) !== undefined;
  const entries = Object.entries(given?.data ?? {});
  const data = given?.kind === 'environment' ? Object.fromEntries(entries.filter(([name]) =>
    isNew(name))) : given?.data;
  return {
    config: given && { ...given, data: data ?? {} },
    secretVariables: secretVariables.filter(({ name }) => isNew(name)),
  };
}

function withFolders({ config: given, secretFolders, writableFolders }: ServiceCase) {
  const seen = new Set(['/tmp', ...configPlaces(given)]);
  const isFile = new Map(configPlaces(given).map((place) => [place, given?.keepFolder ?? false]));
  const isNew = (places: string[]) => {
    if (places.some((place) => seen.has(place))) return false;
    places.forEach((place) => seen.add(place));
    return true;
  };
  const isApart = (folderOfFiles: SecretFolderCase) => {
    const { keepFolder = false } = folderOfFiles;
    const places = secretPlaces(folderOfFiles);
    const meets = [...isFile].some(([other, isOtherFile]) => isOtherFile !== keepFolder && places.some((place) => (
      keepFolder ? place.startsWith(`${other}/`) : other.startsWith(`${place}/`)
    )));
    if (meets || !isNew(places)) return false;
    places.forEach((place) => isFile.set(place, keepFolder));
    return true;
  };
  return {
    secretFolders: secretFolders.filter(isApart),
    writableFolders: writableFolders.filter(({ path }) => isNew([path])),
  };
}

function withFlows(given: ServiceCase): FlowCase[] {
  const { ingressControllerNamespace, metrics } = given.platform;
  const scraped = metricsPortOf(given)?.containerPort;
  const seen = new Set([`${metrics?.namespace ?? 'monitoring'} ${scraped}`]);
  return given.flows.map((one) => ({
    ...one,
    kind: one.kind === 'ingressController' && ingressControllerNamespace === undefined ? 'cidr' as const : one.kind,
    port: pick(given, one.port),
  })).filter((one) => {
    const namespace = one.kind === 'namespace' ? one.namespace ?? 'web' : ingressControllerNamespace;
    const peer = {
      namespace,
      ingressController: namespace,
      cidr: one.cidr,
      pods: JSON.stringify([one.labels,
        one.namespace]),
    };
    const key = `${peer[one.kind]} ${one.port ?? portsOf(given)[0].containerPort}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

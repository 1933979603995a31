import { Plant } from '../any-call';
import { FlowCase, PlatformCase, ProbesCase, ResourcesCase, RolloutCase, ServiceCase } from './service-case';
import { LONE_SURROGATES, UNREADABLE } from '../arbitraries/text';

type Row = [title: string, prop: string, values: unknown[], plant: Plant<ServiceCase>['plant']];

const INT32_MAX = 2147483647;
/** Numbers that no prop takes; that NaN is none is said of every prop by the signatures. */
export const ODD_NUMBERS = [Infinity, -Infinity, 1.5, -1, 1e21];
export const PORTS = [0, 65536, ...ODD_NUMBERS];
export const COUNTS = [0, INT32_MAX + 1, ...ODD_NUMBERS];
/** No YAML can hold these, or the API server would read them otherwise. */
const NOT_TEXTS = [...LONE_SURROGATES, ...UNREADABLE.map((character) => `a${character}`), '\ta\nb', '\n\ta'];
export const TEXTS = [...NOT_TEXTS, '\0', 'a\0b'];
const OF_EVERY_OBJECT = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
export const NOT_LABELS = [
  '', 'A', 'a_b', '-a', 'a-', 'a.b', 'a b', 'a\n', 'é', 'a'.repeat(64), '$(HOME)', '"', ...TEXTS,
];
/** Kubernetes takes an empty value, but none of these. */
const NOT_LABEL_VALUES = [' ', 'a b', '-a', 'a-', 'a\n', 'é', 'A'.repeat(64), '${x}', "'", 'a/b', ...TEXTS];
const NOT_KEYS = ['', '/', 'a/', '/a', 'a/b/c', 'A.b/c', '-a', 'a b', '__proto__', 'k'.repeat(64), 'a\n', ...TEXTS];
const NOT_NAMES = [
  '', '1A', 'a-b', 'a.b', ' a', 'a=', 'A\n', 'é', ...OF_EVERY_OBJECT, '$(X)', 'X'.repeat(254), ...TEXTS,
];
export const NOT_PATHS = ['', '/', 'a', './a', '//a', '/a/../b', '/a/', '/a//b', '/./a', '/a:b', '/a\n', '/a\r',
  `/${'a'.repeat(4096)}`,
  ...TEXTS];
const NOT_URLS = ['', 'a', ' /a', '/a b', '/a\n', '/a\t', ...TEXTS, ...TEXTS.map((text) => `/${text}`)];
export const NOT_REASONS = ['', ' ', '\n', '\t \r\n', ...NOT_TEXTS];
export const NOT_TIMES = [0, 0.5, 1e9, 1e300, 86401].map((amount) => ({ unit: 'seconds' as const, amount }));
const NOT_CIDRS = [
  '', '10.0.0.0', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.0/8/8', '10.0.0.0/', '/8', '10.0.0.0/-1', '256.0.0.0/8',
  '10.0.0.0/8\n', ' 10.0.0.0/8', 'fe80::1%eth0/64', '010.0.0.0/8', 'example.com/8',
];
const NOT_IMAGES = [
  '', ' ', 'Web', 'a b', 'web\n', '-a', 'a/', '/a', 'a//b', 'web@sha256', 'é', '$(HOME)', '`id`', 'a'.repeat(600),
  ...TEXTS,
];

const WORKLOAD: Row[] = [
  ['name', 'name', [...NOT_LABELS, '1a'], (_, name: string) => ({ name })],
  ['image', 'image', NOT_IMAGES, (_, repository: string) => ({ image: { repository, tag: '1' } })],
  ['tag', 'image', [undefined, 'latest', '', '-a', 'a b', 'a'.repeat(129), ...TEXTS], ({ image }, tag: string) => (
    { image: { ...image, tag, digest: undefined } })],
  ['digest', 'image', ['', 'a'.repeat(63), 'A'.repeat(64), 'a'.repeat(65), ...TEXTS], ({ image }, digest: string) => (
    { image: { ...image, digest } })],
  ['port', 'port', [80, 1023, ...PORTS], (_, port: number) => ({ port })],
  ['port name', 'ports.name', [...NOT_LABELS, '80', 'a--b', 'a'.repeat(16)], (_, name: string) => onlyPort({ name })],
  ['container port', 'ports.p.containerPort', [80, 1023, ...PORTS],
    (_, containerPort: number) => onlyPort({ containerPort })],
  ['service port', 'ports.p.servicePort', PORTS, (_, servicePort: number) => onlyPort({ servicePort })],
  ['application protocol', 'ports.p.appProtocol', NOT_KEYS, (_, appProtocol: string) => onlyPort({ appProtocol })],
  ['port that is there twice', 'ports.name', [1], () => ({
    port: 2000,
    ports: [{
      name: 'http',
      containerPort: 2001,
    }],
  })],
  ['command', 'command', TEXTS, (_, text: string) => ({ command: ['/a', text] })],
  ['args', 'args', TEXTS, ({ args = [] }, text: string) => ({ args: [...args, text] })],
  ['env name', 'env', NOT_NAMES, ({ env }, name: string) => ({ env: withEntry(env, name, 'x') })],
  ['env value', 'env.A', TEXTS, ({ env, ...rest }, text: string) => ({ ...clean(rest), env: { ...env, A: text } })],
  ['env name of config', 'env', [1], () => (
    { env: { A: 'a' }, config: { kind: 'environment', data: { A: 'b' } }, secretVariables: [] })],
  ['variable of config', 'config', NOT_NAMES,
    (_, name: string) => ({ config: { kind: 'environment', data: withEntry({}, name, 'x') } })],
  ['value of config', 'config.A', TEXTS, (given, text: string) => (
    { ...clean(given), env: {}, config: { kind: 'environment', data: { A: text } } })],
  ['file of config', 'config', [...notFiles(), '..a'], (_, name: string) => files({ data: withEntry({}, name, 'x') })],
  ['text of config', 'config.a', NOT_TEXTS, (_, text: string) => files({ data: { a: text } })],
  ['size of config', 'config', ['x'.repeat(1048577), 'é'.repeat(524289)],
    (_, text: string) => files({ data: { a: text } })],
  ['folder of config', 'config.mountPath', [...NOT_PATHS, '/tmp'], (_, mountPath: string) => files({ mountPath })],
];

const AVAILABILITY: Row[] = [
  ['liveness path', 'probes.liveness', NOT_URLS, (_, liveness: string) => probes({ liveness })],
  ['readiness path', 'probes.readiness', NOT_URLS, (_, readiness: string) => probes({ readiness })],
  ['startup path', 'probes.startup', NOT_URLS, (_, startup: string) => probes({ startup })],
  ['header name', 'probes.headers', ['', 'a b', 'a:', 'é', '__proto__', ...TEXTS], (_, name: string) =>
    probes({ headers: withEntry({}, name, 'x') })],
  ['header value', 'probes.headers', ['a\nb', '\r', ...TEXTS],
    (_, text: string) => probes({ headers: { 'X-A': text } })],
  ['probe port', 'probes.port', PORTS, (_, port: number) => probes({ port })],
  ['grpc port', 'probes.port', PORTS, (_, port: number) => probes({ kind: 'grpc', port })],
  ['grpc service', 'probes.service', TEXTS, (_, service: string) => probes({ kind: 'grpc', service })],
  ['tcp command', 'probes.livenessCommand', commands(),
    (_, livenessCommand: string[]) => probes({ kind: 'tcp', livenessCommand })],
  ['liveness command', 'probes.liveness', commands(), (_, livenessCommand: string[]) =>
    probes({ kind: 'exec', livenessCommand, readinessCommand: ['/a'] })],
  ['readiness command', 'probes.readiness', commands(), (_, readinessCommand: string[]) =>
    probes({ kind: 'exec', livenessCommand: ['/a'], readinessCommand })],
  ['slow start', 'probes.slowStart', NOT_TIMES, (_, slowStart: never) => probes({ slowStart })],
  ['timeout', 'probes.timeout', NOT_TIMES, (_, timeout: never) => probes({ timeout })],
  ['reason for no probes', 'probes', NOT_REASONS, (_, reason: string) => probes({ kind: 'none', reason })],
  ['CPU request', 'resources.cpuRequest', [0, 999, NaN, -1000, 256000001],
    (_, cpuRequest: number) => resources({ cpuRequest })],
  ['CPU limit', 'resources.cpuLimit', [0, 999, 1000, NaN, -1000, 500000000],
    (_, cpuLimit: number) => resources({ cpuLimit })],
  ['memory', 'resources.memory', [0, 0.3, NaN, Infinity, 2 ** 54, 4095, 2 ** 32 + 1],
    (_, memory: number) => resources({ memory, memoryLimit: undefined })],
  ['memory limit', 'resources.memoryLimit', [0, 0.3, 1, NaN, 512, 2 ** 33],
    (_, memoryLimit: number) => resources({ memoryLimit })],
  ['storage request', 'resources.ephemeralStorageRequest', [0, 0.3, NaN, 1023, 2 ** 36 + 1],
    (_, storageRequest: number) => resources({ storageRequest })],
  ['storage limit', 'resources.ephemeralStorageLimit', [0, 0.3, 1, NaN, 1023, 2 ** 37],
    (_, storageLimit: number) => resources({ storageLimit })],
  ['reason for no CPU limit', 'resources', NOT_REASONS,
    (_, reason: string) => resources({ kind: 'withoutCpuLimit', reason })],
  ['minimum', 'scaling.min', COUNTS,
    (_, min: number) => ({ scaling: { kind: 'onCpu', min, max: INT32_MAX, reason: 'r' } })],
  ['maximum', 'scaling.max', [1, ...COUNTS],
    (_, max: number) => ({ scaling: { kind: 'onCpu', min: 2, max, reason: 'r' } })],
  ['target', 'scaling.targetPercent', [101, ...COUNTS], (_, targetPercent: number) => (
    { scaling: { kind: 'onCpu', targetPercent, reason: 'r' } })],
  ['replicas', 'scaling.replicas', COUNTS, (_, min: number) => ({ scaling: { kind: 'none', min, reason: 'r' } })],
  ['reason for no scaling', 'scaling', NOT_REASONS, (_, reason: string) => ({ scaling: { kind: 'none', reason } })],
  ['surge', 'rollout.maxSurge', [...ODD_NUMBERS, '101%', '-1%', '1.5%', 'NaN%', INT32_MAX + 1],
    (_, maxSurge: never) => rollout({ maxSurge })],
  ['unavailability', 'rollout.maxUnavailable', [...ODD_NUMBERS, '101%', 'NaN%'],
    (_, maxUnavailable: never) => rollout({ maxUnavailable })],
  ['standstill', 'rollout', [0, '0%'], (_, maxSurge: never) => rollout({ maxSurge, maxUnavailable: 0 })],
  ['reason to recreate', 'rollout', NOT_REASONS, (_, reason: string) => rollout({ kind: 'recreate', reason })],
  ['time ready', 'rollout.minReady', [NOT_TIMES[1], NOT_TIMES[3]], (_, minReady: never) => rollout({ minReady })],
  ['deadline', 'rollout.progressDeadline', NOT_TIMES.slice(0, 2),
    (_, progressDeadline: never) => rollout({ progressDeadline })],
  ['drain', 'shutdown.drain', NOT_TIMES,
    (_, drain: never) => ({ shutdown: { kind: 'command', command: ['/a'], drain } })],
  ['stop', 'shutdown.stop', NOT_TIMES, (_, stop: never) => ({ shutdown: { kind: 'command', command: ['/a'], stop } })],
  ['drain command', 'shutdown', commands(), (_, command: string[]) => ({ shutdown: { kind: 'command', command } })],
  ['sleep on an old minor', 'shutdown', ['1.28', '1.29'], ({ platform: given }, kubernetesVersion: string) => (
    { platform: { ...given, kubernetesVersion }, shutdown: { kind: 'graceful', command: [] } })],
  ['budget', 'disruptionBudget', COUNTS, (_, disruptionBudget: number) => ({ disruptionBudget })],
  ['reason for no budget', 'disruptionBudget', NOT_REASONS, (_, none: string) => ({ disruptionBudget: { none } })],
  ['reason for no spread', 'spread', NOT_REASONS, (_, none: string) => ({ spread: { none } })],
];

const RELATIONS: Row[] = [
  ['metrics port', 'metrics.port', [80, ...PORTS], (_, port: number) => ({ ports: [], ...metrics({ port }) })],
  ['metrics path', 'metrics.path', NOT_URLS, (_, path: string) => metrics({ path })],
  ['metrics interval', 'metrics.interval', [NOT_TIMES[0], NOT_TIMES[1], NOT_TIMES[2]],
    ({ platform: given }, interval: never) => (
      { platform: { ...given, metrics: { operator: true } }, ...metrics({ interval }) })],
  ['reason for no metrics', 'metrics', NOT_REASONS, (_, none: string) => metrics({ none })],
  ['secret variable', 'addSecretVariable', NOT_NAMES, (_, name: string) => variable({ name })],
  ['secret variable that is there', 'addSecretVariable', [1], () => ({
    ...variable({}),
    env: { A: 'a' },
    config: undefined,
  })],
  ['secret of a variable', 'addSecretVariable.secretName', NOT_LABELS.filter((name) =>
    name !== 'a.b' && name.length !== 64),
  (_, secretName: string) => variable({ secretName })],
  ['key of a variable', 'addSecretVariable.key', notFiles().filter((key) => !(key in Object.prototype)),
    (_, key: string) => variable({ key })],
  ['secret of a folder', 'mountSecret.secretName', ['', 'A', '-', 'a_b', ...TEXTS], (_, secretName: string) => (
    { secretFolders: [{ secretName, path: '/secret' }] })],
  ['folder of a secret', 'mountSecret.path', [...NOT_PATHS, '/tmp'],
    (_, path: string) => ({ secretFolders: [{ secretName: 's', path }] })],
  ['key of a Secret', 'mountSecret.keys.key', notFiles().filter((key) => !(key in Object.prototype)),
    (_, key: string) => secretFolder({ keys: { [key]: 'a' } })],
  ['file of a Secret', 'mountSecret.keys', [...notFiles(), '..a'], (_, file: string) => (
    secretFolder({ keys: { a: file } }))],
  ['permissions', 'mountSecret.mode', [0, 0o400, 0o442, 0o460, 440, 0o1440, NaN, -1, 0.5],
    (_, mode: number) => secretFolder({ mode })],
  ['files of no name', 'mountSecret.keys', [1], () => secretFolder({ keepFolder: true })],
  ['writable folder', 'addWritableFolder.path', [...NOT_PATHS, '/tmp'],
    (_, path: string) => ({ writableFolders: [{ path }] })],
  ['size of a folder', 'addWritableFolder.sizeLimit', [0, 0.5, 0.3, 1.5, NaN], (_, sizeMebibytes: number) => (
    { writableFolders: [{ path: '/writable', sizeMebibytes }] })],
  ['readiness gate', 'addReadinessGate', NOT_KEYS, (_, gate: string) => ({ readinessGates: [gate] })],
  ['second readiness gate', 'addReadinessGate', ['a'], (_, gate: string) => ({ readinessGates: [gate, gate] })],
  ['namespace of a peer', 'peer.namespace', NOT_LABELS, (_, namespace: string) => flow({ namespace })],
  ['label of a peer', 'peer.labels', [...NOT_KEYS, ...OF_EVERY_OBJECT],
    (_, key: string) => flow({ kind: 'pods', labels: withEntry({}, key, 'x') })],
  ['label value of a peer', 'peer.labels.app', NOT_LABEL_VALUES,
    (_, app: string) => flow({ kind: 'pods', labels: { app } })],
  ['peer of all pods', 'peer.labels', [{}], (_, labels: never) => flow({ kind: 'pods', labels })],
  ['addresses of a peer', 'peer.cidr', NOT_CIDRS, (_, cidr: string) => flow({ kind: 'cidr', cidr })],
  ['unknown ingress controller', 'ingressControllerNamespace', [1], ({ platform: given }) => (
    { ...flow({ kind: 'ingressController' }), platform: { ...given, ingressControllerNamespace: undefined } })],
  ['port of a flow', 'allowFrom.port', PORTS, (_, port: number) => flow({ kind: 'cidr', port })],
  ['second flow', 'allowFrom', [1], () => ({
    flows: [...flow({ kind: 'cidr' }).flows,
      ...flow({ kind: 'cidr' }).flows],
  })],
  ['check id', 'waive.checkId', ['', 'A', 'a_b', 'a--b', '-a', 'a-', 'a.b', '__proto__', 'a'.repeat(58), ...TEXTS],
    (_, checkId: string) => (
      { waivers: [{ checkId, reason: 'r' }] })],
  ['waiver given twice', 'waive.checkId', ['a'], (_, checkId: string) => (
    { waivers: [{ checkId, reason: 'r' }, { checkId, reason: 's' }] })],
  ['reason of a waiver', 'waive.reason', NOT_REASONS,
    (_, reason: string) => ({ waivers: [{ checkId: 'image-has-digest', reason }] })],
  ['owner of a waiver', 'waive', NOT_TEXTS,
    (_, owner: string) => ({ waivers: [{ checkId: 'image-has-digest', reason: 'r', owner }] })],
  ['ticket of a waiver', 'waive', NOT_TEXTS,
    (_, ticket: string) => ({ waivers: [{ checkId: 'image-has-digest', reason: 'r', ticket }] })],
  ['last day of a waiver', 'waive.until', ['', '2027-02-29', '2027-3-1', '27-03-01', '2027-03-01\n', 'soon', ...TEXTS],
    (_, until: string) => (
      { waivers: [{ checkId: 'image-has-digest', reason: 'r', until }] })],
];

const PLATFORM: Row[] = [
  platform('kubernetesVersion', ['', '1.27', '1.38', '1', '1.30.1', 'v1.30', '1.030', '2.30', '1.30\n', ...TEXTS],
    (text) => (
      { kubernetesVersion: text })),
  platform('environment', ['', ...NOT_LABEL_VALUES], (name) => ({ environment: { name } })),
  platform('environment.minReplicas', COUNTS, (minReplicas) => ({ environment: { name: 'qa', minReplicas } })),
  platform('metrics.namespace', NOT_LABELS, (namespace) => ({ metrics: { operator: true, namespace } })),
  platform('metrics.monitorLabels', [...NOT_KEYS, ...OF_EVERY_OBJECT],
    (key) => ({ metrics: { operator: true, monitorLabels: withEntry({}, key, 'x') } })),
  platform('metrics.monitorLabels.a', NOT_LABEL_VALUES, (a) => ({ metrics: { operator: true, monitorLabels: { a } } })),
  platform('registries', ['', '/', 'a/', 'https://a', 'a b', '-a', ...TEXTS],
    (key) => ({ registries: withEntry({}, key, 'm') })),
  platform('registries', ['', '/', 'a/', 'https://a', 'a b', 'a\n', ...TEXTS],
    (m) => ({ registries: { 'docker.io': m } })),
  platform('ownership.team', ['', ...NOT_LABEL_VALUES], (team) => ({ ownership: { team } })),
  platform('ownership.costCenter', ['', ...NOT_LABEL_VALUES], (costCenter) => ({ ownership: { costCenter } })),
  platform('ownership.owner', ['', ...NOT_LABEL_VALUES], (owner) => ({ ownership: { owner } })),
  platform('ingressControllerNamespace', NOT_LABELS, (name) => ({ ingressControllerNamespace: name })),
  platform('priorityClassName', ['', 'A', 'a_b', 'a\n', ...TEXTS], (priorityClassName) => ({ priorityClassName })),
  platform('dashboards', ['', 'g/{service}', 'https://g', 'https://g/{service}/{x}', 'https://g/{service}\n', ...TEXTS],
    (dashboards) => ({ dashboards })),
  platform('clusterDns.namespace', NOT_LABELS, (namespace) => ({ clusterDns: { namespace } })),
  platform('clusterDns.podLabels', [...NOT_KEYS, ...OF_EVERY_OBJECT],
    (key) => ({ clusterDns: { podLabels: withEntry({}, key, 'x') } })),
  platform('clusterDns.port', PORTS, (port) => ({ clusterDns: { port } })),
  platform('clusterDns.cidrs', NOT_CIDRS, (cidr) => ({ clusterDns: { cidrs: [cidr] } })),
];

/** Each prop, with values that it must refuse. */
export const PLANTS: readonly Plant<ServiceCase>[] = [...WORKLOAD, ...AVAILABILITY, ...RELATIONS, ...PLATFORM].map(
  ([title, prop, values, plant]) => ({ title, prop, values, plant }));

function platform(prop: string, values: unknown[], change: (value: never) => PlatformCase): Row {
  return [`platform's ${prop}`, prop, values, (given, value) => ({
    platform: {
      ...given.platform,
      ...change(value),
    },
  })];
}

/** Own properties only, `__proto__` among them. */
function withEntry<T>(entries: Record<string, T> = {}, key: string, value: T): Record<string, T> {
  return Object.fromEntries([...Object.entries(entries), [key, value]]);
}

/** Without what could name the same variable. */
function clean(given: Partial<ServiceCase>): Partial<ServiceCase> {
  return { ...given, config: undefined, secretVariables: [] };
}

function onlyPort(port: Partial<NonNullable<ServiceCase['ports']>[number]>): Partial<ServiceCase> {
  return {
    port: undefined,
    ports: [{ name: 'p', containerPort: 3000, ...port }],
    metrics: undefined,
    flows: [],
    probes: undefined,
  };
}

function files(config: Partial<NonNullable<ServiceCase['config']>>): Partial<ServiceCase> {
  return { config: { kind: 'files', data: {}, ...config }, secretFolders: [], writableFolders: [] };
}

function probes(given: Partial<ProbesCase>): Partial<ServiceCase> {
  return { probes: { kind: 'http', ...given } };
}

function resources(given: Partial<ResourcesCase>): Partial<ServiceCase> {
  return { resources: { kind: 'of', cpuRequest: 2000, cpuLimit: 1e6, memory: 4096, reason: 'r', ...given } };
}

/** Nothing else may name the port that went with the old metrics. */
function metrics(given: ServiceCase['metrics']): Partial<ServiceCase> {
  return { metrics: given, probes: undefined, flows: [] };
}

function secretFolder(given: Partial<ServiceCase['secretFolders'][number]>): Partial<ServiceCase> {
  return { secretFolders: [{ secretName: 's', path: '/secret', ...given }] };
}

function rollout(given: Partial<RolloutCase>): Partial<ServiceCase> {
  return { rollout: { kind: 'of', reason: 'r', ...given } };
}

function variable(given: Partial<ServiceCase['secretVariables'][number]>): Partial<ServiceCase> {
  return { secretVariables: [{ name: 'A', secretName: 's', key: 'k', ...given }] };
}

function flow(given: Partial<FlowCase>): { flows: FlowCase[] } {
  return { flows: [{ kind: 'namespace', labels: {}, cidr: '10.0.0.0/8', ...given }] };
}

function commands(): string[][] {
  return [[], [''], ...TEXTS.map((text) => ['/a', text])];
}

function notFiles(): string[] {
  return ['', 'a/b', 'a b', '.', '..', 'é', 'a\n', 'a'.repeat(254), '0o7', ...OF_EVERY_OBJECT, ...TEXTS];
}

import { EXPECTED_PROBES } from './probe-expectations';
import { imageOf } from './service-build';
import {
  configPlaces, metricsPortOf, minorOf, NoneCase, portsOf, secondsOf, SecretFolderCase, secretPlaces, ServiceCase,
} from './service-case';

/** Where the documentation says that a prop ends up, and what must be there; undefined means that nothing may be. */
export interface Expectation<C extends ServiceCase = ServiceCase> {
  readonly prop: string;
  readonly kind: string;
  /** JSON pointer within the one object of that kind; the empty one stands for the whole object. */
  readonly pointer: string;
  readonly expected: (given: C) => unknown;
}

type Row = [prop: string, kind: string, pointer: string, expected: (given: ServiceCase) => unknown];

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

const WORKLOAD_ROWS: Row[] = [
  ['image', 'Deployment', `${CONTAINER}/image`, rewritten],
  ['name', 'Deployment', '/metadata/name', nameOf],
  ['name', 'Service', '/metadata/name', nameOf],
  ['name', 'NetworkPolicy', '/metadata/name', nameOf],
  ['name', 'ServiceAccount', '/metadata/name', nameOf],
  ['name', 'Deployment', '/spec/selector/matchLabels', selectorOf],
  ['name', 'Service', '/spec/selector', selectorOf],
  ['port', 'Deployment', `${CONTAINER}/ports/0/containerPort`, (given) => portsOf(given)[0]?.containerPort],
  ['ports', 'Deployment', `${CONTAINER}/ports`, (given) => (portsOf(given).length === 0 ? undefined
    : portsOf(given).map(({ name, containerPort, protocol }) => ({ name, containerPort, protocol })))],
  ['ports', 'Service', '/spec/ports', servicePorts],
  ['command', 'Deployment', `${CONTAINER}/command`, ({ command }) => command],
  ['args', 'Deployment', `${CONTAINER}/args`, ({ args }) => args],
  ['env, addSecretVariable', 'Deployment', `${CONTAINER}/env`, variablesOf],
  ['config', 'ConfigMap', '/data', ({ config }) => config?.data],
  ['config', 'Deployment', `${CONTAINER}/envFrom`, (given) =>
    (given.config?.kind === 'environment' ? [{ configMapRef: { name: nameOf(given) } }] : undefined)],
  ['config, mountSecret, addWritableFolder', 'Deployment', `${CONTAINER}/volumeMounts/*/mountPath`, folders],
  ['mountSecret.mode', 'Deployment', `${POD}/volumes/*/secret/defaultMode`, (given) =>
    ofVolumes(given, ({ mode = 0o440 }) => mode)],
  ['mountSecret.keys', 'Deployment', `${POD}/volumes/*/secret/items`, (given) =>
    ofVolumes(given, ({ keys }) => keys && Object.keys(keys).sort().map((key) => ({ key, path: keys[key] })))],
  ['addReadinessGate', 'Deployment', `${POD}/readinessGates`, ({ readinessGates: gates }) =>
    (gates.length === 0 ? undefined : gates.map((conditionType) => ({ conditionType })))],
  ['platform.priorityClassName', 'Deployment', `${POD}/priorityClassName`, ({ platform }) =>
    platform.priorityClassName],
  ['platform.provider', 'Deployment', `${POD}/securityContext/runAsUser`, ({ platform }) =>
    (platform.provider === 'openshift' ? undefined : 10001)],
];

const AVAILABILITY_ROWS: Row[] = [
  ['scaling', 'Deployment', '/spec/replicas', (given) => (isAutoscaled(given) ? undefined : minReplicas(given))],
  ['scaling.min', 'HorizontalPodAutoscaler', '/spec/minReplicas', (given) => scaled(given, minReplicas(given))],
  ['scaling.max', 'HorizontalPodAutoscaler', '/spec/maxReplicas', (given) => scaled(given, maxReplicas(given))],
  ['scaling.targetPercent', 'HorizontalPodAutoscaler', '/spec/metrics/0/resource/target/averageUtilization', (given) =>
    scaled(given, given.scaling?.targetPercent ?? 70)],
  ['rollout', 'Deployment', '/spec/strategy/type', (given) => (isRecreated(given) ? 'Recreate' : 'RollingUpdate')],
  ['rollout.maxSurge', 'Deployment', '/spec/strategy/rollingUpdate/maxSurge', (given) =>
    (isRecreated(given) ? undefined : surgeOf(given))],
  ['rollout.maxUnavailable', 'Deployment', '/spec/strategy/rollingUpdate/maxUnavailable', ({ rollout }) => {
    if (rollout?.kind === 'recreate') return undefined;
    return rollout?.kind === 'of' ? rollout.maxUnavailable ?? 0 : 0;
  }],
  ['rollout.minReady', 'Deployment', '/spec/minReadySeconds', (given) => minReady(given) || undefined],
  ['rollout.progressDeadline', 'Deployment', '/spec/progressDeadlineSeconds', progressDeadline],
  ['shutdown', 'Deployment', `${CONTAINER}/lifecycle/preStop`, preStop],
  ['shutdown', 'Deployment', `${POD}/terminationGracePeriodSeconds`, ({ shutdown }) =>
    secondsOr(shutdown?.drain, 10) + secondsOr(shutdown?.stop, 30) + 5],
  ['disruptionBudget', 'PodDisruptionBudget', '/spec/maxUnavailable', ({ disruptionBudget: budget }) =>
    (isNone(budget) ? undefined : budget ?? 1)],
  ['spread', 'Deployment', `${POD}/topologySpreadConstraints/0/whenUnsatisfiable`, ({ spread }) => {
    if (isNone(spread)) return undefined;
    return spread === 'strictlyOverZones' ? 'DoNotSchedule' : 'ScheduleAnyway';
  }],
];

const METRICS_ROWS: Row[] = [
  ['metrics.port', 'Deployment', '/spec/template/metadata/annotations/prometheus.io~1port', (given) =>
    annotated(given, String(metricsPortOf(given)?.containerPort))],
  ['metrics.path', 'Deployment', '/spec/template/metadata/annotations/prometheus.io~1path', (given) =>
    annotated(given, metricsPath(given))],
  ['metrics.port', 'ServiceMonitor', '/spec/endpoints/0/port', (given) => monitored(given, metricsPortOf(given)?.name)],
  ['metrics.path', 'ServiceMonitor', '/spec/endpoints/0/path', (given) => monitored(given, metricsPath(given))],
  ['metrics.interval', 'ServiceMonitor', '/spec/endpoints/0/interval', ({ metrics, ...given }) =>
    monitored({ metrics, ...given }, `${secondsOr(isNone(metrics) ? undefined : metrics?.interval, 30)}s`)],
  ['allowFrom', 'NetworkPolicy', '/spec/ingress', ingress],
  ['platform.clusterDns', 'NetworkPolicy', '/spec/egress/0/ports/0/port', ({ platform: { clusterDns, provider } }) => {
    if (clusterDns !== undefined) return clusterDns.port ?? 53;
    return provider === 'openshift' ? 5353 : 53;
  }],
];

/** One table: prop, kind, pointer, expected value. */
export const EXPECTATIONS: readonly Expectation[] = [
  ...WORKLOAD_ROWS, ...AVAILABILITY_ROWS, ...EXPECTED_PROBES, ...METRICS_ROWS,
].map(([prop, kind, pointer, expected]) => ({ prop, kind, pointer, expected }));

/** The waivers that a case puts on its Deployment: the reason where the user gave one. */
export function expectedWaivers(given: ServiceCase): Record<string, string | undefined> {
  const { scaling, disruptionBudget, probes, resources, spread, metrics } = given;
  const fixed = scaling?.kind === 'none' ? scaling.reason : undefined;
  const automatic: [isThere: boolean, checkId: string, reason?: string][] = [
    [scaling?.kind === 'none' && portsOf(given).length > 0, 'has-autoscaler', fixed],
    [minReplicas(given) < 3, 'has-enough-replicas', fixed],
    [isNone(disruptionBudget), 'has-disruption-budget', reasonOf(disruptionBudget)],
    ...bothProbes(probes),
    [resources?.kind === 'withoutCpuLimit', 'has-cpu-limit', resources?.reason],
    [given.shutdown === undefined && minorOf(given) < 30, 'drains-before-stop'],
    [isNone(spread), 'spreads-over-zones', reasonOf(spread)],
    [isNone(spread), 'spreads-over-hosts', reasonOf(spread)],
    [isNone(metrics), 'has-metrics', reasonOf(metrics)],
    [isRecreated(given), 'rolls-out-gradually', given.rollout?.reason],
  ];
  const own = automatic.flatMap(([isThere, checkId, reason]) => (
    isThere ? [[checkId, reason && plainOrJson(reason)]] : []));
  return Object.fromEntries([...own, ...givenWaivers(given)]);
}

/** What a workload without probes lacks. */
function bothProbes(probes: ServiceCase['probes']): [isThere: boolean, checkId: string, reason?: string][] {
  return ['has-readiness-probe', 'has-liveness-probe'].map((id) => [probes?.kind === 'none', id, probes?.reason]);
}

function givenWaivers({ waivers, platform: { ownership } }: ServiceCase): [string, string][] {
  return waivers.map(({ checkId, reason, owner = ownership?.owner ?? ownership?.team, until, ticket }) => {
    const isPlain = [owner, until, ticket].every((value) => value === undefined);
    return [checkId, isPlain ? plainOrJson(reason) : JSON.stringify({ reason, owner, until, ticket })];
  });
}

/** A reason that could be taken for JSON is written as JSON. */
export function plainOrJson(reason: string): string {
  return reason.trim().startsWith('{') ? JSON.stringify({ reason }) : reason;
}

function reasonOf(part: unknown): string | undefined {
  return isNone(part) ? part.none : undefined;
}

/** The labels that ownership puts on every object. */
export function expectedLabels({ platform: { ownership = {}, environment } }: ServiceCase): Record<string, unknown> {
  return {
    'team': ownership.team,
    'cost-center': ownership.costCenter,
    'owner': ownership.owner,
    'environment': environment?.name ?? 'production',
  };
}

export function nameOf({ id, name }: ServiceCase): string {
  return name ?? id;
}

export function minReplicas({ scaling, platform: { environment } }: ServiceCase): number {
  return scaling?.min ?? (environment ? environment.minReplicas ?? 3 : 3);
}

export function maxReplicas(given: ServiceCase): number {
  const min = minReplicas(given);
  return isAutoscaled(given) ? given.scaling?.max ?? Math.max(10, min * 2) : min;
}

export function surgeOf({ rollout }: ServiceCase): number | string {
  if (rollout?.kind === 'fast') return '100%';
  if (rollout?.kind === 'recreate') return 0;
  return rollout?.kind === 'of' ? rollout.maxSurge ?? 1 : 1;
}

function isRecreated({ rollout }: ServiceCase): boolean {
  return rollout?.kind === 'recreate';
}

function isAutoscaled({ scaling }: ServiceCase): boolean {
  return scaling?.kind !== 'none';
}

function scaled<T>(given: ServiceCase, value: T): T | undefined {
  return isAutoscaled(given) ? value : undefined;
}

function selectorOf(given: ServiceCase) {
  return { 'app.kubernetes.io/instance': nameOf(given) };
}

function isNone(part: unknown): part is NoneCase {
  return typeof part === 'object' && part !== null && 'none' in part;
}

export function secondsOr(given: Parameters<typeof secondsOf>[0] | undefined, standard: number): number {
  return given === undefined ? standard : Math.round(secondsOf(given));
}

function rewritten(given: ServiceCase): string {
  const registries = given.platform.registries ?? {};
  const image = imageOf(given);
  const full = withRegistry(given.image.registry ?? given.image.repository.split('/')[0], given);
  let best = '';
  for (const prefix of Object.keys(registries)) {
    if (full.startsWith(`${prefix}/`) && prefix.length > best.length) best = prefix;
  }
  return best === '' ? image : registries[best] + full.slice(best.length);
}

/** A first part without a dot and a colon, `localhost` apart, is no registry but a name on Docker Hub. */
function withRegistry(first: string, given: ServiceCase): string {
  const { registry, repository } = given.image;
  const image = imageOf(given);
  if (registry === 'docker.io' && !repository.includes('/')) return image.replace('docker.io/', 'docker.io/library/');
  if (registry !== undefined || (repository.includes('/') && /\.|^localhost$/.test(first))) return image;
  return `docker.io/${repository.includes('/') ? '' : 'library/'}${image}`;
}

function servicePorts(given: ServiceCase) {
  return portsOf(given).map(({ name, servicePort, protocol, appProtocol }) => ({
    name, port: servicePort, protocol, targetPort: name, ...(appProtocol === undefined ? {} : { appProtocol }),
  }));
}

function variablesOf({ env = {}, secretVariables }: ServiceCase) {
  const list = [
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    ...secretVariables.map(({ name, secretName, key }) => (
      { name, valueFrom: { secretKeyRef: { name: secretName, key } } }
    )),
  ];
  return list.length === 0 ? undefined : list;
}

/** What is expected of each volume that holds a Secret; nothing of the others. */
function ofVolumes<T>({ config, secretFolders, writableFolders }: ServiceCase, expected: (of: SecretFolderCase) => T) {
  const none = (): undefined => undefined;
  return [
    undefined, ...configPlaces(config).slice(0, 1).map(none), ...secretFolders.map(expected),
    ...writableFolders.map(none),
  ];
}

export function folders({ config, secretFolders, writableFolders }: ServiceCase): string[] {
  const written = writableFolders.map(({ path }) => path);
  return ['/tmp', ...configPlaces(config), ...secretFolders.flatMap(secretPlaces), ...written];
}

function minReady({ rollout }: ServiceCase): number {
  if (rollout?.kind === 'fast') return 0;
  return rollout?.kind === 'of' ? secondsOr(rollout.minReady, 5) : 5;
}

function progressDeadline(given: ServiceCase): number {
  const { rollout, probes } = given;
  const slowStart = probes?.kind === 'none' ? 150 : secondsOr(probes?.slowStart, 150);
  const standard = Math.max(600, Math.max(slowStart, minReady(given)) + 300);
  return secondsOr(rollout?.kind === 'of' ? rollout.progressDeadline : undefined, standard);
}

function preStop(given: ServiceCase) {
  const { shutdown } = given;
  if (shutdown?.kind === 'command') return { exec: { command: shutdown.command } };
  return minorOf(given) < 30 ? undefined : { sleep: { seconds: secondsOr(shutdown?.drain, 10) } };
}

function metricsPath({ metrics }: ServiceCase): string {
  return isNone(metrics) ? '' : metrics?.path ?? '/metrics';
}

function annotated<T>({ metrics, platform }: ServiceCase, value: T): T | undefined {
  return isNone(metrics) || platform.metrics?.operator ? undefined : value;
}

function monitored<T>({ metrics, platform }: ServiceCase, value: T): T | undefined {
  return !isNone(metrics) && platform.metrics?.operator ? value : undefined;
}

export function ingress(given: ServiceCase) {
  const ports = portsOf(given);
  const scraped = metricsPortOf(given);
  const { metrics, ingressControllerNamespace } = given.platform;
  const inNamespace = (name: string) =>
    ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
  const rules = given.flows.map(({ kind, namespace, labels, cidr, port: number }) => {
    const open = number ?? ports[0].containerPort;
    const opened = ports.filter(({ containerPort }) => containerPort === open);
    const peers = {
      namespace: inNamespace(namespace ?? 'web'),
      pods: { ...(namespace === undefined ? {} : inNamespace(namespace)), podSelector: { matchLabels: labels } },
      cidr: { ipBlock: { cidr } },
      ingressController: inNamespace(ingressControllerNamespace ?? ''),
    };
    return { from: [peers[kind]], ports: opened.map(({ protocol }) => ({ protocol, port: open })) };
  });
  const own = scraped && {
    from: [inNamespace(metrics?.namespace ?? 'monitoring')],
    ports: [{ protocol: scraped.protocol, port: scraped.containerPort }],
  };
  return own ? [own, ...rules] : rules;
}

/** One call of the library as plain data, so that counterexamples can be read and shrunk. */
export interface ServiceCase {
  id: string;
  name?: string;
  image: ImageCase;
  port?: number;
  ports?: PortCase[];
  command?: string[];
  args?: string[];
  env?: Record<string, string>;
  config?: ConfigCase;
  probes?: ProbesCase;
  resources?: ResourcesCase;
  scaling?: ScalingCase;
  rollout?: RolloutCase;
  shutdown?: ShutdownCase;
  disruptionBudget?: number | NoneCase;
  spread?: 'evenly' | 'strictlyOverZones' | NoneCase;
  metrics?: MetricsCase | NoneCase;
  secretVariables: { name: string; secretName: string; key: string }[];
  /** Of a worker whose usual port neither probes nor metrics ask. */
  isUnasked?: boolean;
  secretFolders: SecretFolderCase[];
  writableFolders: { path: string; sizeMebibytes?: number }[];
  readinessGates: string[];
  flows: FlowCase[];
  waivers: WaiverCase[];
  platform: PlatformCase;
}

export interface NoneCase { none: string }

export interface ImageCase {
  registry?: string;
  repository: string;
  tag?: string;
  digest?: string;
}

export interface PortCase {
  name: string;
  containerPort: number;
  servicePort?: number;
  protocol?: 'TCP' | 'UDP' | 'SCTP';
  appProtocol?: string;
}

export interface ConfigCase {
  kind: 'files' | 'environment';
  data: Record<string, string>;
  mountPath?: string;
  keepFolder?: boolean;
}

/** With `keepFolder` there are keys. */
export interface SecretFolderCase {
  secretName: string;
  path: string;
  keys?: Record<string, string>;
  mode?: number;
  keepFolder?: boolean;
}

export interface TimeCase {
  unit: 'millis' | 'seconds' | 'minutes';
  amount: number;
}

export interface ProbesCase {
  kind: 'http' | 'grpc' | 'tcp' | 'exec' | 'none';
  port?: number;
  slowStart?: TimeCase;
  timeout?: TimeCase;
  liveness?: string;
  readiness?: string;
  startup?: string;
  headers?: Record<string, string>;
  service?: string;
  livenessCommand?: string[];
  readinessCommand?: string[];
  reason?: string;
}

export interface ResourcesCase {
  kind: 'extraSmall' | 'small' | 'medium' | 'large' | 'extraLarge' | 'of' | 'guaranteed' | 'withoutCpuLimit';
  /** In millionths of a core. */
  cpuRequest: number;
  cpuLimit: number;
  /** In KiB. */
  memory: number;
  memoryLimit?: number;
  storageRequest?: number;
  storageLimit?: number;
  reason: string;
}

export interface ScalingCase {
  kind: 'onCpu' | 'none';
  min?: number;
  max?: number;
  targetPercent?: number;
  reason: string;
}

export interface RolloutCase {
  kind: 'safe' | 'fast' | 'of' | 'recreate';
  reason: string;
  maxSurge?: number | string;
  maxUnavailable?: number | string;
  minReady?: TimeCase;
  progressDeadline?: TimeCase;
}

export interface ShutdownCase {
  kind: 'graceful' | 'command';
  command: string[];
  drain?: TimeCase;
  stop?: TimeCase;
}

export interface MetricsCase {
  port?: number;
  path?: string;
  interval?: TimeCase;
}

export interface FlowCase {
  kind: 'namespace' | 'pods' | 'cidr' | 'ingressController';
  namespace?: string;
  labels: Record<string, string>;
  cidr: string;
  port?: number;
}

export interface WaiverCase {
  checkId: string;
  reason: string;
  owner?: string;
  until?: string;
  ticket?: string;
}

export interface PlatformCase {
  kubernetesVersion?: string;
  provider?: 'any' | 'eks' | 'gke' | 'aks' | 'openshift';
  environment?: { name: string; minReplicas?: number };
  metrics?: { operator: boolean; namespace?: string; monitorLabels?: Record<string, string> };
  registries?: Record<string, string>;
  ownership?: { team?: string; costCenter?: string; owner?: string };
  ingressControllerNamespace?: string;
  priorityClassName?: string;
  dashboards?: string;
  clusterDns?: { namespace?: string; podLabels?: Record<string, string>; port?: number; cidrs?: string[] };
}

/** A port as the manifest should have it. */
export interface PortModel {
  name: string;
  containerPort: number;
  servicePort: number;
  protocol: string;
  appProtocol?: string;
}

/** The ports that a case asks for. */
export function portsOf({ port, ports = [], metrics, isUnasked = false }: ServiceCase): PortModel[] {
  const main = port ?? usualPort(ports, isUnasked);
  const list = ports.map((entry): PortModel => ({
    ...entry, servicePort: entry.servicePort ?? entry.containerPort, protocol: entry.protocol ?? 'TCP',
  }));
  if (main !== undefined) list.unshift({ name: 'http', containerPort: main, servicePort: 80, protocol: 'TCP' });
  const scraped = metrics === undefined || 'none' in metrics ? undefined : metrics.port;
  if (scraped !== undefined && !list.some(({ containerPort }) => containerPort === scraped)) {
    list.push({ name: 'metrics', containerPort: scraped, servicePort: scraped, protocol: 'TCP' });
  }
  return list;
}

function usualPort(ports: PortCase[], isUnasked: boolean): number | undefined {
  return ports.length === 0 && !isUnasked ? 8080 : undefined;
}

/** The port that Prometheus reads, if any. */
export function metricsPortOf(given: ServiceCase): PortModel | undefined {
  const { metrics } = given;
  if (metrics !== undefined && 'none' in metrics) return undefined;
  const ports = portsOf(given).filter(({ protocol }) => protocol === 'TCP');
  return ports.find(({ containerPort }) => containerPort === metrics?.port) ?? ports[0];
}

/** Where the files of a configuration are mounted. */
export function configPlaces(config: ConfigCase | undefined): string[] {
  if (config?.kind !== 'files') return [];
  const { mountPath = '/etc/config', data, keepFolder = false } = config;
  return keepFolder ? filesIn(mountPath, Object.keys(data)) : [mountPath];
}

/** Where the files of a Secret are mounted. */
export function secretPlaces({ path, keys = {}, keepFolder = false }: SecretFolderCase): string[] {
  return keepFolder ? filesIn(path, Object.values(keys)) : [path];
}

function filesIn(folder: string, names: string[]): string[] {
  return names.sort().map((name) => `${folder}/${name}`);
}

export function secondsOf({ unit, amount }: TimeCase): number {
  return amount * { millis: 0.001, seconds: 1, minutes: 60 }[unit];
}

export function minorOf({ platform }: ServiceCase): number {
  return Number((platform.kubernetesVersion ?? '1.30').split('.')[1]);
}

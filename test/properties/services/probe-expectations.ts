import { portsOf, ProbesCase, ResourcesCase, secondsOf, ServiceCase, TimeCase } from './service-case';

type Row = [prop: string, kind: string, pointer: string, expected: (given: ServiceCase) => unknown];

const CONTAINER = '/spec/template/spec/containers/0';
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;
const NANOS = 1_000_000_000n;

/** In thousandths of a core, and MiB. */
const SIZES = {
  extraSmall: [50, 250, 64],
  small: [100, 500, 128],
  medium: [250, 1000, 256],
  large: [500, 2000, 1024],
  extraLarge: [1000, 4000, 4096],
};

/** What probes and resources must look like in the container. */
export const EXPECTED_PROBES: Row[] = [
  ...PROBES.map((probe): Row => ['probes', 'Deployment', `${CONTAINER}/${probe}/httpGet`, (given) => httpGet(given,
    probe)]),
  ...PROBES.map((probe): Row => ['probes', 'Deployment', `${CONTAINER}/${probe}/grpc`, grpc]),
  ...PROBES.map((probe): Row => ['probes', 'Deployment', `${CONTAINER}/${probe}/exec`, (given) => exec(given, probe)]),
  ...PROBES.map((probe): Row => ['probes', 'Deployment', `${CONTAINER}/${probe}/tcpSocket`, (given) => tcp(given,
    probe)]),
  ...PROBES.map((probe): Row => ['probes.timeout', 'Deployment', `${CONTAINER}/${probe}/timeoutSeconds`, (given) =>
    (hasProbe(given, probe) ? seconds(given.probes?.timeout, 3) : undefined)]),
  ['probes.slowStart', 'Deployment', `${CONTAINER}/startupProbe/failureThreshold`, (given) =>
    (hasProbe(given, 'startupProbe') ? Math.ceil(seconds(given.probes?.slowStart, 150) / 5) : undefined)],
  ['resources', 'Deployment', `${CONTAINER}/resources`, (given) => quantities(resourcesOf(given))],
];

/** What one container asks for, in thousandths: cores, or bytes. */
export interface Amounts {
  cpuRequest: bigint;
  cpuLimit?: bigint;
  memoryRequest: bigint;
  memoryLimit: bigint;
  storageRequest: bigint;
  storageLimit: bigint;
}

export function resourcesOf({ resources }: Pick<ServiceCase, 'resources'>): Amounts {
  const kind = resources?.kind ?? 'medium';
  if (resources === undefined || kind in SIZES) {
    const [request, limit, mebibytes] = SIZES[kind as keyof typeof SIZES];
    const memory = bytes(mebibytes * 1024);
    return {
      cpuRequest: BigInt(request),
      cpuLimit: BigInt(limit),
      memoryRequest: memory,
      memoryLimit: memory,
      ...storage({}),
    };
  }
  const memory = bytes(resources.memory);
  const cpuLimit = thousandthsUp(resources.cpuLimit);
  if (kind === 'guaranteed') {
    return { cpuRequest: cpuLimit, cpuLimit, memoryRequest: memory, memoryLimit: memory, ...storage({}) };
  }
  return {
    cpuRequest: thousandthsUp(resources.cpuRequest),
    cpuLimit: kind === 'of' ? cpuLimit : undefined,
    memoryRequest: memory,
    memoryLimit: bytes(resources.memoryLimit ?? resources.memory),
    ...storage(resources),
  };
}

function storage({ storageRequest = 65536, storageLimit }: Partial<ResourcesCase>) {
  const limit = storageLimit ?? Math.max(131072, storageRequest);
  return { storageRequest: bytes(storageRequest), storageLimit: bytes(limit) };
}

/** Written as the test reads them back: numbers of thousandths. */
function quantities(amounts: Amounts) {
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit, storageRequest, storageLimit } = amounts;
  return {
    requests: { 'cpu': cpuRequest, 'memory': memoryRequest, 'ephemeral-storage': storageRequest },
    limits: {
      ...(cpuLimit === undefined ? {} : { cpu: cpuLimit }), 'memory': memoryLimit, 'ephemeral-storage': storageLimit,
    },
  };
}

function bytes(kibibytes: number): bigint {
  return BigInt(kibibytes) * 1024n * 1000n;
}

function thousandthsUp(millionths: number): bigint {
  return (BigInt(millionths) * NANOS + 999n * NANOS) / (1000n * NANOS);
}

function seconds(given: TimeCase | undefined, standard: number): number {
  return given === undefined ? standard : Math.round(secondsOf(given));
}

function hasProbe({ probes }: ServiceCase, probe: string): boolean {
  if (probes?.kind === 'none') return false;
  return !(probes?.kind === 'tcp' && probe === 'livenessProbe' && probes.livenessCommand === undefined);
}

function probed(given: ServiceCase): number | undefined {
  return given.probes?.port ?? tcpPortsOf(given)[0].containerPort;
}

function tcpPortsOf(given: ServiceCase) {
  return portsOf(given).filter(({ protocol }) => protocol === 'TCP');
}

function portName(given: ServiceCase): string | undefined {
  return tcpPortsOf(given).find(({ containerPort }) => containerPort === probed(given))?.name;
}

function httpGet(given: ServiceCase, probe: string) {
  const probes: ProbesCase = given.probes ?? { kind: 'http' };
  if (probes.kind !== 'http') return undefined;
  const { liveness = '/livez', readiness = '/readyz', startup = liveness, headers = {} } = probes;
  const path = { livenessProbe: liveness, readinessProbe: readiness, startupProbe: startup }[probe];
  const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { path, port: portName(given), ...(httpHeaders.length === 0 ? {} : { httpHeaders }) };
}

function grpc(given: ServiceCase) {
  if (given.probes?.kind !== 'grpc') return undefined;
  const { service } = given.probes;
  return { port: probed(given), ...(service === undefined ? {} : { service }) };
}

function exec({ probes }: ServiceCase, probe: string) {
  const isLiveness = probe === 'livenessProbe';
  const command = probes?.livenessCommand;
  if (probes?.kind === 'tcp') return isLiveness && command ? { command } : undefined;
  if (probes?.kind !== 'exec') return undefined;
  return { command: probe === 'readinessProbe' ? probes.readinessCommand : probes.livenessCommand };
}

function tcp(given: ServiceCase, probe: string) {
  return given.probes?.kind === 'tcp' && probe !== 'livenessProbe' ? { port: portName(given) } : undefined;
}

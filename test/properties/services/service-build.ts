import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ConfigCase, FlowCase, MetricsCase, NoneCase, PlatformCase, PortCase, ProbesCase, ResourcesCase, RolloutCase,
  ScalingCase,
  ServiceCase, ShutdownCase, TimeCase,
} from './service-case';
import {
  Autoscaling, ClusterDns, Config, DisruptionBudget, Environment, Metrics, MetricsFlavor, Platform, PlatformProps,
  Probes,
  ProductionApp, ProductionService, ProductionServiceProps, ProductionWorker, Provider, Resources, Rollout, SecretKey,
  Shutdown, Spread, StatefulService, TrafficPeer, WorkloadPort, WorkloadProtocol,
} from '../../../src';

/** An app with the one service of a case. */
export function buildApp(given: ServiceCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  addService(new Chart(app, 'shop', { namespace: 'shop' }), given);
  return app;
}

export function addService(scope: Construct, given: ServiceCase): ProductionService {
  const service = new ProductionService(scope, given.id, serviceProps(given));
  callVerbs(service, given);
  return service;
}

/** Calls what every kind of workload has, and lets those in that a worker never does. */
export function callVerbs(service: ProductionService | ProductionWorker | StatefulService, given: ServiceCase): void {
  for (const { name, secretName, key } of given.secretVariables) {
    service.addSecretVariable(name, SecretKey.of(secretName, key));
  }
  given.secretFolders.forEach(({ secretName, path, ...options }) => service.mountSecret(secretName, path, options));
  for (const { path, sizeMebibytes } of given.writableFolders) {
    service.addWritableFolder(path, sizeMebibytes === undefined ? {} : { sizeLimit: Size.mebibytes(sizeMebibytes) });
  }
  given.readinessGates.forEach((gate) => service.addReadinessGate(gate));
  if (!(service instanceof ProductionWorker)) {
    given.flows.forEach((flow) => service.allowFrom(peer(flow), { port: flow.port }));
  }
  given.waivers.forEach(({ checkId, reason, ...more }) => service.waive(checkId, reason, more));
}

export function imageOf({ image: { registry, repository, tag, digest } }: ServiceCase): string {
  const full = registry === undefined ? repository : `${registry}/${repository}`;
  return full + (tag === undefined ? '' : `:${tag}`) + (digest === undefined ? '' : `@sha256:${digest}`);
}

export function serviceProps(given: ServiceCase): ProductionServiceProps {
  return {
    ...workloadProps(given),
    port: given.port,
    ports: given.ports?.map(workloadPort),
    scaling: made(given.scaling, scaling),
    rollout: made(given.rollout, rollout),
  };
}

/** The props that every kind of service has. */
export function workloadProps(given: ServiceCase) {
  const { name, command, args, env } = given;
  return {
    image: imageOf(given),
    name,
    command,
    args,
    env,
    config: made(given.config, config),
    probes: made(given.probes, probes),
    resources: made(given.resources, resources),
    shutdown: made(given.shutdown, shutdown),
    disruptionBudget: made(given.disruptionBudget, budget),
    spread: made(given.spread, spread),
    metrics: made(given.metrics, metrics),
  };
}

export function made<G, T>(given: G | undefined, make: (given: G) => T): T | undefined {
  return given === undefined ? undefined : make(given);
}

export function platformProps(given: PlatformCase): PlatformProps {
  const { environment, metrics: flavor, provider, clusterDns, ...rest } = given;
  return {
    ...rest,
    provider: provider as Provider | undefined,
    environment: environment && Environment.of(environment.name, { minReplicas: environment.minReplicas }),
    metrics: made(flavor, metricsFlavor),
    clusterDns: clusterDns && ClusterDns.at(clusterDns),
  };
}

function metricsFlavor({ operator: isOperator, namespace, monitorLabels }: PlatformCase['metrics'] & object) {
  return isOperator ? MetricsFlavor.operator({ namespace, monitorLabels }) : MetricsFlavor.annotations({ namespace });
}

export function workloadPort(port: PortCase): WorkloadPort {
  return { ...port, protocol: port.protocol as WorkloadProtocol | undefined };
}

function config({ kind, data, mountPath, keepFolder }: ConfigCase): Config {
  return kind === 'files' ? Config.files(data, { mountPath, keepFolder }) : Config.environment(data);
}

export function probes(given: ProbesCase): Probes {
  const { port, liveness, readiness, startup, headers, service, livenessCommand, readinessCommand = [] } = given;
  const common = { slowStart: time(given.slowStart), timeout: time(given.timeout) };
  switch (given.kind) {
    case 'http': return Probes.http({ ...common, port, liveness, readiness, startup, headers });
    case 'grpc': return Probes.grpc({ ...common, port, service });
    case 'tcp': return Probes.tcp({ ...common, port, livenessCommand });
    case 'exec': return Probes.exec({ ...common, liveness: livenessCommand ?? [], readiness: readinessCommand });
    default: return Probes.none(given.reason ?? 'a reason');
  }
}

export function resources(given: ResourcesCase): Resources {
  const cpuRequest = cpu(given.cpuRequest);
  const cpuLimit = cpu(given.cpuLimit);
  const memory = Size.kibibytes(given.memory);
  const options = {
    cpuRequest,
    memory,
    memoryLimit: size(given.memoryLimit),
    ephemeralStorageRequest: size(given.storageRequest),
    ephemeralStorageLimit: size(given.storageLimit),
  };
  switch (given.kind) {
    case 'of': return Resources.of({ ...options, cpuLimit });
    case 'guaranteed': return Resources.guaranteed(cpuLimit, memory);
    case 'withoutCpuLimit': return Resources.withoutCpuLimit(given.reason, options);
    default: return Resources[given.kind]();
  }
}

function scaling({ kind, min, max, targetPercent, reason }: ScalingCase): Autoscaling {
  return kind === 'none' ? Autoscaling.none(reason, min) : Autoscaling.onCpu({ min, max, targetPercent });
}

function rollout(given: RolloutCase): Rollout {
  if (given.kind === 'recreate') return Rollout.recreate(given.reason);
  if (given.kind !== 'of') return Rollout[given.kind]();
  return Rollout.of({
    maxSurge: part(given.maxSurge),
    maxUnavailable: part(given.maxUnavailable),
    minReady: time(given.minReady),
    progressDeadline: time(given.progressDeadline),
  });
}

function shutdown({ kind, command, drain, stop }: ShutdownCase): Shutdown {
  const options = { drain: time(drain), stop: time(stop) };
  return kind === 'command' ? Shutdown.command(command, options) : Shutdown.graceful(options);
}

function budget(given: number | NoneCase): DisruptionBudget {
  return typeof given === 'number' ? DisruptionBudget.maxUnavailable(given) : DisruptionBudget.none(given.none);
}

function spread(given: 'evenly' | 'strictlyOverZones' | NoneCase): Spread {
  return typeof given === 'string' ? Spread[given]() : Spread.none(given.none);
}

function metrics(given: MetricsCase | NoneCase): Metrics {
  return 'none' in given ? Metrics.none(given.none) : Metrics.at({ ...given, interval: time(given.interval) });
}

function peer({ kind, namespace, labels, cidr }: FlowCase): TrafficPeer {
  switch (kind) {
    case 'namespace': return TrafficPeer.namespace(namespace ?? 'web');
    case 'pods': return TrafficPeer.pods({ labels, namespace });
    case 'cidr': return TrafficPeer.cidr(cidr);
    default: return TrafficPeer.ingressController();
  }
}

export function time(given: TimeCase | undefined): Duration | undefined {
  return given && Duration[given.unit](given.amount);
}

function size(kibibytes: number | undefined): Size | undefined {
  return kibibytes === undefined ? undefined : Size.kibibytes(kibibytes);
}

/** Whole thousandths by `millis`, others by `units`. */
function cpu(millionths: number): Cpu {
  return millionths % 1000 === 0 ? Cpu.millis(millionths / 1000) : Cpu.units(millionths / 1e6);
}

function part(given: number | string | undefined): PercentOrAbsolute | undefined {
  if (given === undefined) return undefined;
  return typeof given === 'number'
    ? PercentOrAbsolute.absolute(given)
    : PercentOrAbsolute.percent(Number(given.replace('%', '')));
}

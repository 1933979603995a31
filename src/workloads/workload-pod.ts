import { Lazy } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PodSettings } from './workload-defaults';
import { ownAccount } from '../internal/manifest/own-account';
import { resourceFields } from '../internal/manifest/resource-fields';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { checkPorts, PortEntry } from '../internal/naming/container-ports';
import { CONFIG_HASH_ANNOTATION } from '../internal/naming/labels';
import { checkDnsSubdomain } from '../internal/naming/names';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import { Json, JsonObject } from '../internal/values/json';
import { ConfigSource, ConfigSources } from '../pods/config/config-source';
import { checkProcess } from '../pods/containers/process-checks';
import { makeContext } from '../pods/make-context';
import { templateFields } from '../pods/pod-fields';
import { ReadinessGates } from '../pods/readiness-gates';

/** What Kubernetes gives pods that ask for nothing else. */
const USUAL_GRACE_SECONDS = 30;

/** What the pods of a workload are made of: what its parts decided, and the objects that its pods need. */
export interface WorkloadPod {
  readonly context: WorkloadContext;
  readonly callablePorts: readonly PortEntry[];
  readonly ports: readonly PortEntry[];
  readonly metricsPort?: PortEntry;
  /** Of the main container. */
  readonly demand: ResourceDemand;
  readonly slowStartSeconds: number;
  readonly graceSeconds: number;
  readonly annotations: Record<string, string>;
  readonly readinessGates: ReadinessGates;
  readonly config?: ConfigSource;
  /** All that the main container takes its configuration from. */
  readonly configSources: ConfigSources;
  /** What cdk8s-plus cannot say of the pod's `spec` and of the main container. */
  readonly podFields: JsonObject;
  readonly containerFields: JsonObject;
  readonly serviceAccount: ServiceAccount;
}

/** Asks each part, refuses what cannot work, and makes the ServiceAccount and the ConfigMap. */
export function createWorkloadPod(scope: Construct, settings: PodSettings): WorkloadPod {
  const { process, config, callablePorts, ports, probes, shutdown, metrics } = settings;
  const context = makeContext(scope, settings);
  checkPorts(scope, ports);
  if (settings.priorityClassName !== undefined) {
    checkDnsSubdomain(scope, 'priorityClassName', settings.priorityClassName);
  }
  checkProcess(scope, process, config?._environmentNames());
  const demand = settings.resources._demand(context);
  const metricsPort = metrics?._port(context, ports);
  const readinessGates = new ReadinessGates();
  return {
    context,
    callablePorts,
    ports,
    metricsPort,
    demand,
    slowStartSeconds: probes?._slowStartSeconds(context) ?? 0,
    graceSeconds: shutdown?._graceSeconds(context) ?? USUAL_GRACE_SECONDS,
    annotations: metrics?._podAnnotations(context, metricsPort) ?? {},
    readinessGates,
    podFields: podFields(context, settings, readinessGates),
    containerFields: containerFields(context, settings, demand),
    serviceAccount: ownAccount(scope, objectMetadata(context)),
    ...configOf(context, settings),
  };
}

/** What cdk8s-plus cannot say of the pods, as the controller's `template`. */
export function workloadTemplate(pod: WorkloadPod): JsonObject {
  const { context } = pod;
  const { metadata, spec } = templateFields(context, {
    ...pod.podFields,
    containers: [{ name: context.name, ...pod.containerFields }],
  });
  return { metadata: { ...metadata, annotations: configHash(pod.configSources) }, spec };
}

function podFields(context: WorkloadContext, settings: PodSettings, gates: ReadinessGates) {
  const { spread, revisionLabel, priorityClassName } = settings;
  return {
    ...spread?._podFields(context, revisionLabel),
    readinessGates: gates.lazily(),
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
  };
}

function containerFields(context: WorkloadContext, settings: PodSettings, demand: ResourceDemand) {
  return {
    resources: resourceFields(demand),
    ...settings.probes?._containerFields(context, settings.ports),
    lifecycle: settings.shutdown?._lifecycle(context),
  };
}

function configOf(context: WorkloadContext, { config }: PodSettings) {
  const configSources = new ConfigSources();
  const source = config?._source(context.scope, 'Config', objectMetadata(context));
  if (source) configSources.add(source);
  return { config: source, configSources };
}

/** The annotation that rolls the pods where their configuration changes. */
function configHash(sources: ConfigSources): Json {
  const produce = () => {
    const { hash } = sources;
    return hash === undefined ? undefined : { [CONFIG_HASH_ANNOTATION]: hash };
  };
  return Lazy.any({ produce });
}

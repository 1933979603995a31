import { Construct } from 'constructs';
import { Metrics } from './metrics';
import { ReadinessGates } from './readiness-gates';
import { WorkloadProps } from './workload-props';
import { Probes } from '../availability/probes';
import { Resources } from '../availability/resources';
import { Shutdown } from '../availability/shutdown';
import { Spread } from '../availability/spread';
import { fail } from '../internal/fail';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { resourceFields } from '../internal/manifest/resource-fields';
import { PortEntry } from '../internal/naming/container-ports';
import { checkEnvironment, checkUniqueEnvironment } from '../internal/naming/environment-names';
import { CONFIG_HASH_ANNOTATION } from '../internal/naming/labels';
import { ResourceDemand } from '../internal/tree/namespace-registry';
import { JsonObject } from '../internal/values/json';
import { checkArguments } from '../internal/values/plain-text';

/** What the parts of a workload decided about its pods, once all defaults are filled in. */
export interface PodDecisions {
  /** Of the main container. */
  readonly demand: ResourceDemand;
  readonly slowStartSeconds: number;
  readonly graceSeconds: number;
  readonly metricsPort?: PortEntry;
  readonly readinessGates: ReadinessGates;
  readonly configNames: readonly string[];
  readonly podAnnotations: Record<string, string>;
  /** What cdk8s-plus cannot say of the pod's `spec` and of the main container. */
  readonly podFields: JsonObject;
  readonly containerFields: JsonObject;
}

/** What differs between kinds of workloads where the props say nothing. */
export interface PodPreferences {
  readonly resources: Resources;
  /** The label by which pods of one revision know each other while a rollout surges; none where it cannot. */
  readonly revisionLabel?: string;
}

/** Asks each part; refuses what cannot work and records what is left undone. */
export function decidePod(context: WorkloadContext, props: WorkloadProps, kind: PodKind): PodDecisions {
  const { shutdown, probes, spread, metrics } = withDefaults(props);
  const { ports, preferences } = kind;
  const demand = preferences.resources._demand(context);
  const readinessGates = new ReadinessGates();
  const metricsPort = metrics._port(context, ports);
  return {
    demand,
    slowStartSeconds: probes._slowStartSeconds(context),
    graceSeconds: shutdown._graceSeconds(context),
    metricsPort,
    readinessGates,
    configNames: props.config?._environmentNames() ?? [],
    podAnnotations: { ...metrics._podAnnotations(context, metricsPort), ...configHash(props) },
    podFields: { ...spread._podFields(context, preferences.revisionLabel), readinessGates: readinessGates.lazily() },
    containerFields: {
      resources: resourceFields(demand),
      ...probes._containerFields(context, ports),
      lifecycle: shutdown._lifecycle(context),
    },
  };
}

/** The ports of the main container, and what its kind of workload prefers. */
export interface PodKind {
  readonly ports: readonly PortEntry[];
  readonly preferences: PodPreferences;
}

/** The command line and the environment of a process. */
export interface ProcessFields {
  readonly command?: string[];
  readonly args?: string[];
  readonly env?: { [name: string]: string };
}

/** Refuses a command line or an environment that no process can be given. */
export function checkProcess(scope: Construct, process: ProcessFields, configNames: readonly string[] = []): void {
  const env = process.env ?? {};
  checkProgram(scope, process.command);
  checkArguments(scope, 'command', process.command);
  checkArguments(scope, 'args', process.args);
  checkEnvironment(scope, 'env', env);
  checkUniqueEnvironment(scope, 'env', [...Object.keys(env), ...configNames]);
}

function checkProgram(scope: Construct, command: readonly string[] | undefined): void {
  if (command !== undefined && (command.length === 0 || command[0] === '')) {
    const remedy = 'leave it out to run what the image runs';
    fail(scope, { prop: 'command', must: 'name a program', got: command, remedy });
  }
}

function withDefaults(props: WorkloadProps) {
  return {
    shutdown: props.shutdown ?? Shutdown._default(),
    probes: props.probes ?? Probes.http(),
    spread: props.spread ?? Spread.evenly(),
    metrics: props.metrics ?? Metrics.at(),
  };
}

function configHash({ config }: WorkloadProps): Record<string, string> {
  return config === undefined ? {} : { [CONFIG_HASH_ANNOTATION]: config._hash() };
}

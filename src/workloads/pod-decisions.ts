import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Metrics } from './metrics';
import { ReadinessGates } from './readiness-gates';
import { WorkloadProps } from './workload-props';
import { Autoscaling } from '../availability/autoscaling';
import { Probes } from '../availability/probes';
import { Resources } from '../availability/resources';
import { Rollout, RolloutFields } from '../availability/rollout';
import { Shutdown } from '../availability/shutdown';
import { Spread } from '../availability/spread';
import { checkEnvironment, checkUniqueEnvironment } from '../internal/environment-names';
import { Json, JsonObject, undefinedIfEmpty } from '../internal/json';
import { CONFIG_HASH_ANNOTATION, POLARIS_REPLICAS_EXEMPTION } from '../internal/labels';
import { PortEntry } from '../internal/ports';
import { PodDemand } from '../internal/registry';
import { resourceFields } from '../internal/resource-fields';
import { checkArguments } from '../internal/text';
import { WorkloadContext } from '../internal/workload-context';

/** What the parts of a workload decided about its pods, once all defaults are filled in. */
export interface PodDecisions {
  readonly demand: PodDemand;
  /** At maximum scale, with the surge of a rollout. */
  readonly maxPods: number;
  /** Undefined where an autoscaler owns the number. */
  readonly replicas?: number;
  readonly rollout: RolloutFields;
  readonly graceSeconds: number;
  readonly metricsPort?: PortEntry;
  readonly readinessGates: ReadinessGates;
  readonly configNames: readonly string[];
  readonly podAnnotations: Record<string, string>;
  /** What cdk8s-plus cannot say of the object's metadata, of the pod's `spec` and of the main container. */
  readonly metadata: JsonObject;
  readonly podFields: JsonObject;
  readonly containerFields: JsonObject;
}

/** Asks each part; refuses what cannot work and records what is left undone. */
export function decidePod(context: WorkloadContext, props: WorkloadProps, ports: readonly PortEntry[]): PodDecisions {
  const { scaling, rollout, shutdown, probes, resources, spread, metrics } = withDefaults(props);
  scaling._check(context);
  const demand = resources._demand(context);
  const replicas = scaling._replicas(context);
  const max = scaling._max(context);
  const readinessGates = new ReadinessGates();
  const metricsPort = metrics._port(context, ports);
  return {
    demand,
    rollout: rollout._fields(context.scope, probes._slowStartSeconds(context)),
    maxPods: max + rollout._surge(max),
    replicas,
    graceSeconds: shutdown._graceSeconds(context),
    metricsPort,
    readinessGates,
    configNames: props.config?._environmentNames() ?? [],
    podAnnotations: { ...metrics._podAnnotations(context, metricsPort), ...configHash(props) },
    metadata: { annotations: objectAnnotations(context, replicas === undefined) },
    podFields: { ...spread._podFields(context), readinessGates: readinessGates.lazily() },
    containerFields: {
      resources: resourceFields(demand),
      ...probes._containerFields(context, ports),
      lifecycle: shutdown._lifecycle(context),
    },
  };
}

/** Refuses a command line or an environment that no process can be given. */
export function checkProcess(scope: Construct, props: WorkloadProps): void {
  const env = props.env ?? {};
  checkArguments(scope, 'command', props.command);
  checkArguments(scope, 'args', props.args);
  checkEnvironment(scope, 'env', env);
  checkUniqueEnvironment(scope, 'env', [...Object.keys(env), ...props.config?._environmentNames() ?? []]);
}

function withDefaults(props: WorkloadProps) {
  return {
    scaling: props.scaling ?? Autoscaling.onCpu(),
    rollout: props.rollout ?? Rollout.safe(),
    shutdown: props.shutdown ?? Shutdown._default(),
    probes: props.probes ?? Probes.http(),
    resources: props.resources ?? Resources.medium(),
    spread: props.spread ?? Spread.evenly(),
    metrics: props.metrics ?? Metrics.at(),
  };
}

function configHash({ config }: WorkloadProps): Record<string, string> {
  return config === undefined ? {} : { [CONFIG_HASH_ANNOTATION]: config._hash() };
}

function objectAnnotations({ waivers }: WorkloadContext, isAutoscaled: boolean): Json {
  const exemption = isAutoscaled ? { [POLARIS_REPLICAS_EXEMPTION]: 'true' } : {};
  return Lazy.any({ produce: () => undefinedIfEmpty({ ...exemption, ...waivers.annotations() }) });
}

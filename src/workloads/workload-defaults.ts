import { Duration, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute, PodManagementPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Metrics } from './metrics';
import { NodeAgentProps } from './nodes/node-agent-props';
import { Tolerations } from './nodes/tolerations';
import { ScalableWorkloadProps } from './scalable-workload-props';
import { servicePorts, statefulPorts, workerPort } from './service-ports';
import { StatefulServiceProps } from './stateful-service-props';
import { WorkloadPort } from './workload-port';
import { PodWorkloadProps, ProcessProps, WorkloadProps } from './workload-props';
import { NodeAccess } from '../access/node-access';
import { Autoscaling } from '../availability/autoscaling';
import { DisruptionBudget } from '../availability/disruption-budget';
import { Probes } from '../availability/probes';
import { Resources } from '../availability/resources';
import { Rollout } from '../availability/rollout';
import { Shutdown } from '../availability/shutdown';
import { Spread } from '../availability/spread';
import { PortEntry } from '../internal/naming/container-ports';
import { POD_TEMPLATE_HASH_LABEL } from '../internal/naming/labels';
import { Platform } from '../platform/platform';
import { Config } from '../pods/config/config';
import { ContainerProcess } from '../pods/containers/container-props';
import { pulledImage, PulledImage } from '../pods/containers/pulled-image';
import { ClaimRetention } from '../pods/volumes/claim-retention';
import { VolumeClaim } from '../pods/volumes/volume-claim';

/** The most that Kubernetes is made for. */
export const MOST_NODES = 5000;

/** The ports of a service by its props. */
interface ServicePortProps {
  readonly port?: number;
  readonly ports?: WorkloadPort[];
}

/** What every workload is made of, whether or not its pods end, with all defaults filled in. */
export interface PodSettings {
  readonly name: string;
  /** What it is a version of, where there are several beside each other. */
  readonly application?: string;
  /** The value of `app.kubernetes.io/component`. */
  readonly component: string;
  readonly image: PulledImage;
  readonly process: ContainerProcess;
  readonly config?: Config;
  /** What callers may depend on. */
  readonly callablePorts: readonly PortEntry[];
  /** All ports of the main container: these, and one for metrics alone. */
  readonly ports: readonly PortEntry[];
  /** None where the pods end by themselves; neither are the three below. */
  readonly probes?: Probes;
  readonly shutdown?: Shutdown;
  readonly metrics?: Metrics;
  /** None where each node has one pod, too. */
  readonly spread?: Spread;
  /** None where none could hold. */
  readonly disruptionBudget?: DisruptionBudget;
  /** What the pods reach of their node; nothing where it is left out. */
  readonly nodeAccess?: NodeAccess;
  readonly resources: Resources;
  /** What containers beside the main one get where they do not say. */
  readonly smallResources: Resources;
  /** The platform's where it is left out. */
  readonly priorityClassName?: string;
  /** The label by which pods of one revision know each other while a rollout surges; none where it cannot. */
  readonly revisionLabel?: string;
}

/** What every workload whose pods run for good is made of. */
export interface WorkloadSettings extends PodSettings {
  readonly probes: Probes;
  readonly shutdown: Shutdown;
  readonly metrics: Metrics;
}

/** What a workload of interchangeable pods is made of. */
export interface DeploymentSettings extends WorkloadSettings {
  readonly scaling: Autoscaling;
  readonly rollout: Rollout;
}

/** What a workload is made of whose pods have names and volumes of their own. */
export interface StatefulSetSettings extends WorkloadSettings {
  readonly replicas: number;
  /** Where the number of replicas comes from. */
  readonly areReplicasChosen: boolean;
  readonly claims: readonly VolumeClaim[];
  /** Undefined where nothing was said. */
  readonly claimRetention?: ClaimRetention;
  readonly podManagementPolicy: PodManagementPolicy;
  readonly minReady: Duration;
  readonly publishNotReadyAddresses: boolean;
}

/** What a workload is made of that has a pod on each node. */
export interface DaemonSetSettings extends WorkloadSettings {
  readonly nodeAccess: NodeAccess;
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: Tolerations;
  readonly maxUnavailable: PercentOrAbsolute;
  readonly maxNodes: number;
}

/** The defaults of a ProductionService. Three replicas at least are the environment's, ten at most the autoscaler's. */
export function serviceDefaults(scope: Construct, props: ScalableWorkloadProps & ServicePortProps): DeploymentSettings {
  return deploymentDefaults(scope, props, { component: 'service', ports: servicePorts(props.port, props.ports) });
}

/** The defaults of a ProductionWorker: those of a service, whose port is there for probes and metrics alone. */
export function workerDefaults(scope: Construct, props: ScalableWorkloadProps & ServicePortProps): DeploymentSettings {
  return deploymentDefaults(scope, props, { component: 'worker', ports: askedPorts(props) });
}

/** The defaults of a NodeAgent. */
export function nodeAgentDefaults(scope: Construct, props: NodeAgentProps): DaemonSetSettings {
  return {
    ...podDefaults(scope, props, { component: 'node-agent', ports: askedPorts(props) }),
    resources: props.resources ?? Resources.extraSmall(),
    smallResources: Resources.extraSmall(),
    nodeAccess: props.nodeAccess ?? NodeAccess.none(),
    nodeSelector: props.nodeSelector ?? {},
    tolerations: props.tolerations ?? Tolerations.everyTaint(),
    maxUnavailable: props.maxUnavailable ?? PercentOrAbsolute.percent(10),
    priorityClassName: props.priorityClassName,
    maxNodes: props.maxNodes ?? MOST_NODES,
  };
}

/** The defaults of a StatefulService. */
export function statefulServiceDefaults(scope: Construct, props: StatefulServiceProps): StatefulSetSettings {
  const ports = statefulPorts(scope, props.ports);
  const { replicas, resources = Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1)) } = props;
  return {
    ...workloadDefaults(scope, props, { component: 'stateful-service', ports }),
    resources,
    // One container whose requests are below its limits, and the pod is no longer of the class Guaranteed.
    smallResources: Resources.guaranteed(Cpu.millis(50), Size.mebibytes(64)),
    replicas: replicas ?? Platform.of(scope).environment.minReplicas,
    areReplicasChosen: replicas !== undefined,
    claims: props.claims,
    claimRetention: props.claimRetention,
    podManagementPolicy: props.podManagementPolicy ?? PodManagementPolicy.ORDERED_READY,
    minReady: props.minReady ?? Duration.seconds(5),
    publishNotReadyAddresses: props.publishNotReadyAddresses ?? false,
  };
}

function deploymentDefaults(scope: Construct, props: ScalableWorkloadProps, kind: WorkloadKind): DeploymentSettings {
  return {
    ...workloadDefaults(scope, props, kind),
    scaling: props.scaling ?? Autoscaling.onCpu(),
    rollout: props.rollout ?? Rollout.safe(),
    resources: props.resources ?? Resources.medium(),
    smallResources: Resources.extraSmall(),
    revisionLabel: POD_TEMPLATE_HASH_LABEL,
  };
}

/** The port of what nobody calls: there for probes and metrics alone. */
function askedPorts(props: PodWorkloadProps & ServicePortProps): PortEntry[] {
  const { probes = Probes.http(), metrics = Metrics.at() } = props;
  const port = workerPort(props.port);
  const isAsked = probes._ask(port.containerPort) || metrics._areAt(port.containerPort);
  // What nobody asks and nobody gave, nobody listens on.
  return props.port !== undefined || isAsked ? [port] : [];
}

/** What tells one kind of workload from another. */
interface WorkloadKind {
  readonly component: string;
  readonly ports: readonly PortEntry[];
}

function workloadDefaults(scope: Construct, props: WorkloadProps, kind: WorkloadKind) {
  return {
    ...podDefaults(scope, props, kind),
    spread: props.spread ?? Spread.evenly(),
    priorityClassName: props.priorityClassName,
    disruptionBudget: props.disruptionBudget ?? DisruptionBudget.maxUnavailable(1),
  };
}

function podDefaults(scope: Construct, props: PodWorkloadProps, { component, ports }: WorkloadKind) {
  const { metrics = Metrics.at() } = props;
  return {
    ...processDefaults(scope, props, component),
    callablePorts: ports,
    ports: metrics._ports(scope, ports),
    metrics,
    probes: props.probes ?? Probes.http(),
    shutdown: props.shutdown ?? Shutdown._default(),
  };
}

/** What pods run, whether or not they end, and what it is called. */
export function processDefaults(scope: Construct, props: ProcessProps, component: string) {
  const { name = scope.node.id, command, args, env, config } = props;
  const image = pulledImage(scope, 'image', props.image);
  return { name, component, image, process: { image: image.name, command, args, env }, config };
}

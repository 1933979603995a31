import { ApiObject, Lazy } from 'cdk8s';
import { ContainerRestartPolicy, Deployment, DeploymentProps, HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { DeploymentSettings } from './workload-defaults';
import { WorkloadPod, workloadTemplate } from './workload-pod';
import { Overlay } from '../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { POLARIS_REPLICAS_EXEMPTION } from '../internal/naming/labels';
import { Json, undefinedIfEmpty } from '../internal/values/json';
import { isMetricsName } from '../internal/values/metrics-names';
import { addMainContainer, selectPods } from '../pods/containers/main-container';
import { dropPodDefaults, podProps } from '../pods/pod-fields';

const REVISIONS_KEPT = 5;

/** Makes a Deployment, or what is one in all but its kind. */
type MakeDeployment = (scope: Construct, id: string, props: DeploymentProps) => Deployment;

/** A Deployment, and what scales it. */
interface ScaledDeployment {
  readonly deployment: Deployment;
  readonly autoscaler?: HorizontalPodAutoscaler;
  /** Pods at maximum scale, with the surge of a rollout. */
  readonly maxPods: number;
}

/** The Deployment of a workload, with every production default of its pods, and its autoscaler. */
export function createDeployment(
  pod: WorkloadPod, settings: DeploymentSettings, make: MakeDeployment = makeDeployment,
): ScaledDeployment {
  const { context, ports, config } = pod;
  const { process, scaling, rollout } = settings;
  const { max, fixed } = scaling._replicas(context, () => declaresCallablePort(deployment));
  const { strategy, minReady, progressDeadline } = rollout._fields(context, pod.slowStartSeconds);
  const deployment = make(context.scope, 'Resource', {
    metadata: objectMetadata(context),
    ...podProps(context, pod),
    replicas: fixed,
    minReady,
    strategy,
    progressDeadline,
  });
  selectPods(context, deployment);
  addMainContainer(context, deployment, { process, ports, config });
  const overlay = Overlay.of(ApiObject.of(deployment));
  overlay.dropDefault('/spec/minReadySeconds', 0);
  dropPodDefaults(overlay, '/spec/template/spec');
  overlay.merge({
    metadata: { annotations: annotations(context, fixed === undefined) },
    spec: { revisionHistoryLimit: REVISIONS_KEPT, template: workloadTemplate(pod) },
  });
  return { deployment, autoscaler: scaling._autoscaler(context, deployment), maxPods: max + rollout._surge(max) };
}

function makeDeployment(scope: Construct, id: string, props: DeploymentProps): Deployment {
  return new Deployment(scope, id, props);
}

/** In a container that runs as long as the pod does, and for others than Prometheus. */
function declaresCallablePort({ containers, initContainers }: Deployment): boolean {
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === ContainerRestartPolicy.ALWAYS);
  return [...containers, ...sidecars].some(({ ports }) => ports.some(({ name = '' }) => !isMetricsName(name)));
}

function annotations({ waivers, externals }: WorkloadContext, isAutoscaled: boolean): Json {
  const exemption = isAutoscaled ? { [POLARIS_REPLICAS_EXEMPTION]: 'true' } : {};
  const produce = () => undefinedIfEmpty({ ...exemption, ...externals.annotations(), ...waivers.annotations() });
  return Lazy.any({ produce });
}

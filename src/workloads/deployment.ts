import { ApiObject, Lazy } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import { addMainContainer, dropPodDefaults, PodParts, podProps, selectPods, templateFields } from './pod-template';
import { ScalableWorkloadProps } from './scalable-workload-props';
import { WorkloadKind, WorkloadSubject } from './workload-objects';
import { Autoscaling } from '../availability/autoscaling';
import { Resources } from '../availability/resources';
import { Rollout } from '../availability/rollout';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { Overlay } from '../internal/manifest/overlay';
import { POD_TEMPLATE_HASH_LABEL, POLARIS_REPLICAS_EXEMPTION } from '../internal/naming/labels';
import { Json, undefinedIfEmpty } from '../internal/values/json';

const REVISIONS_KEPT = 5;

/** A Deployment, and what scales it. */
interface ScaledDeployment {
  readonly controller: Deployment;
  readonly autoscaler?: HorizontalPodAutoscaler;
}

/** The kind of workload whose pods are interchangeable. */
export function deploymentKind(subject: WorkloadSubject, props: ScalableWorkloadProps): WorkloadKind<Deployment> {
  const { scaling = Autoscaling.onCpu(), rollout = Rollout.safe(), resources = Resources.medium() } = props;
  return {
    ...subject,
    preferences: { resources, revisionLabel: POD_TEMPLATE_HASH_LABEL },
    smallResources: Resources.extraSmall(),
    maxPods: (context) => {
      scaling._check(context);
      const max = scaling._max(context);
      return max + rollout._surge(max);
    },
    create: (context, parts) => createDeployment(context, parts, { scaling, rollout }),
  };
}

/** The Deployment of a workload, with every production default of its pods. */
function createDeployment(
  context: WorkloadContext, parts: PodParts, { scaling, rollout }: { scaling: Autoscaling; rollout: Rollout },
): ScaledDeployment {
  const { strategy, minReady, progressDeadline } = rollout._fields(context.scope, parts.slowStartSeconds);
  const replicas = scaling._replicas(context);
  const controller = new Deployment(context.scope, 'Resource', {
    metadata: objectMetadata(context),
    ...podProps(context, parts),
    replicas,
    minReady,
    strategy,
    progressDeadline,
  });
  selectPods(context, controller);
  addMainContainer(context, controller, parts);
  const overlay = Overlay.of(ApiObject.of(controller));
  dropPodDefaults(overlay);
  overlay.merge({
    metadata: { annotations: annotations(context, replicas === undefined) },
    spec: { revisionHistoryLimit: REVISIONS_KEPT, template: templateFields(context, parts) },
  });
  return { controller, autoscaler: scaling._autoscaler(context, controller) };
}

function annotations({ waivers, externals }: WorkloadContext, isAutoscaled: boolean): Json {
  const exemption = isAutoscaled ? { [POLARIS_REPLICAS_EXEMPTION]: 'true' } : {};
  const produce = () => undefinedIfEmpty({ ...exemption, ...externals.annotations(), ...waivers.annotations() });
  return Lazy.any({ produce });
}

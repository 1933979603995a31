import { ApiObject, Duration, Lazy, Size } from 'cdk8s';
import { Cpu, PodManagementPolicy, Service, StatefulSet, StatefulSetUpdateStrategy } from 'cdk8s-plus-28';
import { ClaimRetention } from './claim-retention';
import { addMainContainer, dropPodDefaults, PodParts, podProps, selectPods, templateFields } from './pod-template';
import { StatefulServiceProps } from './stateful-service-props';
import { claimTemplates, mountClaims } from './volume-claims';
import { WorkloadKind, WorkloadSubject } from './workload-objects';
import { Resources } from '../availability/resources';
import { fail } from '../internal/fail';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { Overlay } from '../internal/manifest/overlay';
import { CheckIds } from '../internal/manifest/waiver-annotations';
import { CDK8S_ADDRESS_LABEL } from '../internal/naming/labels';
import { wholeSeconds } from '../internal/values/durations';
import { JsonObject, undefinedIfEmpty } from '../internal/values/json';
import { checkInteger, COUNT_RANGE, INT32_MAX } from '../internal/values/numbers';
import { Platform } from '../platform/platform';

const REVISIONS_KEPT = 5;
const ENOUGH_REPLICAS = 3;
/** The controller writes the name and eleven characters more into a label of each pod. */
const MAX_NAME_LENGTH = 52;

/** What a StatefulSet is made of beside its pods. */
export interface StatefulSetParts {
  readonly props: StatefulServiceProps;
  /** The headless Service, made once the names are known. */
  createService(context: WorkloadContext): Service;
}

/** The kind of workload whose pods have names and volumes of their own. */
export function statefulSetKind(subject: WorkloadSubject, parts: StatefulSetParts): WorkloadKind<StatefulSet> {
  const { resources = Resources.guaranteed(Cpu.millis(500), Size.gibibytes(1)), replicas } = parts.props;
  return {
    ...subject,
    preferences: { resources },
    // One container whose requests are below its limits, and the pod is no longer of the class Guaranteed.
    smallResources: Resources.guaranteed(Cpu.millis(50), Size.mebibytes(64)),
    maxPods: (context) => checkedReplicas(context, replicas),
    create: (context, pod) => ({ controller: createStatefulSet(context, pod, parts) }),
  };
}

/** The StatefulSet of a workload, with every production default of its pods. */
function createStatefulSet(context: WorkloadContext, pod: PodParts, parts: StatefulSetParts): StatefulSet {
  const { scope } = context;
  const { claims, minReady = Duration.seconds(5), podManagementPolicy } = parts.props;
  const fields = claimFields(context, parts.props);
  wholeSeconds(scope, { prop: 'minReady', value: minReady }, { min: 0, max: INT32_MAX });
  const controller = new StatefulSet(scope, 'Resource', {
    metadata: objectMetadata(context),
    ...podProps(context, pod),
    service: parts.createService(context),
    replicas: parts.props.replicas ?? Platform.of(scope).environment.minReplicas,
    podManagementPolicy: podManagementPolicy ?? PodManagementPolicy.ORDERED_READY,
    strategy: StatefulSetUpdateStrategy.rollingUpdate(),
    minReady,
  });
  // cdk8s-plus makes the Service select by the address label, which our pods do not carry.
  Overlay.of(ApiObject.of(controller.service)).merge({ spec: { selector: { [CDK8S_ADDRESS_LABEL]: null } } });
  selectPods(context, controller);
  const container = addMainContainer(context, controller, pod);
  addOverlay(context, controller, { ...fields, template: templateFields(context, pod) });
  mountClaims(context, { container, overlay: Overlay.of(ApiObject.of(controller)), claims });
  return controller;
}

/** What cdk8s-plus-28 cannot say of volumes. */
function claimFields(context: WorkloadContext, { claims, claimRetention }: StatefulServiceProps): JsonObject {
  if (claims === undefined) {
    const remedy = 'give an empty list where pods keep nothing but their names';
    fail(context.scope, { prop: 'claims', must: 'be a list of volumes', got: claims, remedy });
  }
  if (claims.length === 0) {
    if (claimRetention === undefined) return {};
    const remedy = 'leave it out, or add a claim';
    fail(context.scope, { prop: 'claimRetention', must: 'come with claims', got: claims, remedy });
  }
  return {
    persistentVolumeClaimRetentionPolicy: (claimRetention ?? ClaimRetention.retained())._policy(context),
    volumeClaimTemplates: claimTemplates(context, claims),
  };
}

function addOverlay({ waivers, externals }: WorkloadContext, controller: StatefulSet, spec: JsonObject): void {
  const overlay = Overlay.of(ApiObject.of(controller));
  const annotations = () => undefinedIfEmpty({ ...externals.annotations(), ...waivers.annotations() });
  dropPodDefaults(overlay);
  overlay.merge({
    metadata: { annotations: Lazy.any({ produce: annotations }) },
    spec: { revisionHistoryLimit: REVISIONS_KEPT, ...spec },
  });
}

function checkedReplicas(context: WorkloadContext, given: number | undefined): number {
  const { scope, name, waivers } = context;
  if (name.length > MAX_NAME_LENGTH) {
    const must = `have at most ${MAX_NAME_LENGTH} characters, for the controller writes it into a label with more`;
    fail(scope, { prop: 'name', must, got: name, remedy: 'shorten the id, or give a name' });
  }
  const { environment } = Platform.of(scope);
  const replicas = given ?? environment.minReplicas;
  checkInteger(scope, { prop: 'replicas', value: replicas }, COUNT_RANGE);
  if (replicas < ENOUGH_REPLICAS) {
    const reason = given === undefined
      ? `the environment ${environment.name} keeps ${environment.minReplicas} at least`
      : `the number of ${given} was chosen for this workload`;
    waivers.add({ checkId: CheckIds.REPLICAS, reason });
  }
  return replicas;
}

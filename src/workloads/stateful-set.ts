import { ApiObject, Lazy } from 'cdk8s';
import { Service, StatefulSet, StatefulSetUpdateStrategy } from 'cdk8s-plus-28';
import { StatefulSetSettings } from './workload-defaults';
import { WorkloadPod, workloadTemplate } from './workload-pod';
import { recordFewReplicas } from '../availability/enough-replicas';
import { fail } from '../internal/fail';
import { Overlay } from '../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { CDK8S_ADDRESS_LABEL } from '../internal/naming/labels';
import { wholeSeconds } from '../internal/values/durations';
import { JsonObject, undefinedIfEmpty } from '../internal/values/json';
import { checkInteger, COUNT_RANGE, INT32_MAX } from '../internal/values/numbers';
import { addMainContainer, selectPods } from '../pods/containers/main-container';
import { dropPodDefaults, podProps } from '../pods/pod-fields';
import { ClaimRetention } from '../pods/volumes/claim-retention';
import { claimTemplates, mountClaims } from '../pods/volumes/volume-claims';

const REVISIONS_KEPT = 5;
/** The controller writes the name and eleven characters more into a label of each pod. */
const MAX_NAME_LENGTH = 52;

/** Refuses numbers and names that no StatefulSet can have; records a number that production does not want. */
export function checkStatefulSet(context: WorkloadContext, settings: StatefulSetSettings): void {
  const { scope, name } = context;
  const { replicas, areReplicasChosen, minReady } = settings;
  if (name.length > MAX_NAME_LENGTH) {
    const must = `have at most ${MAX_NAME_LENGTH} characters, for the controller writes it into a label with more`;
    fail(scope, { prop: 'name', must, got: name, remedy: 'shorten the id, or give a name' });
  }
  checkInteger(scope, { prop: 'replicas', value: replicas }, COUNT_RANGE);
  const chosen = `the number of ${replicas} was chosen for this workload`;
  recordFewReplicas(context, replicas, areReplicasChosen ? chosen : undefined);
  wholeSeconds(scope, { prop: 'minReady', value: minReady }, { min: 0, max: INT32_MAX });
}

/** The StatefulSet of a workload behind its headless Service, with every production default of its pods. */
export function createStatefulSet(pod: WorkloadPod, settings: StatefulSetSettings, service: Service): StatefulSet {
  const { context, ports, config } = pod;
  const { process, claims, replicas, podManagementPolicy, minReady } = settings;
  const claimed = claimFields(context, settings);
  const statefulSet = new StatefulSet(context.scope, 'Resource', {
    metadata: objectMetadata(context),
    ...podProps(context, pod),
    service,
    replicas,
    podManagementPolicy,
    strategy: StatefulSetUpdateStrategy.rollingUpdate(),
    minReady,
  });
  // cdk8s-plus makes the Service select by the address label, which our pods do not carry.
  Overlay.of(ApiObject.of(service)).merge({ spec: { selector: { [CDK8S_ADDRESS_LABEL]: null } } });
  selectPods(context, statefulSet);
  const container = addMainContainer(context, statefulSet, { process, ports, config });
  const overlay = Overlay.of(ApiObject.of(statefulSet));
  overlay.dropDefault('/spec/minReadySeconds', 0);
  dropPodDefaults(overlay, '/spec/template/spec');
  overlay.merge({
    metadata: { annotations: annotations(context) },
    spec: { revisionHistoryLimit: REVISIONS_KEPT, ...claimed, template: workloadTemplate(pod) },
  });
  mountClaims(context, { container, overlay, claims });
  return statefulSet;
}

/** What cdk8s-plus-28 cannot say of volumes. */
function claimFields(context: WorkloadContext, { claims, claimRetention }: StatefulSetSettings): JsonObject {
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

function annotations({ waivers, externals }: WorkloadContext) {
  const produce = () => undefinedIfEmpty({ ...externals.annotations(), ...waivers.annotations() });
  return Lazy.any({ produce });
}

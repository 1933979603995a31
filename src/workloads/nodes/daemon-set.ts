import { ApiObject, Lazy } from 'cdk8s';
import { DaemonSet, DnsPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkPodShare, isZeroShare } from '../../availability/pod-share';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { checkLabels } from '../../internal/naming/names';
import { requirePrivilegedNamespace } from '../../internal/tree/privileged-namespace';
import { JsonObject, undefinedIfEmpty } from '../../internal/values/json';
import { checkInteger, COUNT_RANGE } from '../../internal/values/numbers';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { addMainContainer, selectPods } from '../../pods/containers/main-container';
import { dropPodDefaults, podProps } from '../../pods/pod-fields';
import { mountNodeFolders } from '../../pods/volumes/node-folders';
import { DaemonSetSettings } from '../workload-defaults';
import { WorkloadPod, workloadTemplate } from '../workload-pod';

const REVISIONS_KEPT = 5;
const MIN_READY_SECONDS = 5;
const NODE_CRITICAL = 'system-node-critical';
const KUBE_SYSTEM = 'kube-system';
const LINUX = { 'kubernetes.io/os': 'linux' };
const OS_LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];
/** What is no machine has taints as well, and cannot run the pod of an agent. */
const MACHINES = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{
        matchExpressions: [
          { key: 'eks.amazonaws.com/compute-type', operator: 'NotIn', values: ['fargate'] },
          { key: 'type', operator: 'NotIn', values: ['virtual-kubelet'] },
        ],
      }],
    },
  },
};

/** Refuses what no DaemonSet can have, and a namespace that would not admit its pods; records what they reach. */
export function checkDaemonSet(context: WorkloadContext, settings: DaemonSetSettings): void {
  const { scope, waivers } = context;
  const { nodeAccess, nodeSelector, tolerations, maxUnavailable, maxNodes, ports } = settings;
  nodeAccess._check(scope);
  if (nodeAccess._opensNode) {
    requirePrivilegedNamespace(context, { what: 'pods that reach into their node', reason: `${context.name} does` });
  }
  nodeAccess._record(waivers, ports.length > 0);
  checkLabels(scope, 'nodeSelector', nodeSelector);
  checkSystem(scope, nodeSelector);
  tolerations._check(scope);
  checkInteger(scope, { prop: 'maxNodes', value: maxNodes }, COUNT_RANGE);
  checkPodShare(scope, 'maxUnavailable', maxUnavailable);
  if (isZeroShare(maxUnavailable)) {
    const remedy = 'use PercentOrAbsolute.absolute(1) or more';
    fail(scope, { prop: 'maxUnavailable', must: 'let a pod be replaced', got: maxUnavailable.value, remedy });
  }
}

/** Pods are hardened as Linux knows it, which no other system takes. */
function checkSystem(scope: Construct, nodeSelector: DaemonSetSettings['nodeSelector'] = {}): void {
  const key = OS_LABELS.find((label) => Object.hasOwn(nodeSelector, label) && nodeSelector[label] !== 'linux');
  if (key === undefined) return;
  const must = 'be linux, whose security context pods have';
  const remedy = 'leave it out; agents on Windows are DaemonSets of your own';
  fail(scope, { prop: `nodeSelector.${key}`, must, got: nodeSelector[key], remedy });
}

/** The DaemonSet of an agent, with every production default of its pods. */
export function createDaemonSet(pod: WorkloadPod, settings: DaemonSetSettings): DaemonSet {
  const { context, ports, config } = pod;
  const { process, nodeAccess, maxUnavailable } = settings;
  const daemonSet = new DaemonSet(context.scope, 'Resource', {
    metadata: objectMetadata(context),
    ...podProps(context, { ...pod, seesOtherPods: nodeAccess._processes }),
    ...(nodeAccess._network ? { hostNetwork: true, dns: { policy: DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET } } : {}),
    minReadySeconds: MIN_READY_SECONDS,
  });
  selectPods(context, daemonSet);
  const container = addMainContainer(context, daemonSet, { process, ports, config });
  mountNodeFolders(context, container, nodeAccess._folders);
  const overlay = Overlay.of(ApiObject.of(daemonSet));
  dropPodDefaults(overlay, '/spec/template/spec');
  overlay.merge({
    metadata: { annotations: annotations(context) },
    spec: {
      revisionHistoryLimit: REVISIONS_KEPT,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: maxUnavailable.value } },
      template: workloadTemplate({ ...pod, ...onNode(pod, settings) }),
    },
  });
  return daemonSet;
}

/** What more there is to say of pods that are on every node. */
function onNode({ context, podFields, containerFields }: WorkloadPod, settings: DaemonSetSettings) {
  const { nodeAccess, nodeSelector, tolerations, priorityClassName } = settings;
  return {
    podFields: {
      ...podFields,
      hostPID: nodeAccess._processes ? true : undefined,
      nodeSelector: { ...LINUX, ...nodeSelector },
      affinity: MACHINES,
      tolerations: tolerations._podField,
      priorityClassName: priorityClassName ?? usualPriority(context),
    },
    containerFields: { ...containerFields, ...mainContainer(settings) },
  };
}

function mainContainer({ nodeAccess, ports }: DaemonSetSettings): JsonObject {
  const hostPorts = ports.map(({ name, containerPort }) => ({ name, hostPort: containerPort }));
  return {
    ...(nodeAccess._network ? { ports: hostPorts } : {}),
    // Root without a capability; sidecars stay who they are.
    ...(nodeAccess._root ? { securityContext: { runAsNonRoot: false, runAsUser: 0, runAsGroup: 0 } } : {}),
  };
}

/** GKE admits pods of the class where a quota reserves them: in kube-system, and nowhere else by itself. */
function usualPriority({ scope, namespace }: WorkloadContext): string | undefined {
  const { provider, priorityClassName } = Platform.of(scope);
  return provider === Provider.GKE && namespace !== KUBE_SYSTEM ? priorityClassName : NODE_CRITICAL;
}

function annotations({ waivers, externals }: WorkloadContext) {
  const produce = () => undefinedIfEmpty({ ...externals.annotations(), ...waivers.annotations() });
  return Lazy.any({ produce });
}

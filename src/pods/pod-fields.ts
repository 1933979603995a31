import { Duration } from 'cdk8s';
import { FsGroupChangePolicy, ServiceAccount } from 'cdk8s-plus-28';
import { unprivilegedUser } from './hardening';
import { Overlay } from '../internal/manifest/overlay';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { CDK8S_ADDRESS_LABEL } from '../internal/naming/labels';
import { madePriorityClasses } from '../internal/tree/priority-classes';
import { JsonObject } from '../internal/values/json';
import { Platform } from '../platform/platform';

/** The priority classes that every cluster has. */
const OF_KUBERNETES = /^system-(cluster|node)-critical$/;

/** What cdk8s-plus can say of pods that run for good. */
export interface ServingPod {
  readonly serviceAccount: ServiceAccount;
  readonly annotations: Record<string, string>;
  readonly graceSeconds: number;
  /** Whether its processes see those of other pods. */
  readonly seesOtherPods?: boolean;
}

/** The part of a controller's props that is about pods which run for good. */
export function podProps({ scope, labels }: WorkloadContext, pod: ServingPod) {
  return {
    select: false,
    podMetadata: { labels, annotations: pod.annotations },
    serviceAccount: pod.serviceAccount,
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(pod.graceSeconds),
    securityContext: { ...unprivilegedUser(scope, pod), fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH },
  };
}

/** Says of the class of the pods that others make it, unless the tree does, or every cluster has it. */
export function notePriorityClass({ scope, externals }: WorkloadContext, name: string | undefined): void {
  if (name === undefined || OF_KUBERNETES.test(name)) return;
  const made = madePriorityClasses(scope);
  externals.derive('PriorityClass', () => (made.has(name) ? [] : [name]));
}

/** What cdk8s-plus cannot say of the pods of any controller, as its `template`, with more of the pod's `spec`. */
export function templateFields(context: WorkloadContext, spec: JsonObject): JsonObject {
  const { priorityClassName = Platform.of(context.scope).priorityClassName } = spec;
  notePriorityClass(context, priorityClassName);
  return {
    metadata: { labels: { [CDK8S_ADDRESS_LABEL]: null } },
    spec: {
      enableServiceLinks: false,
      priorityClassName,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      ...spec,
    },
  };
}

/**
 * Leaves out what cdk8s-plus writes of pods although Kubernetes assumes it anyway.
 *
 * @param overlay that of the controller
 * @param podPath where its pods' `spec` stands
 */
export function dropPodDefaults(overlay: Overlay, podPath: string): void {
  overlay.dropDefault(`${podPath}/hostNetwork`, false);
  overlay.dropDefault(`${podPath}/dnsPolicy`, 'ClusterFirst');
  overlay.dropDefault(`${podPath}/setHostnameAsFQDN`, false);
  overlay.dropDefault(`${podPath}/securityContext/fsGroupChangePolicy`, 'Always');
}

/** An API version that is on its way out, or gone. */
export interface RemovedApiVersion {
  /** The first minor that no longer serves it; 0 where it is not of Kubernetes, and gone whatever the minor. */
  readonly removedIn: number;
  /** What to write instead; nothing where the kind is gone. */
  readonly replacement?: string;
}

const ADMISSION = 'admissionregistration.k8s.io';
const AUTHORIZATION = 'authorization.k8s.io';
const FLOW_CONTROL = 'flowcontrol.apiserver.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';
const WORKLOADS = ['Deployment', 'DaemonSet', 'ReplicaSet'];
const REVIEWS = [
  'LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview',
];

/**
 * By `apiVersion/kind`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const REMOVED_API_VERSIONS: ReadonlyMap<string, RemovedApiVersion> = new Map([
  ...removals(16, 'extensions/v1beta1', { kinds: WORKLOADS, replacement: 'apps/v1' }),
  ...removals(16, 'extensions/v1beta1', { kinds: ['NetworkPolicy'], replacement: 'networking.k8s.io/v1' }),
  ...removals(16, 'extensions/v1beta1', { kinds: ['PodSecurityPolicy'] }),
  ...removals(16, 'apps/v1beta1', {
    kinds: ['Deployment', 'StatefulSet', 'ControllerRevision'], replacement: 'apps/v1',
  }),
  ...removals(16, 'apps/v1beta2', {
    kinds: [...WORKLOADS, 'StatefulSet', 'ControllerRevision'], replacement: 'apps/v1',
  }),
  ...removals(21, 'batch/v2alpha1', { kinds: ['CronJob'], replacement: 'batch/v1' }),
  ...removals(22, 'extensions/v1beta1', { kinds: ['Ingress'], replacement: 'networking.k8s.io/v1' }),
  ...removals(22, 'networking.k8s.io/v1beta1', {
    kinds: ['Ingress', 'IngressClass'], replacement: 'networking.k8s.io/v1',
  }),
  ...removals(22, `${ADMISSION}/v1beta1`, {
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'], replacement: `${ADMISSION}/v1`,
  }),
  ...removals(22, 'apiextensions.k8s.io/v1beta1', {
    kinds: ['CustomResourceDefinition'], replacement: 'apiextensions.k8s.io/v1',
  }),
  ...removals(22, 'apiregistration.k8s.io/v1beta1', {
    kinds: ['APIService'], replacement: 'apiregistration.k8s.io/v1',
  }),
  ...removals(22, 'authentication.k8s.io/v1beta1', { kinds: ['TokenReview'], replacement: 'authentication.k8s.io/v1' }),
  ...removals(22, `${AUTHORIZATION}/v1beta1`, { kinds: REVIEWS, replacement: `${AUTHORIZATION}/v1` }),
  ...removals(22, 'certificates.k8s.io/v1beta1', {
    kinds: ['CertificateSigningRequest'], replacement: 'certificates.k8s.io/v1',
  }),
  ...removals(22, 'coordination.k8s.io/v1beta1', { kinds: ['Lease'], replacement: 'coordination.k8s.io/v1' }),
  ...removals(22, `${RBAC}/v1beta1`, {
    kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'], replacement: `${RBAC}/v1`,
  }),
  ...removals(22, 'scheduling.k8s.io/v1beta1', { kinds: ['PriorityClass'], replacement: 'scheduling.k8s.io/v1' }),
  ...removals(22, 'storage.k8s.io/v1beta1', {
    kinds: ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], replacement: 'storage.k8s.io/v1',
  }),
  ...removals(25, 'autoscaling/v2beta1', { kinds: ['HorizontalPodAutoscaler'], replacement: 'autoscaling/v2' }),
  ...removals(25, 'batch/v1beta1', { kinds: ['CronJob'], replacement: 'batch/v1' }),
  ...removals(25, 'discovery.k8s.io/v1beta1', { kinds: ['EndpointSlice'], replacement: 'discovery.k8s.io/v1' }),
  ...removals(25, 'events.k8s.io/v1beta1', { kinds: ['Event'], replacement: 'events.k8s.io/v1' }),
  ...removals(25, 'node.k8s.io/v1beta1', { kinds: ['RuntimeClass'], replacement: 'node.k8s.io/v1' }),
  ...removals(25, 'policy/v1beta1', { kinds: ['PodDisruptionBudget'], replacement: 'policy/v1' }),
  ...removals(25, 'policy/v1beta1', { kinds: ['PodSecurityPolicy'] }),
  ...removals(26, 'autoscaling/v2beta2', { kinds: ['HorizontalPodAutoscaler'], replacement: 'autoscaling/v2' }),
  ...flowControl(26, 'v1beta1'),
  ...removals(27, 'storage.k8s.io/v1beta1', { kinds: ['CSIStorageCapacity'], replacement: 'storage.k8s.io/v1' }),
  ...flowControl(29, 'v1beta2'),
  ...flowControl(32, 'v1beta3'),
  ...externalSecrets('v1alpha1', ['ExternalSecret', 'SecretStore', 'ClusterSecretStore']),
  ...externalSecrets('v1beta1', ['ExternalSecret', 'ClusterExternalSecret', 'SecretStore', 'ClusterSecretStore']),
]);

/** Their definitions still have the versions, and say that they are not served. */
function externalSecrets(version: string, kinds: readonly string[]): [string, RemovedApiVersion][] {
  return removals(0, `external-secrets.io/${version}`, { kinds, replacement: 'external-secrets.io/v1' });
}

function flowControl(removedIn: number, version: string): [string, RemovedApiVersion][] {
  const kinds = ['FlowSchema', 'PriorityLevelConfiguration'];
  return removals(removedIn, `${FLOW_CONTROL}/${version}`, { kinds, replacement: `${FLOW_CONTROL}/v1` });
}

function removals(
  removedIn: number, apiVersion: string, { kinds, replacement }: { kinds: readonly string[]; replacement?: string },
): [string, RemovedApiVersion][] {
  return kinds.map((kind) => [`${apiVersion}/${kind}`, { removedIn, replacement }]);
}

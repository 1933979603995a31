/**
 * What every cluster has before anybody deploys anything, of all the minors that are judged.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy
 */
const CONTROLLERS = [
  'attachdetach-controller', 'certificate-controller', 'clusterrole-aggregation-controller', 'cronjob-controller',
  'daemon-set-controller', 'deployment-controller', 'device-taint-eviction-controller', 'disruption-controller',
  'endpoint-controller', 'endpointslice-controller', 'endpointslicemirroring-controller',
  'ephemeral-volume-controller', 'expand-controller', 'generic-garbage-collector', 'horizontal-pod-autoscaler',
  'job-controller', 'kube-apiserver-serving-clustertrustbundle-publisher', 'legacy-service-account-token-cleaner',
  'namespace-controller', 'node-controller', 'persistent-volume-binder', 'pod-garbage-collector',
  'podcertificaterequestcleaner', 'pv-protection-controller', 'pvc-protection-controller', 'replicaset-controller',
  'replication-controller', 'resource-claim-controller', 'resourcequota-controller', 'root-ca-cert-publisher',
  'route-controller', 'selinux-warning-controller', 'service-account-controller', 'service-cidrs-controller',
  'service-controller', 'statefulset-controller', 'storage-version-migrator-controller',
  'ttl-after-finished-controller', 'ttl-controller', 'validatingadmissionpolicy-status-controller',
  'volumeattributesclass-protection-controller',
];

/** The accounts of controllers, in kube-system. */
export const BOOTSTRAP_ACCOUNTS: ReadonlySet<string> = new Set(CONTROLLERS);

/** Accounts in kube-system that get a role as soon as there is one of that name. */
const BOUND_ACCOUNTS: ReadonlySet<string> = new Set([
  ...CONTROLLERS, 'bootstrap-signer', 'cloud-provider', 'kube-controller-manager', 'kube-dns', 'kube-scheduler',
  'leader-election-controller', 'token-cleaner',
]);

const CLUSTER_ROLES = new Set([
  ...CONTROLLERS.map((name) => `system:controller:${name}`),
  'admin', 'cluster-admin', 'edit', 'system:aggregate-to-admin', 'system:aggregate-to-edit',
  'system:aggregate-to-view', 'system:auth-delegator', 'system:basic-user',
  'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
  'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
  'system:certificates.k8s.io:kube-apiserver-client-approver',
  'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver',
  'system:certificates.k8s.io:kubelet-serving-approver', 'system:certificates.k8s.io:legacy-unknown-approver',
  'system:cluster-trust-bundle-discovery', 'system:discovery', 'system:heapster', 'system:kube-aggregator',
  'system:kube-controller-manager', 'system:kube-dns', 'system:kube-scheduler', 'system:kubelet-api-admin',
  'system:monitoring', 'system:node', 'system:node-bootstrapper', 'system:node-problem-detector',
  'system:node-proxier', 'system:persistent-volume-provisioner', 'system:public-info-viewer',
  'system:service-account-issuer-discovery', 'system:volume-scheduler', 'view',
]);

/** Each with its namespace. */
const ROLES = new Set([
  'kube-public/system:controller:bootstrap-signer', 'kube-system/extension-apiserver-authentication-reader',
  'kube-system/system::leader-locking-kube-controller-manager', 'kube-system/system::leader-locking-kube-scheduler',
  'kube-system/system:controller:bootstrap-signer', 'kube-system/system:controller:cloud-provider',
  'kube-system/system:controller:token-cleaner',
]);

/** Names that Kubernetes keeps for the cluster, whose provider may make more of them. */
const RESERVED = /^system:/;

/** Whether the API server itself makes a role. */
export function isBootstrapRole(kind: string, namespace: string, name: string): boolean {
  return kind === 'ClusterRole' ? CLUSTER_ROLES.has(name) : kind === 'Role' && ROLES.has(`${namespace}/${name}`);
}

/** Whether the API server itself gives a role to an account. */
export function hasBootstrapRole(namespace: string, account: string): boolean {
  return namespace === 'kube-system' && BOUND_ACCOUNTS.has(account);
}

/** Whether the provider of a cluster may have made a role that is not among those that every cluster has. */
export function mayBeRoleOfProvider(kind: string, name: string): boolean {
  return kind === 'ClusterRole' && RESERVED.test(name) && !CLUSTER_ROLES.has(name);
}

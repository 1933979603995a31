/** An address of the node's network that says who a pod is, and hands out credentials for it. */
export interface IdentityHost {
  readonly cidr: string;
  readonly ports: readonly number[];
}

/** The metadata server of most clouds, which answers for the node. */
export const INSTANCE_METADATA: IdentityHost = { cidr: '169.254.169.254/32', ports: [80] };

/**
 * The metadata server of GKE, which answers for the pod: behind the address of the other one, or at it.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export const GKE_METADATA: readonly IdentityHost[] = [
  { cidr: '169.254.169.254/32', ports: [80, 8080] },
  { cidr: '169.254.169.252/32', ports: [987, 988] },
];

/**
 * The agent of EKS Pod Identity.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const EKS_POD_IDENTITY_AGENT: IdentityHost = { cidr: '169.254.170.23/32', ports: [80] };

/** By these annotations a ServiceAccount tells a cloud who its pods are. */
export const EKS_ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';
export const GKE_ACCOUNT_ANNOTATION = 'iam.gke.io/gcp-service-account';
export const AZURE_CLIENT_ANNOTATION = 'azure.workload.identity/client-id';
export const AZURE_TENANT_ANNOTATION = 'azure.workload.identity/tenant-id';
/** By this label Azure knows pods that want an identity. */
export const AZURE_POD_LABELS: Readonly<Record<string, string>> = { 'azure.workload.identity/use': 'true' };

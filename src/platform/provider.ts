import { knownMembersOnly } from '../internal/signatures/known-members';

/** Who runs the clusters. */
export enum Provider {
  /** Any conformant cluster: nothing is assumed beyond Kubernetes itself. */
  ANY = 'any',
  /** Amazon EKS. */
  EKS = 'eks',
  /** Google GKE: pods may reach its node-local DNS cache too. */
  GKE = 'gke',
  /** Azure AKS. */
  AKS = 'aks',
  /** Red Hat OpenShift: user ids are left to the cluster, DNS answers in `openshift-dns` on port 5353. */
  OPENSHIFT = 'openshift',
}

knownMembersOnly({ Provider });

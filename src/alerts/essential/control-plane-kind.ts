import { knownMembersOnly } from '../../internal/signatures/known-members';

/** Who runs the control plane of a cluster. */
export enum ControlPlane {
  /** A provider: etcd, the scheduler and the controller manager are out of sight. */
  MANAGED = 'managed',
  /** The team itself, by kubeadm or the like. */
  SELF_MANAGED = 'self-managed',
}

knownMembersOnly({ ControlPlane });

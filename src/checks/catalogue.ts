import { ACCESS_CHECKS } from './access/access-checks';
import { AVAILABILITY_CHECKS } from './availability/availability-checks';
import { BACKUP_CHECKS } from './backup/backup-checks';
import { CLUSTER_CHECKS } from './cluster/cluster-checks';
import { LABEL_CHECKS } from './labels/label-checks';
import { ICheck } from './model/check';
import { MONITORING_CHECKS } from './monitoring/monitoring-checks';
import { NAMESPACE_CHECKS } from './namespaces/namespace-checks';
import { NETWORK_CHECKS } from './network/network-checks';
import { POD_SECURITY_CHECKS } from './pod-security/pod-security-checks';
import { REFERENCE_CHECKS } from './references/reference-checks';
import { SECRET_CHECKS } from './secrets/secret-checks';
import { WORKLOAD_CHECKS } from './workloads/workload-checks';

/** Every check of this library, by the order of their ids. */
export const CHECKS: readonly ICheck[] = [
  ...AVAILABILITY_CHECKS,
  ...NAMESPACE_CHECKS,
  ...POD_SECURITY_CHECKS,
  ...WORKLOAD_CHECKS,
  ...ACCESS_CHECKS,
  ...BACKUP_CHECKS,
  ...CLUSTER_CHECKS,
  ...MONITORING_CHECKS,
  ...NETWORK_CHECKS,
  ...REFERENCE_CHECKS,
  ...SECRET_CHECKS,
  ...LABEL_CHECKS,
].sort((left, right) => (left.id < right.id ? -1 : 1));

import { ALERTMANAGER } from './alertmanagers';
import { API_SERVER } from './api-servers';
import { CONTROL_PLANE } from './control-plane';
import { DISRUPTION_BUDGETS } from './disruption-budgets';
import { ETCD } from './etcd';
import { FILESYSTEMS } from './filesystems';
import { JOBS } from './jobs';
import { NODES } from './nodes';
import { PODS } from './pods';
import { PROMETHEUS } from './prometheus-servers';
import { QUOTAS } from './quotas';
import { CERTIFICATES } from './renewals';
import { ROLLOUTS } from './rollouts';
import { VOLUMES } from './volumes';
import { EssentialGroup } from '../essential-group';

/** All that a cluster is watched for, in the order of the rule file. */
export const ESSENTIAL_GROUPS: readonly EssentialGroup[] = [
  API_SERVER, ETCD, CONTROL_PLANE, NODES, FILESYSTEMS, VOLUMES, PODS, ROLLOUTS, DISRUPTION_BUDGETS, JOBS, CERTIFICATES,
  QUOTAS, PROMETHEUS, ALERTMANAGER,
];

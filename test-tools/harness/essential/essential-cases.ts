import { CERTIFICATE_CASES } from './certificate-cases';
import { API_SERVER_CASES, CONTROL_PLANE_CASES, ETCD_CASES } from './control-plane-cases';
import { ALERTMANAGER_CASES, PROMETHEUS_CASES } from './monitoring-cases';
import { FILESYSTEM_CASES, NODE_CASES } from './node-cases';
import { POD_CASES } from './pod-cases';
import { SeriesCase } from './series-case';
import { VOLUME_CASES } from './volume-cases';
import { BUDGET_CASES, JOB_CASES, QUOTA_CASES, ROLLOUT_CASES } from './workload-cases';

/** A case for each alert, by the name of its group. */
export const ESSENTIAL_CASES: Readonly<Record<string, readonly SeriesCase[]>> = {
  'essential-api-server': API_SERVER_CASES,
  'essential-etcd': ETCD_CASES,
  'essential-control-plane': CONTROL_PLANE_CASES,
  'essential-nodes': NODE_CASES,
  'essential-filesystems': FILESYSTEM_CASES,
  'essential-volumes': VOLUME_CASES,
  'essential-pods': POD_CASES,
  'essential-rollouts': ROLLOUT_CASES,
  'essential-disruption-budgets': BUDGET_CASES,
  'essential-jobs': JOB_CASES,
  'essential-certificates': CERTIFICATE_CASES,
  'essential-quotas': QUOTA_CASES,
  'essential-prometheus': PROMETHEUS_CASES,
  'essential-alertmanager': ALERTMANAGER_CASES,
};

import { PlannedInhibition } from './routing-plan';

/** An alert, and those of other names that say less of the same thing. */
interface GraverAlert {
  readonly graver: string;
  readonly lesser: readonly string[];
  /** What tells the things apart that they are about, beside the cluster. */
  readonly of: readonly string[];
}

const ETCD_MEMBER = ['instance'];
const DISK = ['instance', 'mountpoint'];
const OF_ALERTMANAGER = ['namespace', 'job', 'integration'];
const CLAIM = ['namespace', 'persistentvolumeclaim'];

/** Among the alerts of this library: each of the lesser ones comes first, or with the graver one. */
const GRAVER_ALERTS: readonly GraverAlert[] = [
  { graver: 'ApiServerDown', lesser: ['ApiServerInstanceDown'], of: [] },
  { graver: 'ApiServerErrorBudgetBurn', lesser: ['ApiServerErrorBudgetBurnSlow'], of: [] },
  { graver: 'EtcdQuorumLost', lesser: ['EtcdMemberDown'], of: [] },
  { graver: 'EtcdDiskTooSlow', lesser: ['EtcdDiskSlow'], of: ETCD_MEMBER },
  { graver: 'ApiClientCertificateExpiringSoon', lesser: ['ApiClientCertificateExpiring'], of: [] },
  { graver: 'ManyNodesDown', lesser: ['NodeDown'], of: [] },
  { graver: 'NodeDiskFull', lesser: ['NodeDiskFillingUpSoon', 'NodeDiskNearlyFull', 'NodeDiskFillingUp'], of: DISK },
  { graver: 'NodeDiskFillingUpSoon', lesser: ['NodeDiskNearlyFull', 'NodeDiskFillingUp'], of: DISK },
  { graver: 'NodeDiskNearlyFull', lesser: ['NodeDiskFillingUp'], of: DISK },
  { graver: 'NodeInodesFull', lesser: ['NodeInodesNearlyFull'], of: DISK },
  { graver: 'VolumeFull', lesser: ['VolumeFillingUp'], of: CLAIM },
  { graver: 'VolumeInodesFull', lesser: ['VolumeInodesFillingUp'], of: CLAIM },
  { graver: 'PodCrashLooping', lesser: ['ContainerRestarting'], of: ['namespace', 'workload', 'container'] },
  { graver: 'KubeletCertificateExpiringSoon', lesser: ['KubeletCertificateExpiring'], of: ['instance'] },
  { graver: 'CertificateExpiringSoon', lesser: ['CertificateRenewalOverdue'], of: ['namespace', 'name'] },
  { graver: 'ServedCertificateExpiringSoon', lesser: ['ServedCertificateExpiring'], of: ['namespace', 'instance'] },
  { graver: 'EndpointDown', lesser: ['EndpointSlow'], of: ['namespace', 'instance'] },
  { graver: 'AlertmanagerIntegrationDown', lesser: ['AlertmanagerFailedToSend'], of: OF_ALERTMANAGER },
];

/** What keeps back alerts of other names. */
export const BY_GRAVER_ALERTS: readonly PlannedInhibition[] = GRAVER_ALERTS.map(({ graver, lesser, of }) => ({
  source: [{ label: 'alertname', type: '=', value: graver }],
  target: [{ label: 'alertname', type: lesser.length === 1 ? '=' : '=~', value: lesser.join('|') }],
  equal: ['cluster', ...of],
}));

import { matchersOf, PlannedInhibition } from './routing-plan';

/** An alert, and those of other names that say less of the same thing. */
interface GraverAlert {
  readonly graver: string;
  /** Of which objective, where it is about one. */
  readonly slo?: string;
  readonly lesser: readonly string[];
  /** What tells the things apart that they are about, beside the cluster. */
  readonly of: readonly string[];
}

const ETCD_MEMBER = ['instance'];
const SERVICE = ['namespace', 'service'];
const DISK = ['instance', 'mountpoint'];
const OF_ALERTMANAGER = ['namespace', 'job', 'integration'];
const OF_FAILED_REQUESTS = ['ErrorBudgetBurnsFast', 'ErrorBudgetBurnsSlowly', 'ServiceErrorRateHigh'];
const CLAIM = ['namespace', 'persistentvolumeclaim'];

/** Among the alerts of this library: what the graver one says is worse, or is the same and comes before. */
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
  { graver: 'ServiceDown', lesser: OF_FAILED_REQUESTS, of: SERVICE },
  { graver: 'ErrorBudgetBurnsFast', slo: 'availability', lesser: ['ServiceErrorRateHigh'], of: SERVICE },
  { graver: 'ErrorBudgetBurnsFast', slo: 'latency', lesser: ['ServiceLatencyHigh'], of: SERVICE },
  { graver: 'AlertmanagerIntegrationDown', lesser: ['AlertmanagerFailedToSend'], of: OF_ALERTMANAGER },
];

/** What keeps back alerts of other names. */
export const BY_GRAVER_ALERTS: readonly PlannedInhibition[] = GRAVER_ALERTS.map(({ graver, slo, lesser, of }) => ({
  source: matchersOf({ alertname: graver, ...slo === undefined ? {} : { slo } }),
  target: [{ label: 'alertname', type: lesser.length === 1 ? '=' : '=~', value: lesser.join('|') }],
  equal: ['cluster', ...of],
}));

import { EssentialGroup, expression } from '../essential-group';

/** How long 99 of 100 writes to the log of a member take. */
const FSYNC = 'histogram_quantile(0.99, sum by (instance, le) '
  + '(rate(etcd_disk_wal_fsync_duration_seconds_bucket{job="etcd"}[5m])))';
const SIZE = 'max by (instance) (etcd_mvcc_db_total_size_in_bytes{job="etcd"})';

/** Whether the members of etcd agree, and whether their disks and databases keep up. */
export const ETCD: EssentialGroup = {
  name: 'etcd',
  page: 'control-plane',
  ofOwnControlPlane: true,
  rules: [
    {
      alert: 'EtcdNotMonitored',
      expr: 'absent(up{job="etcd"})',
      for: '15m',
      severity: 'warning',
      summary: 'Prometheus knows no member of etcd.',
      description: 'No alert about etcd can fire. kubeadm lets etcd show its metrics to its own node alone: add '
        + '`--listen-metrics-urls` and a scrape with job="etcd", or leave out the group `etcd`.',
    },
    {
      alert: 'EtcdQuorumLost',
      expr: expression`
        sum by (job) (up{job="etcd"} == bool 1)
        < (count by (job) (up{job="etcd"}) + 1) / 2`,
      for: '3m',
      severity: 'critical',
      summary: 'etcd has lost its quorum: {{ $value }} members are left.',
      description: 'Too few members answer to agree on anything, so that nothing can be written to the cluster. First '
        + 'bring a member back; restore a backup only where none can be.',
    },
    {
      alert: 'EtcdMemberDown',
      expr: 'max by (instance) (up{job="etcd"}) == 0',
      for: '20m',
      severity: 'warning',
      summary: 'The member {{ $labels.instance }} of etcd is down.',
      description: 'It has not answered for twenty minutes, and one more of three would stop the cluster. First look '
        + 'at its pod and at its node.',
    },
    {
      alert: 'EtcdWithoutLeader',
      expr: 'min by (instance) (etcd_server_has_leader{job="etcd"}) == 0',
      for: '1m',
      severity: 'critical',
      summary: 'The member {{ $labels.instance }} of etcd has no leader.',
      description: 'It can neither read nor write, so that API servers which ask it fail. First see whether the '
        + 'members reach each other on port 2380.',
    },
    {
      alert: 'EtcdLeaderChanges',
      expr: 'max by (job) (increase(etcd_server_leader_changes_seen_total{job="etcd"}[15m])) >= 4',
      for: '5m',
      severity: 'warning',
      summary: 'etcd has changed its leader {{ printf "%.0f" $value }} times in a quarter of an hour.',
      description: 'Nothing is written during an election. First look at how slow the disks are, then at the network '
        + 'between the members.',
    },
    {
      alert: 'EtcdDiskSlow',
      expr: `${FSYNC} > 0.5`,
      for: '10m',
      severity: 'warning',
      summary: 'The disk of the etcd member {{ $labels.instance }} is slow.',
      description: 'One of a hundred writes takes {{ $value | humanizeDuration }} or longer, and more than half a '
        + 'second is too long. First see what else writes to that disk.',
    },
    {
      alert: 'EtcdDiskTooSlow',
      expr: `${FSYNC} > 1`,
      for: '10m',
      severity: 'critical',
      summary: 'The disk of the etcd member {{ $labels.instance }} is too slow.',
      description: 'One of a hundred writes takes {{ $value | humanizeDuration }} or longer: members lose their '
        + 'leader, and requests to the API server fail. First see what else writes to that disk.',
    },
    {
      alert: 'EtcdDatabaseNearlyFull',
      expr: expression`
        ${SIZE}
        / max by (instance) (etcd_server_quota_backend_bytes{job="etcd"}) > 0.95`,
      for: '10m',
      severity: 'critical',
      summary: 'The database of the etcd member {{ $labels.instance }} is {{ $value | humanizePercentage }} full.',
      description: 'When it is full, etcd refuses every write until somebody makes room. First find out what wrote so '
        + 'much, then compact and defragment.',
    },
    {
      alert: 'EtcdDatabaseFragmented',
      expr: expression`
        max by (instance) (etcd_mvcc_db_total_size_in_use_in_bytes{job="etcd"})
        / ${SIZE} < 0.5
        and ${SIZE} > 104857600`,
      for: '10m',
      severity: 'warning',
      summary: 'Only {{ $value | humanizePercentage }} of the database of {{ $labels.instance }} are in use.',
      description: 'The rest was deleted and is still on the disk, and counts towards the quota of etcd. Defragment '
        + 'one member after the other, the leader last.',
    },
  ],
};

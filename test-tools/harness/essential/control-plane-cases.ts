import { Series, SeriesCase } from './series-case';

const JOB = { job: 'etcd' };
const OF_FIRST = { instance: 'm1' };

/** Requests in a minute that go well, and that do not. */
function requests(well: number, failed: number): Series {
  return {
    'apiserver_request_total{job="apiserver",instance="a",code="200"}': `0+${well}x700`,
    'apiserver_request_total{job="apiserver",instance="a",code="500"}': `0+${failed}x700`,
  };
}

/** Everything fails for the last five minutes of an hour. */
const SUDDEN: Series = {
  'apiserver_request_total{job="apiserver",instance="a",code="200"}': '0+1000x55 55000x20',
  'apiserver_request_total{job="apiserver",instance="a",code="500"}': '0x55 1000+1000x20',
};

/** A tenth failed for hours, and nothing has for longer than the short windows. */
const OVER: Series = {
  'apiserver_request_total{job="apiserver",instance="a",code="200"}': '0+900x220 198000+1000x400',
  'apiserver_request_total{job="apiserver",instance="a",code="500"}': '0+100x220 22000x400',
};

function members(...up: number[]): Series {
  return Object.fromEntries(up.map((value, index) => [`up{job="etcd",instance="m${index + 1}"}`, `${value}x30`]));
}

/** Observations of a histogram that all lie between two bounds. */
function between(metric: string, low: string, high: string): Series {
  const bucket = (bound: string) => `${metric.replace('}', `,le="${bound}"}`)}`;
  return { [bucket(low)]: '0x30', [bucket(high)]: '0+100x30', [bucket('+Inf')]: '0+100x30' };
}

const FSYNC = 'etcd_disk_wal_fsync_duration_seconds_bucket{job="etcd",instance="m1"}';
const CLIENTS = 'apiserver_client_certificate_expiration_seconds_bucket{job="apiserver",instance="a"}';

function database(size: number, inUse: number, quota: number): Series {
  return {
    'etcd_mvcc_db_total_size_in_bytes{job="etcd",instance="m1"}': `${size}x30`,
    'etcd_mvcc_db_total_size_in_use_in_bytes{job="etcd",instance="m1"}': `${inUse}x30`,
    'etcd_server_quota_backend_bytes{job="etcd",instance="m1"}': `${quota}x30`,
  };
}

export const API_SERVER_CASES: readonly SeriesCase[] = [
  {
    alert: 'ApiServerDown',
    minute: 5,
    fires: { 'up{job="apiserver",instance="a"}': '0x30' },
    silent: [{ 'up{job="apiserver",instance="a"}': '0x30', 'up{job="apiserver",instance="b"}': '1x30' }],
    labels: {},
    value: 1,
    missing: {},
  },
  {
    alert: 'ApiServerInstanceDown',
    minute: 15,
    fires: { 'up{job="apiserver",instance="a"}': '0x30', 'up{job="apiserver",instance="b"}': '1x30' },
    silent: [{ 'up{job="apiserver",instance="a"}': '1x30' }],
    labels: { instance: 'a' },
    value: 0,
  },
  {
    alert: 'ApiServerErrorBudgetBurn',
    minute: 60,
    fires: requests(850, 150),
    silent: [requests(945, 55), SUDDEN],
    labels: {},
    value: 0.15,
  },
  {
    alert: 'ApiServerErrorBudgetBurnSlow',
    minute: 600,
    fires: requests(989, 11),
    silent: [requests(991, 9), OVER],
    labels: {},
    value: 0.011,
  },
];

export const ETCD_CASES: readonly SeriesCase[] = [
  {
    alert: 'EtcdNotMonitored', minute: 15, fires: {}, silent: [members(0)], labels: JOB, value: 1, missing: JOB,
  },
  {
    alert: 'EtcdQuorumLost', minute: 3, fires: members(1, 0, 0), silent: [members(1, 1, 0)], labels: JOB, value: 1,
  },
  {
    alert: 'EtcdMemberDown', minute: 20, fires: members(0, 1), silent: [members(1, 1)], labels: OF_FIRST, value: 0,
  },
  {
    alert: 'EtcdWithoutLeader',
    minute: 1,
    fires: { 'etcd_server_has_leader{job="etcd",instance="m1"}': '0x9' },
    silent: [{ 'etcd_server_has_leader{job="etcd",instance="m1"}': '1x9' }],
    labels: OF_FIRST,
    value: 0,
  },
  {
    alert: 'EtcdLeaderChanges',
    minute: 21,
    fires: { 'etcd_server_leader_changes_seen_total{job="etcd",instance="m1"}': '0x15 4x30' },
    silent: [{ 'etcd_server_leader_changes_seen_total{job="etcd",instance="m1"}': '0x15 3x30' }],
    labels: JOB,
    value: 4,
  },
  {
    alert: 'EtcdDiskSlow',
    minute: 11,
    fires: between(FSYNC, '0.5', '1'),
    silent: [between(FSYNC, '0.25', '0.5')],
    labels: OF_FIRST,
    value: 0.995,
  },
  {
    alert: 'EtcdDiskTooSlow',
    minute: 11,
    fires: between(FSYNC, '1', '2'),
    silent: [between(FSYNC, '0.5', '1')],
    labels: OF_FIRST,
    value: 1.99,
  },
  {
    alert: 'EtcdDatabaseNearlyFull',
    minute: 10,
    fires: database(96, 96, 100),
    silent: [database(95, 95, 100)],
    labels: OF_FIRST,
    value: 0.96,
  },
  {
    alert: 'EtcdDatabaseFragmented',
    minute: 10,
    fires: database(200_000_000, 98_000_000, 2e9),
    silent: [database(200_000_000, 100_000_000, 2e9), database(104_857_600, 1_000_000, 2e9)],
    labels: OF_FIRST,
    value: 0.49,
  },
];

export const CONTROL_PLANE_CASES: readonly SeriesCase[] = [
  ...(['SchedulerDown', 'ControllerManagerDown'] as const).map((alert) => {
    const job = alert === 'SchedulerDown' ? 'kube-scheduler' : 'kube-controller-manager';
    const up = (value: number) => ({ [`up{job="${job}",instance="a"}`]: `${value}x30` });
    return { alert, minute: 15, fires: up(0), silent: [up(1)], labels: {}, value: 1, missing: {} };
  }),
  {
    alert: 'ApiClientCertificateExpiring',
    minute: 16,
    fires: between(CLIENTS, '86400', '604800'),
    silent: [between(CLIENTS, '604800', '2592000')],
    labels: {},
    value: 86_400 + 0.01 * (604_800 - 86_400),
  },
  {
    alert: 'ApiClientCertificateExpiringSoon',
    minute: 16,
    fires: between(CLIENTS, '43200', '86400'),
    silent: [between(CLIENTS, '86400', '172800')],
    labels: {},
    value: 43_632,
  },
];

import { Series, SeriesCase } from './series-case';

function ready(...values: number[]): Series {
  return Object.fromEntries(values.map((value, index) => [
    `kube_node_status_condition{instance="ksm",node="n${index + 1}",condition="Ready",status="true"}`, `${value}x30`,
  ]));
}

/** Of four nodes two are upgraded, and not ready. */
const UPGRADED: Series = {
  ...ready(0, 0, 1, 1),
  'kube_node_spec_unschedulable{instance="ksm",node="n1"}': '1x30',
  'kube_node_spec_unschedulable{instance="ksm",node="n2"}': '1x30',
};
const PRESSURE = 'kube_node_status_condition{instance="ksm",node="n1",condition="MemoryPressure",status="true"}';
const CPU = 'node_cpu_seconds_total{job="node-exporter",instance="n1",cpu="0",mode="user"}';
const IDLE = 'node_cpu_seconds_total{job="node-exporter",instance="n1",cpu="0",mode="idle"}';
const OF_NODE = { instance: 'n1' };
const OF_DISK = { instance: 'n1', mountpoint: '/' };
const DISK = '{job="node-exporter",instance="n1",device="/dev/sda1",fstype="ext4",mountpoint="/"}';

function memory(available: number): Series {
  return {
    'node_memory_MemAvailable_bytes{job="node-exporter",instance="n1"}': `${available}x30`,
    'node_memory_MemTotal_bytes{job="node-exporter",instance="n1"}': '100x30',
  };
}

/** A disk of a thousand bytes, and of a thousand inodes. */
function disk(kind: 'bytes' | 'inodes', free: string, readonly = 0): Series {
  const [left, all] = kind === 'bytes' ? ['avail_bytes', 'size_bytes'] : ['files_free', 'files'];
  return {
    [`node_filesystem_${left}${DISK}`]: free,
    [`node_filesystem_${all}${DISK}`]: '1000x400',
    [`node_filesystem_readonly${DISK}`]: `${readonly}x400`,
  };
}

export const NODE_CASES: readonly SeriesCase[] = [
  {
    alert: 'NodeDown',
    minute: 15,
    fires: ready(0, 1),
    silent: [ready(1, 1), { ...ready(0, 1), 'kube_node_spec_unschedulable{instance="ksm",node="n1"}': '1x30' }],
    labels: { node: 'n1' },
    value: 0,
  },
  {
    alert: 'ManyNodesDown',
    minute: 5,
    fires: ready(0, 0, 1, 1, 1, 1, 1),
    silent: [ready(0, 0, 1, 1, 1, 1, 1, 1), ready(0, 1), UPGRADED],
    labels: {},
    value: 2 / 7,
  },
  {
    alert: 'KubeletDown',
    minute: 15,
    fires: { 'up{job="kubelet",metrics_path="/metrics",instance="n1"}': '0x30' },
    silent: [{ 'up{job="kubelet",metrics_path="/metrics",instance="n1"}': '1x30' }],
    labels: {},
    value: 1,
    missing: {},
  },
  {
    alert: 'NodeUnderPressure',
    minute: 10,
    fires: { [PRESSURE]: '1x30' },
    silent: [{ [PRESSURE]: '0x30' }],
    labels: { node: 'n1', condition: 'MemoryPressure' },
    value: 1,
  },
  {
    alert: 'NodeCpuHigh',
    // A rate is known in full after five.
    minute: 20,
    fires: { [CPU]: '0+54.6x30', [IDLE]: '0+5.4x30' },
    silent: [{ [CPU]: '0+53.9x30', [IDLE]: '0+6.1x30' }],
    labels: OF_NODE,
    value: 0.91,
  },
  { alert: 'NodeMemoryHigh', minute: 15, fires: memory(9), silent: [memory(10)], labels: OF_NODE, value: 0.91 },
];

export const FILESYSTEM_CASES: readonly SeriesCase[] = [
  {
    alert: 'NodeDiskFillingUp',
    minute: 61,
    fires: disk('bytes', '149-0.2x400'),
    silent: [disk('bytes', '149x400'), disk('bytes', '175-0.2x400'), disk('bytes', '149-0.2x400', 1)],
    labels: OF_DISK,
    value: 0.1368,
  },
  {
    alert: 'NodeDiskFillingUpSoon',
    minute: 61,
    fires: disk('bytes', '99-0.5x150'),
    silent: [disk('bytes', '99-0.2x150'), disk('bytes', '140-0.5x150')],
    labels: OF_DISK,
    value: 0.0685,
  },
  ...(['bytes', 'inodes'] as const).flatMap((kind) => {
    const noun = kind === 'bytes' ? 'Disk' : 'Inodes';
    return [
      {
        alert: `Node${noun}NearlyFull`,
        minute: 30,
        fires: disk(kind, '49x400'),
        silent: [disk(kind, '50x400'), disk(kind, '0x400', 1)],
        labels: OF_DISK,
        value: 0.049,
      },
      {
        alert: `Node${noun}Full`,
        minute: 10,
        fires: disk(kind, '29x400'),
        silent: [disk(kind, '30x400'), disk(kind, '0x400', 1)],
        labels: OF_DISK,
        value: 0.029,
      },
    ];
  }),
];

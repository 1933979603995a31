import { ReadyDashboard, WINDOW } from './ready-dashboard';
import { DashboardRow, PanelKind } from '../dashboard-panel';

const CHOSEN = 'instance=~"$instance"';
/** File systems that keep something: neither memory nor images that are only read. */
const FILESYSTEMS = `${CHOSEN},fstype!~"tmpfs|ramfs|squashfs|overlay|erofs",mountpoint!~"/(run|var/lib/kubelet)/.*"`;
const DISKS = `${CHOSEN},device!~"loop.*|ram.*|dm-.*|md.*|sr.*"`;
const INTERFACES = `${CHOSEN},device!~"lo|veth.*|cali.*|cni.*|lxc.*|flannel.*"`;
const NEARLY_FULL = { warning: 0.8, critical: 0.95 };

const CLUSTER: DashboardRow = {
  title: 'Cluster',
  panels: [
    {
      title: 'Ready',
      description: 'Nodes that take pods.',
      unit: 'short',
      kind: PanelKind.STAT,
      width: 6,
      queries: [{ expr: 'sum(max by (node) (kube_node_status_condition{condition="Ready",status="true"}))' }],
    },
    {
      title: 'Not ready',
      description: 'Nodes whose kubelet is silent, or says that it cannot work.',
      unit: 'short',
      kind: PanelKind.STAT,
      width: 6,
      queries: [{ expr: 'sum(max by (node) (kube_node_status_condition{condition="Ready",status!="true"}))' }],
      thresholds: { critical: 1 },
    },
    {
      title: 'Cordoned',
      description: 'Nodes that somebody has closed for new pods.',
      unit: 'short',
      kind: PanelKind.STAT,
      width: 6,
      queries: [{ expr: 'sum(max by (node) (kube_node_spec_unschedulable))' }],
      thresholds: { warning: 1 },
    },
    {
      title: 'Under pressure',
      description: 'Nodes that are short of memory, disk or process ids, and may evict pods.',
      unit: 'short',
      kind: PanelKind.STAT,
      width: 6,
      queries: [{
        expr: 'sum(max by (node) '
          + '(kube_node_status_condition{condition=~"(Memory|Disk|PID)Pressure",status="true"}))',
      }],
      thresholds: { warning: 1 },
    },
  ],
};

const CPU_AND_MEMORY: DashboardRow = {
  title: 'CPU and memory',
  panels: [
    {
      title: 'CPU',
      description: 'The share of its CPUs that each node uses; waiting for a disk is no use.',
      unit: 'percentunit',
      queries: [{
        expr: 'sum by (instance) (\n'
          + `  avg by (instance, mode) (rate(node_cpu_seconds_total{${CHOSEN},mode!~"idle|iowait"}[${WINDOW}]))\n)`,
        legend: '{{instance}}',
      }],
      thresholds: { warning: 0.9 },
    },
    {
      title: 'Load of each CPU',
      description: 'Processes that run or wait, over five minutes, for each CPU. Above 1, some wait.',
      unit: 'short',
      queries: [{
        expr: `max by (instance) (node_load5{${CHOSEN}})\n`
          + `/ count by (instance) (node_cpu_seconds_total{${CHOSEN},mode="idle"})`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Memory',
      description: 'The share of its memory that each node could not give away without swapping or killing.',
      unit: 'percentunit',
      queries: [{
        expr: '1 - min by (instance) (\n'
          + `  node_memory_MemAvailable_bytes{${CHOSEN}} / node_memory_MemTotal_bytes{${CHOSEN}}\n)`,
        legend: '{{instance}}',
      }],
      thresholds: NEARLY_FULL,
    },
    {
      title: 'Waiting for CPU',
      description: 'The share of the time in which a process waited for a CPU. Kernels before 4.20 do not know it.',
      unit: 'percentunit',
      queries: [{
        expr: `max by (instance) (rate(node_pressure_cpu_waiting_seconds_total{${CHOSEN}}[${WINDOW}]))`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Waiting for memory',
      description: 'The share of the time in which a process waited for memory. In the end, some are killed.',
      unit: 'percentunit',
      queries: [{
        expr: `max by (instance) (rate(node_pressure_memory_waiting_seconds_total{${CHOSEN}}[${WINDOW}]))`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Waiting for disks',
      description: 'The share of the time in which a process waited for a disk.',
      unit: 'percentunit',
      queries: [{
        expr: `max by (instance) (rate(node_pressure_io_waiting_seconds_total{${CHOSEN}}[${WINDOW}]))`,
        legend: '{{instance}}',
      }],
    },
  ],
};

const DISKS_AND_NETWORK: DashboardRow = {
  title: 'Disks and network',
  panels: [
    {
      title: 'Full file systems',
      description: 'The share of each file system that is used, as far as processes without root may use it.',
      unit: 'percentunit',
      queries: [{
        expr: '1 - min by (instance, mountpoint) (\n'
          + `  node_filesystem_avail_bytes{${FILESYSTEMS}} / node_filesystem_size_bytes{${FILESYSTEMS}}\n)`,
        legend: '{{instance}} {{mountpoint}}',
      }],
      thresholds: NEARLY_FULL,
    },
    {
      title: 'Busy disks',
      description: 'The share of the time in which a disk had something to do. Many disks do several things at once.',
      unit: 'percentunit',
      queries: [{
        expr: `max by (instance, device) (rate(node_disk_io_time_seconds_total{${DISKS}}[${WINDOW}]))`,
        legend: '{{instance}} {{device}}',
      }],
    },
    {
      title: 'Clock',
      description: 'How far the clock of each node is from that of its time servers. Certificates need it right.',
      unit: 's',
      queries: [{
        expr: `max by (instance) (abs(node_timex_offset_seconds{${CHOSEN}}))`, legend: '{{instance}}',
      }],
      thresholds: { warning: 0.05 },
    },
    {
      title: 'Received',
      description: 'Bytes in a second that arrive at the interfaces of each node.',
      unit: 'Bps',
      queries: [{
        expr: `sum by (instance) (rate(node_network_receive_bytes_total{${INTERFACES}}[${WINDOW}]))`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Sent',
      description: 'Bytes in a second that leave the interfaces of each node.',
      unit: 'Bps',
      queries: [{
        expr: `sum by (instance) (rate(node_network_transmit_bytes_total{${INTERFACES}}[${WINDOW}]))`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Dropped packets',
      description: 'Packets in a second that were lost at the interfaces of each node, either way.',
      unit: 'pps',
      queries: [{
        expr: 'sum by (instance) (\n'
          + `  rate(node_network_receive_drop_total{${INTERFACES}}[${WINDOW}])\n`
          + `  + rate(node_network_transmit_drop_total{${INTERFACES}}[${WINDOW}])\n)`,
        legend: '{{instance}}',
      }],
    },
  ],
};

/** Their instances have another port than those of node-exporter. */
const KUBELETS: DashboardRow = {
  title: 'All kubelets',
  panels: [
    {
      title: 'Pods',
      description: 'How many pods each kubelet runs; most run 110 at most.',
      unit: 'short',
      queries: [{ expr: 'max by (instance) (kubelet_running_pods)', legend: '{{instance}}' }],
    },
    {
      title: 'Looking at all containers',
      description: 'How long it took but for one time of a hundred. After three minutes the node counts as not ready.',
      unit: 's',
      queries: [{
        expr: 'histogram_quantile(0.99, '
          + `sum by (instance, le) (rate(kubelet_pleg_relist_duration_seconds_bucket[${WINDOW}])))`,
        legend: '{{instance}}',
      }],
    },
    {
      title: 'Errors of the container runtime',
      description: 'What the runtime could not do for the kubelet, in a second.',
      unit: 'ops',
      queries: [{
        expr: 'sum by (instance, operation_type) '
          + `(rate(kubelet_runtime_operations_errors_total[${WINDOW}])) > 0`,
        legend: '{{instance}} {{operation_type}}',
      }],
    },
    {
      title: 'Full volumes',
      description: 'The share of each claim that is used.',
      unit: 'percentunit',
      width: 12,
      queries: [{
        expr: '1 - min by (namespace, persistentvolumeclaim) '
          + '(kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)',
        legend: '{{namespace}}/{{persistentvolumeclaim}}',
      }],
      thresholds: NEARLY_FULL,
    },
    {
      title: 'Evicted pods',
      description: 'Pods that a kubelet has ended because its node was short of something.',
      unit: 'short',
      width: 12,
      queries: [{
        expr: `sum by (instance, eviction_signal) (increase(kubelet_evictions[${WINDOW}])) > 0`,
        legend: '{{instance}} {{eviction_signal}}',
      }],
    },
  ],
};

/** What node-exporter and the kubelets say of nodes. */
export const NODES: ReadyDashboard = {
  title: 'Nodes',
  description: 'CPU, memory, disks and network of nodes, and what their kubelets do.',
  variables: [{ name: 'instance', label: 'instance', series: 'node_uname_info', several: true }],
  rows: [CLUSTER, CPU_AND_MEMORY, DISKS_AND_NETWORK, KUBELETS],
};

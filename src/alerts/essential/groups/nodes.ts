import { EssentialGroup, expression } from '../essential-group';

const READY = 'max by (node) (kube_node_status_condition{condition="Ready",status="true"})';
/** Who cordoned a node knows of it. */
const DOWN = expression`
  ${READY} == 0
  unless on (node) max by (node) (kube_node_spec_unschedulable) == 1`;
const MANY_DOWN = `count(\n  ${DOWN.replace('\n', '\n  ')}\n)`;

/** Whether nodes are ready, and whether they have CPU and memory left. */
export const NODES: EssentialGroup = {
  name: 'nodes',
  page: 'nodes',
  rules: [
    {
      alert: 'NodeDown',
      expr: DOWN,
      for: '15m',
      severity: 'warning',
      summary: 'The node {{ $labels.node }} is not ready.',
      description: 'It has not been for a quarter of an hour, and nobody has cordoned it. Its pods are replaced '
        + 'elsewhere, but for those with volumes that it still holds. First see why its kubelet is silent.',
    },
    {
      alert: 'ManyNodesDown',
      expr: `${MANY_DOWN} / count(${READY}) > 0.25\nand ${MANY_DOWN} > 1`,
      for: '5m',
      severity: 'critical',
      summary: '{{ $value | humanizePercentage }} of all nodes are not ready.',
      description: 'Nobody has cordoned them, and what ran there may not fit on the nodes left. First see what '
        + 'they have in common: a zone, a version, a network, or a control plane that they do not reach.',
    },
    {
      alert: 'KubeletDown',
      expr: 'absent(up{job="kubelet",metrics_path="/metrics"} == 1)',
      for: '15m',
      severity: 'critical',
      summary: 'No kubelet answers.',
      description: 'Prometheus has reached none for a quarter of an hour, and no alert about volumes or containers can '
        + 'fire. First see whether `kubectl get nodes` says that they are ready; then it is the scrape.',
    },
    {
      alert: 'NodeUnderPressure',
      expr: expression`
        max by (node, condition) (
          kube_node_status_condition{condition=~"(Memory|Disk|PID)Pressure|NetworkUnavailable",status="true"}
        ) == 1`,
      for: '10m',
      severity: 'warning',
      summary: 'The node {{ $labels.node }} has the condition {{ $labels.condition }}.',
      description: 'It has had it for ten minutes. The node takes no new pods, and the kubelet may evict those that it '
        + 'has. First see which pod uses what is short.',
    },
    ({ nodeCpuPercent }) => ({
      alert: 'NodeCpuHigh',
      expr: expression`
        sum by (instance) (
          avg by (instance, mode) (rate(node_cpu_seconds_total{job="node-exporter",mode!~"idle|iowait"}[5m]))
        ) > ${nodeCpuPercent / 100}`,
      for: '15m',
      severity: 'info',
      summary: 'The node {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its CPUs.',
      description: `It has been above ${nodeCpuPercent}% for a quarter of an hour. Nothing fails by that alone: read `
        + 'it beside alerts about latency.',
    }),
    ({ nodeMemoryPercent }) => ({
      alert: 'NodeMemoryHigh',
      expr: expression`
        1 - min by (instance) (
          node_memory_MemAvailable_bytes{job="node-exporter"} / node_memory_MemTotal_bytes{job="node-exporter"}
        ) > ${nodeMemoryPercent / 100}`,
      for: '15m',
      severity: 'warning',
      summary: 'The node {{ $labels.instance }} uses {{ $value | humanizePercentage }} of its memory.',
      description: `It has been above ${nodeMemoryPercent}% for a quarter of an hour; soon the kernel kills what asks `
        + 'for more. First see which pods use more than they request.',
    }),
  ],
};

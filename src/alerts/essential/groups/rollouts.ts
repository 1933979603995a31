import { EssentialGroup, expression } from '../essential-group';

const OF_DEPLOYMENT = 'by (namespace, deployment)';
const OF_STATEFUL_SET = 'by (namespace, statefulset)';
const OF_DAEMON_SET = 'by (namespace, daemonset)';
const OF_AUTOSCALER = 'by (namespace, horizontalpodautoscaler)';
const DEPLOYMENT = '{{ $labels.namespace }}/{{ $labels.deployment }}';
const AUTOSCALER = '{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }}';
const MAX_REPLICAS = `max ${OF_AUTOSCALER} (kube_horizontalpodautoscaler_spec_max_replicas)`;

/** Whether workloads have as many pods as they should. */
export const ROLLOUTS: EssentialGroup = {
  name: 'rollouts',
  page: 'workloads',
  rules: [
    {
      alert: 'DeploymentReplicasMissing',
      expr: expression`
        max ${OF_DEPLOYMENT} (kube_deployment_spec_replicas)
        - max ${OF_DEPLOYMENT} (kube_deployment_status_replicas_available) > 0
        and max ${OF_DEPLOYMENT} (changes(kube_deployment_status_replicas_updated[10m])) == 0`,
      for: '15m',
      severity: 'warning',
      summary: `The Deployment ${DEPLOYMENT} lacks {{ $value }} replicas.`,
      description: 'It has for a quarter of an hour, and no rollout goes on. First see which pods are not ready, and '
        + 'whether a quota or a lack of nodes keeps others from being made.',
    },
    {
      alert: 'DeploymentRolloutStuck',
      expr: `max ${OF_DEPLOYMENT} (kube_deployment_status_condition{condition="Progressing",status="false"}) == 1`,
      for: '15m',
      severity: 'warning',
      summary: `The rollout of the Deployment ${DEPLOYMENT} is stuck.`,
      description: 'New pods have not become ready within its deadline; those before them still serve. First see why '
        + 'the new ones are not ready, or take the rollout back.',
    },
    {
      alert: 'StatefulSetReplicasMissing',
      expr: expression`
        max ${OF_STATEFUL_SET} (kube_statefulset_replicas)
        - max ${OF_STATEFUL_SET} (kube_statefulset_status_replicas_ready) > 0
        and max ${OF_STATEFUL_SET} (changes(kube_statefulset_status_replicas_updated[10m])) == 0`,
      for: '15m',
      severity: 'warning',
      summary: 'The StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} lacks {{ $value }} replicas.',
      description: 'It has for a quarter of an hour, and no rollout goes on. First see which pod is not ready: those '
        + 'behind it are waiting for it.',
    },
    {
      alert: 'DaemonSetPodsMissing',
      expr: expression`
        max ${OF_DAEMON_SET} (kube_daemonset_status_desired_number_scheduled)
        - max ${OF_DAEMON_SET} (kube_daemonset_status_number_available) > 0
        and max ${OF_DAEMON_SET} (changes(kube_daemonset_status_updated_number_scheduled[10m])) == 0`,
      for: '15m',
      severity: 'warning',
      summary: 'The DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} is missing on {{ $value }} nodes.',
      description: 'It has been for a quarter of an hour, and no rollout goes on. First see on which nodes, and what '
        + 'they have in common.',
    },
    {
      alert: 'AutoscalerAtMaximum',
      expr: expression`
        max ${OF_AUTOSCALER} (kube_horizontalpodautoscaler_status_current_replicas) == ${MAX_REPLICAS}
        and ${MAX_REPLICAS} > max ${OF_AUTOSCALER} (kube_horizontalpodautoscaler_spec_min_replicas)`,
      for: '15m',
      severity: 'warning',
      summary: `The autoscaler ${AUTOSCALER} has made all of its {{ $value }} replicas.`,
      description: 'It has had as many as it may for a quarter of an hour, and more load slows everything down. First '
        + 'see whether the load is meant; then raise the maximum.',
    },
    {
      alert: 'AutoscalerBlind',
      expr: expression`
        max ${OF_AUTOSCALER} (
          kube_horizontalpodautoscaler_status_condition{condition="ScalingActive",status="false"}
        ) == 1
        and max ${OF_AUTOSCALER} (kube_horizontalpodautoscaler_status_current_replicas) > 0`,
      for: '15m',
      severity: 'warning',
      summary: `The autoscaler ${AUTOSCALER} does not know what to scale by.`,
      description: 'It has had no metrics for a quarter of an hour, and leaves the number of pods as it is. First see '
        + 'whether metrics-server answers, and whether every container requests CPU.',
    },
  ],
};

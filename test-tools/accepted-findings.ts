/** What a tool says against an object, and why the object stays as it is. */
export interface AcceptedFinding {
  readonly tool: string;
  readonly rule: string;
  readonly kind: string;
  /** Every object of the kind where it is left out. */
  readonly name?: string;
  /** Every case where it is left out. */
  readonly case?: string;
  readonly says: string;
  readonly reason: string;
}

const LEFT = 'ProductionService with every default left';
const ON_OPENSHIFT = 'PostgresBackup to Google on OpenShift, with a drill that asks the team\'s questions';
const LOW_IDS = ['The container is running with a low user ID', 'The container running with a low group ID'];
/** Whose pods are in no manifest, and where. */
const OF_OPERATOR = [
  ['alertmanager', 'the example monitoring-operator'], ['prometheus', 'the example monitoring-operator'],
  ['alertmanager', 'the smallest OperatorAlertmanager'], ['prometheus', 'the smallest OperatorPrometheus'],
] as const;
/** Cases with Rollouts in them. */
const OF_ROLLOUTS = [
  'RolloutService by a Gateway, judged', 'RolloutService by a mesh, judged', 'RolloutService that switches, judged',
  'the example gradual-delivery', 'the smallest RolloutService',
];
/** What is there for a share of the traffic, and where. */
const CANARIES = [
  ['canaried-canary', 'the smallest CanaryService'], ['web-canary', 'CanaryService by a mesh, with testers'],
  ['web-blue', 'BlueGreenService with a side that sleeps, and a preview'],
] as const;
const ETCD_STEPS = '"prepare", "health", "count", "snapshot", "verify", "upload"';

/** An entry that no case needs any more fails the test of its tool. */
export const ACCEPTED_FINDINGS: readonly AcceptedFinding[] = [
  ...['container-cpu-requests-equal-limits', 'container-resource-requests-equal-limits'].flatMap((rule) => (
    ['Deployment', 'DaemonSet', 'CronJob', 'Job'].map((kind) => ({
      tool: 'kube-score',
      rule,
      kind,
      says: 'CPU requests does not match limits',
      reason: 'an optional rule; a pod may use CPU that nobody else needs, and Resources.guaranteed says otherwise',
    }))
  )),
  ...['CronJob', 'DaemonSet', 'Deployment', 'Job', 'StatefulSet'].map((kind) => ({
    tool: 'kube-score',
    rule: 'container-ephemeral-storage-request-equals-limit',
    kind,
    says: 'Ephemeral Storage request does not match limit',
    reason: 'an optional rule; the limit is where a pod that logs without end is evicted, not what each pod needs',
  })),
  ...['AllowTraffic', 'DefaultDenyPolicy', 'ProductionNamespace'].map((construct) => ({
    tool: 'kube-score',
    rule: 'networkpolicy-targets-pod',
    kind: 'NetworkPolicy',
    case: `the smallest ${construct}`,
    says: 'The NetworkPolicys selector doesn\'t match any pods',
    reason: 'the policy is written for pods that the case does not hold',
  })),
  {
    tool: 'kube-score',
    rule: 'networkpolicy-targets-pod',
    kind: 'NetworkPolicy',
    name: 'acme-http01-solver',
    says: 'The NetworkPolicys selector doesn\'t match any pods',
    reason: 'cert-manager makes the pods; the annotation that says so is passed by here',
  },
  ...OF_OPERATOR.flatMap(([name, one]) => [
    ['NetworkPolicy', 'networkpolicy-targets-pod', 'The NetworkPolicys selector doesn\'t match any pods'],
    ['Service', 'service-targets-pod', 'The services selector does not match any pods'],
  ].map(([kind, rule, says]) => ({
    tool: 'kube-score', rule, kind, name, case: one, says, reason: 'the Prometheus operator makes the pods',
  }))),
  ...OF_ROLLOUTS.flatMap((one) => [
    ['HorizontalPodAutoscaler', 'horizontalpodautoscaler-has-target', 'The HPA target does not match anything'],
    ['NetworkPolicy', 'networkpolicy-targets-pod', 'The NetworkPolicys selector doesn\'t match any pods'],
    ['Service', 'service-targets-pod', 'The services selector does not match any pods'],
  ].map(([kind, rule, says]) => ({
    tool: 'kube-score', rule, kind, case: one, says, reason: 'kube-score knows no Rollouts, which make the pods',
  }))),
  ...CANARIES.map(([name, one]) => ({
    tool: 'kube-score',
    rule: 'deployment-replicas',
    kind: 'Deployment',
    name,
    case: one,
    says: 'Deployment few replicas',
    reason: 'it has pods for a share of the traffic, or for none',
  })),
  {
    tool: 'kube-score',
    rule: 'horizontalpodautoscaler-replicas',
    kind: 'HorizontalPodAutoscaler',
    name: 'frontend-canary',
    case: 'the example gradual-delivery',
    says: 'HPA few replicas',
    reason: 'a canary has pods for its share of the traffic',
  },
  {
    tool: 'kube-score',
    rule: 'ingress-targets-service',
    kind: 'Ingress',
    case: 'the smallest PublicRoute',
    says: 'No service match was found',
    reason: 'the route leads to a Service that the case does not hold',
  },
  {
    tool: 'kube-score',
    rule: 'container-resources',
    kind: 'Deployment',
    name: 'web',
    case: LEFT,
    says: 'CPU limit is not set',
    reason: 'the case asks for it with Resources.withoutCpuLimit',
  },
  {
    tool: 'kube-score',
    rule: 'pod-probes',
    kind: 'Deployment',
    name: 'web',
    case: LEFT,
    says: 'Container is missing a readinessProbe',
    reason: 'the case asks for it with Probes.none',
  },
  {
    tool: 'kube-score',
    rule: 'deployment-replicas',
    kind: 'Deployment',
    name: 'web',
    case: LEFT,
    says: 'Deployment few replicas',
    reason: 'the case asks for it with Autoscaling.none and one replica',
  },
  {
    tool: 'kube-score',
    rule: 'deployment-replicas',
    kind: 'Deployment',
    name: 'importer',
    case: 'the example override-defaults',
    says: 'Deployment few replicas',
    reason: 'the example shows how one replica is asked for, with a reason',
  },
  {
    tool: 'kube-score',
    rule: 'deployment-replicas',
    kind: 'Deployment',
    name: 'kube-state-metrics',
    says: 'Deployment few replicas',
    reason: 'two of them would count everything twice',
  },
  {
    tool: 'kube-score',
    rule: 'pod-probes-identical',
    kind: 'DaemonSet',
    name: 'node-exporter',
    says: 'Container has the same readiness and liveness probe',
    reason: 'it has one page beside the metrics, which take the whole node to gather; liveness is more patient',
  },
  {
    tool: 'kube-score',
    rule: 'deployment-replicas',
    kind: 'Deployment',
    name: 'grafana',
    says: 'Deployment few replicas',
    reason: 'its database is a file of the pod; with a database elsewhere there are two',
  },
  ...['etcd', 'nightly', 'etcd-backup'].flatMap((name) => LOW_IDS.map((says) => ({
    tool: 'kube-score',
    rule: 'container-security-context-user-group-id',
    kind: 'CronJob',
    name,
    says,
    reason: 'the key of the client certificate of etcd belongs to root; all capabilities are dropped',
  }))),
  ...['orders-backup', 'orders-backup-drill'].flatMap((name) => LOW_IDS.map((says) => ({
    tool: 'kube-score',
    rule: 'container-security-context-user-group-id',
    kind: 'CronJob',
    name,
    case: ON_OPENSHIFT,
    says,
    reason: 'OpenShift gives each namespace user ids of its own, and refuses pods that choose one',
  }))),
  ...['orders-backup', 'orders-backup-drill'].map((name) => ({
    tool: 'kube-score',
    rule: 'container-resources',
    kind: 'CronJob',
    name,
    case: 'PostgresBackup of a foreign server with a role of Amazon and without a limit of CPU',
    says: 'CPU limit is not set',
    reason: 'the case asks for it with Resources.withoutCpuLimit',
  })),
  {
    tool: 'kube-score',
    rule: 'pod-networkpolicy',
    kind: 'CronJob',
    name: 'etcd-backup',
    case: 'the example disaster-recovery',
    says: 'The pod does not have a matching NetworkPolicy',
    reason: 'the pod is on the network of its node, which no policy sees',
  },
  ...['accounts-db', 'ledger-db'].flatMap((name) => LOW_IDS.map((says) => ({
    tool: 'kube-score',
    rule: 'container-security-context-user-group-id',
    kind: 'StatefulSet',
    name,
    case: 'the example bank-of-anthos',
    says,
    reason: 'what initializes a database looks up its user, and the image has none but its own',
  }))),
  ...['etcd', 'nightly', 'etcd-backup'].map((name) => ({
    tool: 'pod-security',
    rule: 'restricted',
    kind: 'CronJob',
    name,
    says: 'host namespaces (hostNetwork=true), restricted volume types (volumes "etcd-ca", "etcd-cert", "etcd-key" use'
      + ' restricted volume type "hostPath"), runAsNonRoot != true (pod and containers'
      + ` ${ETCD_STEPS} must not set securityContext.runAsNonRoot=false), runAsUser=0 (pod and containers`
      + ` ${ETCD_STEPS} must not set runAsUser=0)`,
    reason: 'etcd answers on its node alone, to a certificate that lies there and belongs to root',
  })),
  {
    tool: 'pod-security',
    rule: 'restricted',
    kind: 'DaemonSet',
    name: 'node-exporter',
    says: 'host namespaces (hostNetwork=true, hostPID=true), hostPort (container "node-exporter" uses hostPort 9100), '
      + 'restricted volume types (volume "host-root" uses restricted volume type "hostPath")',
    reason: 'it measures the network, the processes and the disks of its node; it writes nothing, and has no rights',
  },
  ...LOW_IDS.map((says) => ({
    tool: 'kube-score',
    rule: 'container-security-context-user-group-id',
    kind: 'DaemonSet',
    name: 'collector',
    says,
    reason: 'the logs of containers belong to root; all capabilities are dropped',
  })),
  {
    tool: 'pod-security',
    rule: 'restricted',
    kind: 'DaemonSet',
    name: 'collector',
    says: 'host namespaces (hostNetwork=true, hostPID=true), hostPort (container "collector" uses hostPort 2020), '
      + 'restricted volume types (volume "host-logs" uses restricted volume type "hostPath"), runAsNonRoot != true '
      + '(container "collector" must not set securityContext.runAsNonRoot=false), runAsUser=0 (container "collector" '
      + 'must not set runAsUser=0)',
    reason: 'the case asks for it with NodeAccess.of',
  },
  ...LOW_IDS.map((says) => ({
    tool: 'kube-score',
    rule: 'container-security-context-user-group-id',
    kind: 'DaemonSet',
    name: 'fluent-bit',
    says,
    reason: 'the logs of containers belong to root; all capabilities are dropped',
  })),
  {
    tool: 'pod-security',
    rule: 'restricted',
    kind: 'DaemonSet',
    name: 'fluent-bit',
    says: 'restricted volume types (volume "var-log-pods" uses restricted volume type "hostPath"), runAsNonRoot != '
      + 'true (container "fluent-bit" must not set securityContext.runAsNonRoot=false), runAsUser=0 (container '
      + '"fluent-bit" must not set runAsUser=0)',
    reason: 'the example reads the logs of its node, and says so with NodeAccess.of',
  },
  ...LOW_IDS.map((says) => ({
    tool: 'kube-score',
    rule: 'container-security-context-user-group-id',
    kind: 'DaemonSet',
    name: 'node-agent',
    says,
    reason: 'the kubelet mounts the volumes of pods for root; all capabilities are dropped',
  })),
  {
    tool: 'pod-security',
    rule: 'restricted',
    kind: 'DaemonSet',
    name: 'node-agent',
    says: 'restricted volume types (volumes "host-pods-e1184879", "var-lib-kubelet-plugins" use restricted volume type '
      + '"hostPath"), runAsNonRoot != true (container "node-agent" must not set securityContext.runAsNonRoot=false), '
      + 'runAsUser=0 (container "node-agent" must not set runAsUser=0)',
    reason: 'Velero reads the volumes of all pods of a node where the kubelet has mounted them',
  },
  ...['velero-maintenance', 'velero-movers'].map((name) => ({
    tool: 'kube-score',
    rule: 'networkpolicy-targets-pod',
    kind: 'NetworkPolicy',
    name,
    says: 'The NetworkPolicys selector doesn\'t match any pods',
    reason: 'Velero makes the pods, while it moves data or tidies a repository',
  })),
  ...['default-deny', 'within'].map((name) => ({
    tool: 'kube-score',
    rule: 'networkpolicy-targets-pod',
    kind: 'NetworkPolicy',
    name,
    case: 'the example disaster-recovery',
    says: 'The NetworkPolicys selector doesn\'t match any pods',
    reason: 'the pods are those that come back in a rehearsal',
  })),
  ...[['Deployment', 'velero'], ['DaemonSet', 'node-agent']].map(([kind, name]) => ({
    tool: 'kube-score',
    rule: 'pod-probes-identical',
    kind,
    name,
    says: 'Container has the same readiness and liveness probe',
    reason: 'Velero has one page, its metrics; liveness is more patient',
  })),
];

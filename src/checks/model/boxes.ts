/** The parts of the launch checklist, in its order. */
export const SECTIONS = ['safety', 'monitoring', 'security', 'reliability', 'operations', 'cost'] as const;

/** One line of the launch checklist. */
export interface Box {
  readonly id: string;
  readonly section: typeof SECTIONS[number];
  readonly title: string;
  /** What a person must attach, where manifests cannot show it; undefined where checks alone tick the box. */
  readonly evidence?: string;
  /** Whether checks tick the box too, where there is something to judge. */
  readonly isJudged?: boolean;
}

const SAFETY: readonly Omit<Box, 'section'>[] = [
  { id: 'disruption-budgets', title: 'Disruption budgets keep enough pods through every drain' },
  { id: 'replicas', title: 'Several replicas of everything that serves' },
  { id: 'zones', title: 'Pods are spread over zones and hosts' },
  { id: 'data', title: 'Data outlives the pods that made it' },
  {
    id: 'control-plane',
    title: 'Three or more control-plane nodes',
    evidence: 'the list of control-plane nodes and their zones',
  },
  {
    id: 'worker-nodes',
    title: 'Worker nodes in several zones',
    evidence: 'the list of worker nodes and their zones',
  },
  {
    id: 'api-server-balancer',
    title: 'A load balancer before the API servers',
    evidence: 'its address, and who watches it',
  },
  {
    id: 'second-cluster',
    title: 'A second cluster for what must survive a region',
    evidence: 'where it runs, and when it last took over',
  },
  {
    id: 'etcd-backups',
    title: 'etcd is backed up every six hours, off-site',
    evidence: 'the schedule, the bucket, and its last object; or whose control plane it is',
    isJudged: true,
  },
  {
    id: 'volume-backups',
    title: 'Volumes are backed up or snapshotted on a schedule',
    evidence: 'the schedule, and the age of the last backup',
    isJudged: true,
  },
  {
    id: 'backup-alerts',
    title: 'A backup that fails or falls silent raises an alarm',
    evidence: 'the alert, and when it last fired in a test',
    isJudged: true,
  },
  {
    id: 'restore-tested',
    title: 'A restore is tested every month',
    evidence: 'the date, duration and result of the last restore',
    isJudged: true,
  },
  {
    id: 'recovery-drills',
    title: 'Recovery objectives are met in a drill every quarter',
    evidence: 'the report of the last drill',
  },
];

const MONITORING: readonly Omit<Box, 'section'>[] = [
  { id: 'metrics', title: 'Metrics are served and found by Prometheus' },
  { id: 'alerts', title: 'Alerts reach a person' },
  {
    id: 'logs',
    title: 'Logs are structured and kept in one place for 30 days',
    evidence: 'a query that finds the logs of the service',
  },
  { id: 'traces', title: 'Requests are traced across services', evidence: 'a trace of a real request' },
  {
    id: 'dashboards',
    title: 'A dashboard shows rate, errors and duration',
    evidence: 'the address of the dashboard',
  },
  {
    id: 'service-levels',
    title: 'Service levels have objectives and error budgets',
    evidence: 'the objectives, and who agreed to them',
  },
  {
    id: 'long-term-metrics',
    title: 'Prometheus runs twice, and metrics are kept for a year',
    evidence: 'where they are kept',
    isJudged: true,
  },
];

const SECURITY: readonly Omit<Box, 'section'>[] = [
  { id: 'access', title: 'Access is by role and least privilege' },
  { id: 'network-policies', title: 'The network is closed but for declared flows' },
  { id: 'pod-security', title: 'Pod Security Standards hold and are enforced' },
  { id: 'secrets', title: 'Secrets are references, never values' },
  { id: 'images', title: 'Images are pinned, and come from registries that are known' },
  { id: 'encrypted-traffic', title: 'What is reached from outside speaks TLS' },
  {
    id: 'encryption-at-rest',
    title: 'Secrets are encrypted at rest',
    evidence: 'the encryption configuration of the API servers',
  },
  {
    id: 'image-scans',
    title: 'Images are scanned before and after they are deployed',
    evidence: 'the report of the last scan',
  },
  {
    id: 'security-audits',
    title: 'Security is audited regularly',
    evidence: 'the report of the last audit, or of kube-bench',
  },
];

const RELIABILITY: readonly Omit<Box, 'section'>[] = [
  { id: 'resources', title: 'Every container says what it needs and may use' },
  { id: 'quotas', title: 'No namespace can take the whole cluster' },
  { id: 'health-checks', title: 'Probes tell when a pod started, can serve, and works' },
  { id: 'graceful-shutdown', title: 'Pods leave without losing a request' },
  { id: 'autoscaling', title: 'Replicas follow the load' },
  { id: 'rollouts', title: 'A bad version is stopped before it takes everything' },
  { id: 'jobs', title: 'Jobs end, and do not pile up' },
  { id: 'references', title: 'Everything that is named exists' },
  { id: 'rollback-tested', title: 'A rollback has been tested', evidence: 'when, and how long it took' },
  {
    id: 'gradual-delivery',
    title: 'Critical changes go out to a few users first',
    evidence: 'how: canary, blue-green, or a flag',
    isJudged: true,
  },
  { id: 'chaos', title: 'Failures are rehearsed', evidence: 'the report of the last experiment' },
];

const OPERATIONS: readonly Omit<Box, 'section'>[] = [
  { id: 'valid-manifests', title: 'Every manifest is read, and means what it says' },
  { id: 'labels', title: 'Labels say what an object is, and whose' },
  { id: 'change-management', title: 'Exceptions that are recorded have a reason, and hold still' },
  {
    id: 'gitops',
    title: 'What runs is what a repository says',
    evidence: 'the repository, and the tool that applies it',
  },
  { id: 'delivery-pipeline', title: 'Every change is built and tested by a pipeline', evidence: 'the pipeline' },
  { id: 'runbooks', title: 'Runbooks exist for every alert that pages', evidence: 'where they are', isJudged: true },
  { id: 'on-call', title: 'Somebody is on call', evidence: 'the rotation, and how it is paged' },
  {
    id: 'change-process',
    title: 'Changes follow a known process',
    evidence: 'the process, and the last change that went through it',
  },
  {
    id: 'incident-response',
    title: 'Incidents are handled by a known procedure',
    evidence: 'the procedure, and the last review',
  },
  {
    id: 'upgrades',
    title: 'Clusters are upgraded before their version ends',
    evidence: 'the version, and the date of the next upgrade',
  },
  {
    id: 'certificates',
    title: 'Certificates are renewed by a machine and watched',
    evidence: 'the alert on expiry',
  },
];

const COST: readonly Omit<Box, 'section'>[] = [
  {
    id: 'right-sizing',
    title: 'Requests equal what is really used',
    evidence: 'usage against requests over the last month',
  },
  { id: 'node-autoscaling', title: 'Nodes come and go with the load', evidence: 'the autoscaler and its limits' },
  {
    id: 'spot-nodes',
    title: 'Work that may be interrupted runs on spot nodes',
    evidence: 'the share of it that does',
  },
  {
    id: 'cost-alerts',
    title: 'Costs are watched and have a limit that alarms',
    evidence: 'the budget and its alert',
  },
  { id: 'cost-reviews', title: 'Costs are reviewed every month', evidence: 'the last review' },
];

/** The launch checklist: what manifests show is ticked by checks, the rest by evidence that a person attaches. */
export const BOXES: readonly Box[] = [
  ...SAFETY.map((box) => ({ ...box, section: 'safety' as const })),
  ...MONITORING.map((box) => ({ ...box, section: 'monitoring' as const })),
  ...SECURITY.map((box) => ({ ...box, section: 'security' as const })),
  ...RELIABILITY.map((box) => ({ ...box, section: 'reliability' as const })),
  ...OPERATIONS.map((box) => ({ ...box, section: 'operations' as const })),
  ...COST.map((box) => ({ ...box, section: 'cost' as const })),
];

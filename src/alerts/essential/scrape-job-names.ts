/** What the jobs are called by which Prometheus scrapes the parts of a cluster: the label `job` of their series. */
export interface ScrapeJobNames {
  /**
   * Of the API servers.
   *
   * In the manifest: `job` in expressions of the groups `api-server` and `control-plane`.
   *
   * @default 'apiserver'
   */
  readonly apiServer?: string;

  /**
   * Of the members of etcd, such as `kube-etcd` in kube-prometheus-stack.
   *
   * In the manifest: `job` in expressions of the group `etcd`.
   *
   * @default 'etcd'
   */
  readonly etcd?: string;

  /**
   * Of the schedulers.
   *
   * In the manifest: `job` in the expression of the alert `SchedulerDown`.
   *
   * @default 'kube-scheduler'
   */
  readonly scheduler?: string;

  /**
   * Of the controller managers.
   *
   * In the manifest: `job` in the expression of the alert `ControllerManagerDown`.
   *
   * @default 'kube-controller-manager'
   */
  readonly controllerManager?: string;

  /**
   * Of the kubelets.
   *
   * In the manifest: `job` in expressions of the groups `nodes`, `volumes` and `certificates`.
   *
   * @default 'kubelet'
   */
  readonly kubelet?: string;

  /**
   * Of the containers that kubelets measure, where they are scraped by a job of their own. Its series then need no
   * label `metrics_path`, and those of kubelets neither.
   *
   * In the manifest: `job` in expressions of the group `pods`.
   *
   * @default - that of the kubelets, and the label `metrics_path` is `/metrics/cadvisor`
   */
  readonly cadvisor?: string;

  /**
   * Of kube-state-metrics.
   *
   * In the manifest: `job` in the expression of the alert `KubeStateMetricsMissing`; no other asks for it.
   *
   * @default 'kube-state-metrics'
   */
  readonly kubeStateMetrics?: string;

  /**
   * Of node-exporter.
   *
   * In the manifest: `job` in expressions of the groups `nodes`, `filesystems` and `prometheus`.
   *
   * @default 'node-exporter'
   */
  readonly nodeExporter?: string;
}

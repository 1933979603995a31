import { Resources } from '../../availability/resources';

/** Properties for `KubeStateMetrics`. */
export interface KubeStateMetricsProps {
  /**
   * Name of all objects, and of the job by which alerts find it.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 2.9 or later.
   *
   * @default - kube-state-metrics 2.20.0 of registry.k8s.io
   */
  readonly image?: string;

  /**
   * What it speaks of, by the names that its argument `--resources` has, such as `pods`.
   *
   * In the manifest: `rules` of the ClusterRole, and the argument.
   *
   * @default - all that it can, but secrets, configmaps, leases and serviceaccounts
   */
  readonly watched?: string[];

  /**
   * Labels of objects that are labels of `kube_*_labels` too, by what is watched; `*` for all of them.
   *
   * In the manifest: the argument `--metric-labels-allowlist`.
   *
   * @default - none
   */
  readonly labels?: { [resource: string]: string[] };

  /**
   * What its pod asks for. Its authors recommend 250 MiB to begin with; memory grows with the objects of the cluster.
   *
   * @default Resources.medium()
   */
  readonly resources?: Resources;
}

import { Duration } from 'cdk8s';
import { DashboardRow } from './dashboard-panel';
import { RequestMetrics } from '../../alerts/services/request-metrics';

/** Something that a reader of a dashboard chooses, by the values of a label. */
export interface DashboardVariable {
  /** By which expressions name it, behind a `$`: letters, digits and underscores. */
  readonly name: string;

  /** The label whose values there are. */
  readonly label: string;

  /**
   * The series that have the label, such as `kube_pod_info{namespace="$namespace"}`.
   *
   * In the manifest: `templating.list[].query`, as `label_values(SERIES, LABEL)`.
   */
  readonly series: string;

  /**
   * Whether several values, or all, may be chosen. Expressions then select by `=~"$NAME"`.
   *
   * In the manifest: `templating.list[].multi` and `includeAll`.
   *
   * @default false
   */
  readonly several?: boolean;
}

/** Options for every dashboard, also for those that are ready. */
export interface DashboardOptions {
  /**
   * Name of the ConfigMap.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * By which Grafana and links know it, at most 40 letters, digits, `-` and `_`. It never changes.
   *
   * In the manifest: `uid` of the dashboard.
   *
   * @default - the name; what no uid may have is replaced, and what is too long is cut and gets a hash
   */
  readonly uid?: string;

  /**
   * Words by which it is found.
   *
   * In the manifest: `tags` of the dashboard.
   *
   * @default ['preflight']
   */
  readonly tags?: string[];

  /**
   * Over how long it looks back when it is opened.
   *
   * In the manifest: `time.from` of the dashboard.
   *
   * @default - an hour; of what is ready as long as it needs
   */
  readonly timeRange?: Duration;
}

/** Properties for `Dashboard`. */
export interface DashboardProps extends DashboardOptions {
  /** What it is called. */
  readonly title: string;

  /** Its panels. */
  readonly rows: DashboardRow[];

  /**
   * What it is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * What a reader chooses, beside the data source.
   *
   * In the manifest: `templating.list` of the dashboard.
   *
   * @default - nothing
   */
  readonly variables?: DashboardVariable[];
}

/** Options for `Dashboard.services`. */
export interface ServicesDashboardOptions extends DashboardOptions {
  /** Under which names the requests are counted, of all services that the dashboard shows. */
  readonly metrics: RequestMetrics;
}

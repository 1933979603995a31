import { AlertThresholds } from './alert-thresholds';
import { ControlPlane } from './control-plane-kind';
import { ScrapeJobNames } from './scrape-job-names';

/** Properties for `EssentialAlerts`. */
export interface EssentialAlertsProps {
  /**
   * Name of the object with the rules.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Who runs the control plane. What a provider keeps to itself is left out: the groups `etcd` and `control-plane`.
   *
   * @default - managed where the platform's provider is EKS, GKE or AKS, else self-managed
   */
  readonly controlPlane?: ControlPlane;

  /**
   * From when on alerts fire.
   *
   * @default - the usual ones, each at its own member
   */
  readonly thresholds?: AlertThresholds;

  /**
   * What the jobs are called by which the parts of the cluster are scraped.
   *
   * In the manifest: the matchers of the label `job` in the expressions.
   *
   * @default - as in kube-prometheus, each at its own member
   */
  readonly jobNames?: ScrapeJobNames;

  /**
   * What is not written: the reason, by the name of a group, such as `etcd`, or of an alert, such as `NodeCpuHigh`.
   *
   * In the manifest: the annotation `preflight/omitted.<name>`.
   *
   * @default - nothing is left out
   */
  readonly omit?: { [name: string]: string };

  /**
   * Address of the folder that has a page for each subject, with a section for each alert: `/nodes.md#nodedown` and the
   * like are appended.
   *
   * In the manifest: the beginning of the annotation `runbook_url` of each alert.
   *
   * @default - the runbooks of this library
   */
  readonly runbooks?: string;

  /**
   * Addresses of dashboards that alerts link to, by the name of the group.
   *
   * In the manifest: the annotation `dashboard_url` of each alert of the group.
   *
   * @default - no dashboard is linked
   */
  readonly dashboards?: { [group: string]: string };
}

import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDashboard } from './dashboard-checks';
import { dashboardText } from './dashboard-json';
import { DashboardOptions, DashboardProps, ServicesDashboardOptions } from './dashboard-props';
import { BACKUPS } from './ready/backups-dashboard';
import { MONITORING } from './ready/monitoring-dashboard';
import { NODES } from './ready/nodes-dashboard';
import { OBJECTIVES } from './ready/objectives-dashboard';
import { servicesDashboard } from './ready/services-dashboard';
import { checkFileSize, checkNameOfFiles, withLabels } from '../../alerts/labeled-files';
import { Overlay } from '../../internal/manifest/overlay';
import { DASHBOARD_LABEL } from '../../internal/naming/labels';
import { shortened } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { wholeSeconds } from '../../internal/values/durations';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';

const LONGEST_UID = 40;
const FILE = { ending: '.json', what: 'the dashboard' };
const TIME_RANGE = { min: 60, max: Duration.days(365).toSeconds() };

/**
 * A dashboard as code, for a Grafana that reads ConfigMaps with the label `grafana_dashboard`, as `Grafana` does.
 *
 * Writes one ConfigMap with one file. Its panels ask the Prometheus that the reader has chosen. Fails where Grafana
 * would show nothing: an unknown variable, a panel without a question, a file that no ConfigMap holds.
 *
 * @example
 *
 * new Dashboard(chart, 'orders', {
 *   title: 'Orders',
 *   variables: [{ name: 'namespace', label: 'namespace', series: 'orders_waiting' }],
 *   rows: [{
 *     title: 'Queue',
 *     panels: [{
 *       title: 'Waiting orders',
 *       unit: 'short',
 *       queries: [{ expr: 'sum(orders_waiting{namespace="$namespace"})', legend: 'waiting' }],
 *       thresholds: { warning: 100, critical: 1000 },
 *     }],
 *   }],
 * });
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/
 */
@checked
export class Dashboard extends OwnConstruct {
  /**
   * What each service does: its requests, their failures, how long they take, and the room that its pods have left.
   *
   * All services that it shows count their requests alike. Of those that Linkerd counts, it shows Deployments.
   *
   * @example
   *
   * Dashboard.services(chart, 'services', { metrics: RequestMetrics.openTelemetryHttp() });
   *
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param options how requests are counted, and what is other than the defaults
   */
  public static services(scope: Construct, id: string, options: ServicesDashboardOptions): Dashboard {
    const { metrics, ...others } = options;
    return new Dashboard(scope, id, { ...servicesDashboard(scope, metrics), ...given(others) });
  }

  /**
   * How nodes are: their CPU, memory, disks and network by node-exporter, and what their kubelets say.
   *
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param options what is other than the defaults
   */
  public static nodes(scope: Construct, id: string, options: DashboardOptions = {}): Dashboard {
    return new Dashboard(scope, id, { ...NODES, ...given(options) });
  }

  /**
   * Whether what watches works: Prometheus, Alertmanager and the exporters.
   *
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param options what is other than the defaults
   */
  public static monitoring(scope: Construct, id: string, options: DashboardOptions = {}): Dashboard {
    return new Dashboard(scope, id, { ...MONITORING, ...given(options) });
  }

  /**
   * What every `ServiceLevelObjective` promises, and how much of its error budget is left.
   *
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param options what is other than the defaults
   */
  public static objectives(scope: Construct, id: string, options: DashboardOptions = {}): Dashboard {
    return new Dashboard(scope, id, { ...OBJECTIVES, ...given(options) });
  }

  /**
   * When backups and restore drills last succeeded, how long they took, and which failed.
   *
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param options what is other than the defaults
   */
  public static backups(scope: Construct, id: string, options: DashboardOptions = {}): Dashboard {
    return new Dashboard(scope, id, { ...BACKUPS, ...given(options) });
  }

  /** The ConfigMap. */
  public readonly configMap: ApiObject;
  /** By which Grafana and links know it. */
  public readonly uid: string;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of the ConfigMap
   * @param props what it shows
   */
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { name = id, timeRange } = props;
    checkNameOfFiles(this, name, FILE);
    checkDashboard(this, props);
    if (timeRange !== undefined) wholeSeconds(this, { prop: 'timeRange', value: timeRange }, TIME_RANGE);
    this.uid = props.uid ?? uidOf(name);
    const text = dashboardText({ ...props, uid: this.uid });
    checkFileSize(this, { prop: 'rows', text, remedy: 'make two dashboards of it' });
    const metadata = { name, namespace: namespaceOf(this), labels: Platform.of(this)._objectLabels() };
    this.configMap = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: withLabels(metadata, { [DASHBOARD_LABEL]: '1' }),
      data: { [name + FILE.ending]: text },
    });
    // Takes the user's patches.
    Overlay.of(this.configMap);
  }
}

/** The options that were given. */
function given(options: DashboardOptions): DashboardOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function uidOf(name: string): string {
  return shortened(name, LONGEST_UID).replace(/\./g, '-');
}

import { Construct } from 'constructs';
import { MonitoringStackProps } from './monitoring-stack-props';
import { EssentialAlerts } from '../../alerts/essential/essential-alerts';
import { AlertRouting } from '../../alerts/routing/alert-routing';
import { RequestMetrics } from '../../alerts/services/request-metrics';
import { fail } from '../../internal/fail';
import { POD_SECURITY_WARN_LABEL } from '../../internal/naming/labels';
import { checked } from '../../internal/signatures/checked';
import { EVERY_ADDRESS } from '../../internal/values/addresses/ip-networks';
import { PodSecurity } from '../../namespaces/pod-security';
import { ProductionNamespace } from '../../namespaces/production-namespace';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { SecretKey } from '../../secrets/secret-key';
import { Alertmanager } from '../alertmanager/alertmanager';
import { AlertmanagerProps } from '../alertmanager/alertmanager-props';
import { IAlertmanager } from '../alertmanager/any-alertmanager';
import { Dashboard } from '../dashboards/dashboard';
import { BlackboxExporter } from '../exporters/blackbox-exporter';
import { KubeStateMetrics } from '../exporters/kube-state-metrics';
import { NodeExporter } from '../exporters/node-exporter';
import { Grafana } from '../grafana/grafana';
import { OperatorAlertmanager } from '../operator/operator-alertmanager';
import { OperatorPrometheus } from '../operator/operator-prometheus';
import { IPrometheus } from '../prometheus/any-prometheus';
import { CommonPrometheusProps } from '../prometheus/common-prometheus-props';
import { Prometheus } from '../prometheus/prometheus';
import { Thanos } from '../thanos/thanos';

const READS_NODES = 'node-exporter reads the node';
/** What runs Prometheus and Alertmanager: Kubernetes alone, or the Prometheus operator. */
const MAKERS = {
  native: {
    alertmanager: (scope: Construct, props: AlertmanagerProps) => new Alertmanager(scope, 'alertmanager', props),
    prometheus: (scope: Construct, props: CommonPrometheusProps) => new Prometheus(scope, 'prometheus', props),
  },
  operator: {
    alertmanager: (scope: Construct, props: AlertmanagerProps) => (
      new OperatorAlertmanager(scope, 'alertmanager', props)
    ),
    prometheus: (scope: Construct, props: CommonPrometheusProps) => (
      new OperatorPrometheus(scope, 'prometheus', props)
    ),
  },
};

/**
 * Everything that watches a cluster, in one call: what measures, what keeps it, what tells people, and what shows it.
 *
 * Two Prometheus, three Alertmanagers with the routing, Grafana with dashboards about nodes, the stack itself,
 * objectives and backups, kube-state-metrics, a node exporter on every node, a blackbox exporter for the probes of the
 * tree, the alerts that every cluster has, and Thanos where it is asked for. Each part is a construct of its own, a
 * public field here, under its usual name. Whatever else the tree has is loaded: rules, scrape configurations, modules
 * of probes and dashboards of all its ConfigMaps, in whatever namespace.
 *
 * It belongs into the namespace that the platform names as that of its Prometheus, which enforces Pod Security at
 * `restricted`; node exporters have a namespace `node-exporter` of their own, as no level below `privileged` admits
 * them. On OpenShift there is none, for the cluster has them already.
 *
 * Where the platform's metrics are those of the Prometheus operator, that runs Prometheus and Alertmanager, by the same
 * rules and routes; it must be in the cluster, with its definitions of resources. Otherwise nothing is needed but
 * Kubernetes.
 *
 * Fails where the platform does not know the addresses of the API servers.
 *
 * @example
 *
 * Platform.configure(chart, {
 *   kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
 *   metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
 * });
 * new MonitoringStack(chart, 'monitoring', {
 *   alerts: {
 *     critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
 *     warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
 *     watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
 *   },
 *   storage: Size.gibibytes(50),
 * });
 *
 * @see https://prometheus.io/docs/introduction/overview/
 */
@checked
export class MonitoringStack extends OwnConstruct {
  /** What scrapes, keeps and evaluates. */
  public readonly prometheus: IPrometheus;
  /** What tells people. */
  public readonly alertmanager: IAlertmanager;
  /** Whom it tells of what. */
  public readonly routing: AlertRouting;
  /** What shows it. */
  public readonly grafana: Grafana;
  /** What says what the API server knows. */
  public readonly kubeStateMetrics: KubeStateMetrics;
  /** What says how nodes are, none on OpenShift. */
  public readonly nodeExporter?: NodeExporter;
  /** What asks addresses for the probes of the tree. */
  public readonly blackboxExporter: BlackboxExporter;
  /** The alerts that every cluster has. */
  public readonly essentialAlerts: EssentialAlerts;
  /** What keeps metrics for years, where that was asked for. */
  public readonly thanos?: Thanos;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope
   * @param props who is told of alerts, how much is kept, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: MonitoringStackProps) {
    super(scope, id);
    const { storageClassName, interval, grafanaPassword = SecretKey.of('grafana', 'admin-password') } = props;
    checkNodes(this, props.nodeCidrs);
    const { usesOperator } = Platform.of(this).metrics;
    const makers = MAKERS[usesOperator ? 'operator' : 'native'];
    this.routing = new AlertRouting(this, 'alert-routing', props.alerts);
    this.alertmanager = makers.alertmanager(this, { storageClassName });
    this.thanos = props.thanos && new Thanos(this, 'thanos', props.thanos);
    this.prometheus = makers.prometheus(this, {
      storage: props.storage,
      storageClassName,
      retention: props.retention,
      interval,
      expectedSeries: props.expectedSeries,
      clusterName: props.clusterName,
      nodeCidrs: props.nodeCidrs ?? EVERY_ADDRESS,
      alertmanager: this.alertmanager,
      thanos: this.thanos,
    });
    this.kubeStateMetrics = new KubeStateMetrics(this, 'kube-state-metrics');
    this.nodeExporter = Platform.of(this).provider === Provider.OPENSHIFT ? undefined : this.onNodes();
    this.blackboxExporter = new BlackboxExporter(this, 'blackbox-exporter', { ports: props.probedPorts });
    this.essentialAlerts = new EssentialAlerts(this, 'essential-alerts', props.essentialAlerts);
    this.grafana = new Grafana(this, 'grafana', {
      adminPassword: grafanaPassword,
      prometheus: this.prometheus,
      alertmanager: this.alertmanager,
      thanos: this.thanos?.query,
      // Monitors say it themselves.
      scrapeInterval: usesOperator ? undefined : interval,
      host: props.grafanaHost,
    });
    this.show(props.services);
  }

  private onNodes(): NodeExporter {
    // What stands beside a namespace is in it, and nothing else of the stack is to be.
    const nodes = new Construct(this, 'on-nodes');
    const podSecurity = PodSecurity.privileged(READS_NODES);
    const namespace = new ProductionNamespace(nodes, 'node-exporter', { podSecurity });
    // Nothing else is in it that a warning could be about.
    namespace.mergePatch(namespace.resource, { metadata: { labels: { [POD_SECURITY_WARN_LABEL]: 'privileged' } } });
    return new NodeExporter(namespace, 'node-exporter');
  }

  private show(services: RequestMetrics | undefined): void {
    Dashboard.nodes(this, 'nodes');
    Dashboard.monitoring(this, 'monitoring');
    Dashboard.objectives(this, 'objectives');
    Dashboard.backups(this, 'backups');
    if (services !== undefined) Dashboard.services(this, 'services', { metrics: services });
  }
}

/** Node exporters are written in any case, and would all be down. */
function checkNodes(scope: Construct, nodeCidrs: string[] | undefined): void {
  if (nodeCidrs?.length !== 0) return;
  const must = 'name a network, for Prometheus asks kubelets and node exporters there';
  fail(scope, { prop: 'nodeCidrs', must, got: nodeCidrs, remedy: 'leave it out, which means any address' });
}

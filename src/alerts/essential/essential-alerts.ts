import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ControlPlane } from './control-plane-kind';
import { EssentialAlertsProps } from './essential-alerts-props';
import { EssentialGroup } from './essential-group';
import { alertNamesOf, essentialRules } from './essential-rules';
import { ESSENTIAL_GROUPS } from './groups/essential-groups';
import { jobSelectors } from './job-selectors';
import { thresholdsOf } from './threshold-defaults';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkRunbookFolder, checkWebAddress } from '../../internal/values/addresses/web-address';
import { checkReason } from '../../internal/values/plain-text';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { alertRulesObject, RULE_FILE } from '../alert-rules';
import { checkNameOfFiles } from '../labeled-files';
import { checkGivenNames, omittedReasons } from '../omitted-alerts';

const RUNBOOKS = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks';
const MANAGED_BY_PROVIDER: readonly Provider[] = [Provider.EKS, Provider.GKE, Provider.AKS];

/**
 * What somebody has to know of any cluster: its control plane, nodes, disks, volumes, pods, Jobs, certificates and
 * quotas, and whether Prometheus and Alertmanager, who tell of them, work themselves.
 *
 * The alerts read what kube-state-metrics, node-exporter, kubelets, the API servers, cert-manager, Prometheus and
 * Alertmanager show, under the names of jobs that kube-prometheus has, or under those of `jobNames`. The `Watchdog`,
 * which always fires, is of `AlertRouting`.
 *
 * Writes one object with rules. One Prometheus that scrapes one cluster is to evaluate them.
 *
 * @see https://github.com/kubernetes-monitoring/kubernetes-mixin
 *
 * @example
 * new EssentialAlerts(chart, 'essential-alerts', {
 *   thresholds: { nodeCpuPercent: 95 },
 *   omit: { certificates: 'the certificates of this cluster are watched from outside' },
 * });
 */
@checked
export class EssentialAlerts extends OwnConstruct {
  /** The alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;
  /** Who runs the control plane. */
  public readonly controlPlane: ControlPlane;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: EssentialAlertsProps = {}) {
    super(scope, id);
    const { name = id, omit = {}, runbooks = RUNBOOKS, dashboards = {} } = props;
    const platform = Platform.of(this);
    const thresholds = thresholdsOf(this, props.thresholds);
    const jobs = jobSelectors(this, props.jobNames);
    const namespace = namespaceOf(this);
    checkNameOfFiles(this, name, RULE_FILE);
    checkRunbookFolder(this, 'runbooks', runbooks);
    this.controlPlane = props.controlPlane ?? controlPlaneOf(platform.provider);
    const groups = ESSENTIAL_GROUPS.filter((group) => this.sees(group));
    const names = ESSENTIAL_GROUPS.map((group) => group.name);
    const alerts = ESSENTIAL_GROUPS.flatMap((group) => alertNamesOf(group, thresholds));
    const list = `there are the groups ${names.join(', ')}; docs/essential-alerts.md lists their alerts`;
    checkGivenNames(this, { prop: 'omit', given: omit, known: [...names, ...alerts], what: 'groups or alerts', list });
    checkGivenNames(this, { prop: 'dashboards', given: dashboards, known: names, what: 'groups', list });
    for (const [what, reason] of Object.entries(omit)) checkReason(this, `omit.${what}`, reason);
    for (const [group, address] of Object.entries(dashboards)) checkWebAddress(this, `dashboards.${group}`, address);

    const omitted = new Set(Object.keys(omit));
    const written = essentialRules(groups, { thresholds, jobs, omitted, runbooks, dashboards });
    if (written.length === 0) {
      fail(this, { prop: 'omit', must: 'leave an alert', got: [...omitted], remedy: 'remove the EssentialAlerts' });
    }
    const labels = platform._objectLabels();
    this.alertRules = alertRulesObject(this, 'Resource', {
      metadata: { name, namespace, labels, ...omittedReasons(omit) },
      groups: () => written,
    });
  }

  private sees({ ofOwnControlPlane }: EssentialGroup): boolean {
    return ofOwnControlPlane === undefined || this.controlPlane === ControlPlane.SELF_MANAGED;
  }
}

function controlPlaneOf(provider: Provider): ControlPlane {
  return MANAGED_BY_PROVIDER.includes(provider) ? ControlPlane.MANAGED : ControlPlane.SELF_MANAGED;
}

import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AlertRoutes } from './alert-routes';
import { AlertRoutingProps } from './alert-routing-props';
import { alertmanagerContent, alertmanagerFile } from './alertmanager-file';
import { alertmanagerConfigSpec } from './alertmanager-object';
import { groupTimes } from './group-times';
import { DEFAULT_INHIBITIONS, plannedInhibitions } from './inhibitions';
import { keepInhibitions } from './kept-inhibitions';
import { keepReceivers } from './kept-receivers';
import { keepTimes } from './kept-times';
import { checkLabelNames } from './label-checks';
import { plannedMuteTimes } from './mute-times';
import { RoutingPlan } from './routing-plan';
import { watchdogAlert } from './watchdog-alert';
import { fail, pathOf } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { ALERTMANAGER_CONFIG_LABEL } from '../../internal/naming/labels';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { checkDnsLabel } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { alertRoutings } from '../../internal/tree/claims';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { JsonObject } from '../../internal/values/json';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { SecretKey } from '../../secrets/secret-key';
import { alertRulesObject, RULE_FILE } from '../alert-rules';
import { checkFileSize, checkNameOfFiles, fileObject, LabeledMetadata, withLabels } from '../labeled-files';

const FILE = 'alertmanager.yaml';
const WATCHDOG_FILE = { ending: `-watchdog${RULE_FILE.ending}`, what: 'the rule of the Watchdog' };
const GROUP_BY = ['alertname', 'cluster', 'namespace', 'service'];
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/alerting.md';

/**
 * Brings alerts to people: critical ones to whom they wake up, warnings to a channel, and the Watchdog to a dead man's
 * switch, which calls somebody when alerts no longer arrive.
 *
 * Every route ends at a receiver that tells somebody, of the end of an alert too. What no route knows goes where
 * warnings go.
 *
 * Writes the configuration of Alertmanager: an AlertmanagerConfig where the platform's metrics are the operator's, else
 * a ConfigMap with the file `alertmanager.yaml` and the label `preflight/alertmanager-config`; and the rule of the
 * Watchdog. It belongs into the namespace of Alertmanager, where the Secrets are.
 *
 * The operator adds to an AlertmanagerConfig that alerts must be of its namespace, unless the Alertmanager names it in
 * `spec.alertmanagerConfiguration`, or has the strategy `None` in `spec.alertmanagerConfigMatcherStrategy`. Without one
 * of them the Watchdog does not arrive, for it is of no namespace.
 *
 * @example
 *
 * new AlertRouting(chart, 'alerts', {
 *   critical: AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty')),
 *   warning: AlertReceiver.slack(SecretKey.of('alert-receivers', 'slack')),
 *   watchdog: AlertReceiver.webhook(SecretKey.of('alert-receivers', 'watchdog')),
 * });
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/
 */
@checked
export class AlertRouting extends OwnConstruct {
  /** The configuration of Alertmanager: an AlertmanagerConfig, or a ConfigMap with a file. */
  public readonly configuration: ApiObject;
  /** The rule of the Watchdog: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly watchdogRule: ApiObject;

  private readonly plan: RoutingPlan;
  private readonly secretsFolder: string;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props who is told of what, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: AlertRoutingProps) {
    super(scope, id);
    const { name = id, secretsFolder = '/etc/alertmanager/secrets', runbook = RUNBOOK } = props;
    const namespace = namespaceOf(this);
    const platform = Platform.of(this);
    checkNameOfFiles(this, name, WATCHDOG_FILE);
    checkDnsLabel(this, 'namespace', namespace);
    checkMountPath(this, 'secretsFolder', secretsFolder);
    checkRunbook(this, 'runbook', runbook);
    this.secretsFolder = secretsFolder;
    this.plan = this.planned(props);
    const file = alertmanagerFile(this.plan, secretsFolder);
    checkFileSize(this, { prop: 'routes', text: file, remedy: 'join routes that have the same receivers' });
    this.claim(namespace);
    const labels = platform._objectLabels();
    const metadata = { name, namespace, labels };
    this.configuration = new ApiObject(this, 'Resource', platform.metrics.usesOperator
      ? alertmanagerConfig(withLabels(metadata, platform.metrics.monitorLabels), this.plan)
      : fileObject(metadata, {
        label: ALERTMANAGER_CONFIG_LABEL, key: FILE, text: file,
      }));
    Overlay.of(this.configuration);
    if (platform.metrics.usesOperator) this.keep(this.configuration);
    this.watchdogRule = alertRulesObject(this, 'WatchdogRule', {
      metadata: { ...metadata, name: `${name}-watchdog` },
      groups: () => [{ name: `${namespace}-${name}-watchdog`, rules: [watchdogAlert(runbook)] }],
    });
  }

  /** The keys of Secrets that Alertmanager reads, which must be in its namespace. */
  public get credentials(): SecretKey[] {
    const keys = this.plan.receivers.flatMap(({ receiver }) => receiver._integrations)
      .flatMap(({ credentials }) => credentials.map(({ key }) => key));
    return [...new Map(keys.map((key) => [JSON.stringify([key.secretName, key.key]), key])).values()];
  }

  /** What Alertmanager does, in the form of its file, also where that is the operator's to write. @internal */
  public get _content(): JsonObject {
    return alertmanagerContent(this.plan, this.secretsFolder);
  }

  private planned(props: AlertRoutingProps): RoutingPlan {
    const { inhibitions, muteTimes = {}, groupBy = GROUP_BY } = props;
    checkLabelNames(this, 'groupBy', groupBy);
    const times = groupTimes(this, props);
    const planned = plannedMuteTimes(this, muteTimes, times.groupInterval);
    this.checkTimeZones(planned.map(({ name, timeZone }) => [name, timeZone]));
    const { routes, receivers, defaultReceiver } = new AlertRoutes(this, props, planned.map(({ name }) => name));
    return {
      route: { receiver: defaultReceiver, groupBy, ...times, routes },
      receivers,
      inhibitions: inhibitions === undefined ? DEFAULT_INHIBITIONS : plannedInhibitions(this, inhibitions),
      muteTimes: planned,
    };
  }

  /** Holds patches to what props may say. */
  private keep(config: ApiObject): void {
    keepReceivers(this, config);
    keepTimes(this, config, this.plan.route.groupInterval!);
    keepInhibitions(this, config, alertmanagerConfigSpec(this.plan).inhibitRules);
  }

  /** Refuses a second routing of a namespace, before anything is made. */
  private claim(namespace: string): void {
    const other = alertRoutings(this).claim(namespace, this);
    if (other === undefined) return;
    const must = `be the only one of namespace ${namespace}, whose Alertmanager reads one configuration`;
    fail(this, { prop: 'AlertRouting', must, got: pathOf(other), remedy: 'add to the routes of that one' });
  }

  private checkTimeZones(zones: readonly [name: string, timeZone: string | undefined][]): void {
    if (!Platform.of(this).metrics.usesOperator) return;
    for (const [name, timeZone] of zones) {
      if (timeZone === undefined) continue;
      const must = 'be UTC, for an AlertmanagerConfig knows no other';
      fail(this, { prop: `muteTimes.${name}.timeZone`, must, got: timeZone, remedy: 'give the times in UTC' });
    }
  }
}

function alertmanagerConfig(metadata: LabeledMetadata, plan: RoutingPlan) {
  const spec = alertmanagerConfigSpec(plan);
  return { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata, spec };
}

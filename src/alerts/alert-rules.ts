import { ApiObject, Lazy, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { checkFileSize, FileEnding, fileObject, LabeledMetadata, withLabels } from './labeled-files';
import { Overlay } from '../internal/manifest/overlay';
import { ALERT_RULES_LABEL, OWNER_LABEL, TEAM_LABEL } from '../internal/naming/labels';
import { JsonObject } from '../internal/values/json';
import { Platform } from '../platform/platform';

/** How the key of a rule file ends, behind the name of its object. */
export const RULE_FILE: FileEnding = { ending: '.rules.yaml', what: 'the rules' };

/** A condition that somebody has to know of. */
export interface AlertRule {
  readonly alert: string;
  /** PromQL; each series that it returns is an alert. */
  readonly expr: string;
  /** How long the condition must hold, such as `15m`. */
  readonly for?: string;
  /** How long the alert goes on after the condition has ended, such as `5m`. */
  readonly keepFiringFor?: string;
  /** `critical` wakes somebody up, `warning` waits for the morning, `info` is read beside another alert. */
  readonly severity: 'critical' | 'warning' | 'info';
  /** Labels beside severity, team and owner, by which alerts are routed. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What is wrong, in one line; a template of Prometheus, see `templateText`. */
  readonly summary: string;
  /** What it means and what to do first; a template of Prometheus, see `templateText`. */
  readonly description: string;
  /** Address of the page that says what to do; plain text. */
  readonly runbook: string;
  /** Address of the dashboard that shows what is wrong; plain text. */
  readonly dashboard?: string;
}

/** A result that is kept as a metric of its own. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  /** Labels that it gets beside those of the expression. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Rules that Prometheus evaluates one after the other, so that each sees what those before it recorded. */
export interface RuleGroup {
  readonly name: string;
  /** How often they are evaluated, such as `1m`, where it is not as often as all others. */
  readonly interval?: string;
  readonly rules: readonly (AlertRule | RecordingRule)[];
}

/** The object that carries rules. */
export interface RulesObject {
  readonly metadata: LabeledMetadata;
  /** Asked for when the object is written, for what is promised later may change them. */
  readonly groups: () => readonly RuleGroup[];
}

/**
 * Writes rules so that the Prometheus of the subtree finds them: a PrometheusRule where it has an operator, else a
 * ConfigMap with a rule file.
 */
export function alertRulesObject(scope: Construct, id: string, { metadata, groups }: RulesObject): ApiObject {
  const platform = Platform.of(scope);
  const { usesOperator, monitorLabels } = platform.metrics;
  const rules = () => ({ groups: groups().map((group) => groupOf(platform, group)) });
  const ruleFile = () => Yaml.stringify(rules());
  // Names, labels and links of users are part of each expression and text.
  checkFileSize(scope, {
    prop: 'rules', text: ruleFile(), remedy: 'shorten the names, labels and links that they are made of',
  });
  const key = metadata.name + RULE_FILE.ending;
  const object = new ApiObject(scope, id, usesOperator
    ? prometheusRule(withLabels(metadata, monitorLabels), Lazy.any({ produce: rules }))
    : fileObject(metadata, { label: ALERT_RULES_LABEL, key, text: Lazy.any({ produce: ruleFile }) }));
  // Takes the user's patches.
  Overlay.of(object);
  return object;
}

/** A text that the templates of Prometheus leave as it is. */
export function templateText(text: string): string {
  // One brace at the end would join those of an action that follows.
  return text.replace(/\{\{+|\{$/g, (braces) => `{{ "${braces}" }}`);
}

function prometheusRule(metadata: LabeledMetadata, rules: JsonObject) {
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata, spec: rules };
}

function groupOf(platform: Platform, { name, interval, rules }: RuleGroup): JsonObject {
  const written = rules.map((rule) => 'record' in rule ? recordingRule(rule) : alertRule(platform, rule));
  return { name, ...(interval === undefined ? {} : { interval }), rules: written };
}

function recordingRule({ record, expr, labels }: RecordingRule): JsonObject {
  return { record, expr, ...(labels === undefined ? {} : { labels: { ...labels } }) };
}

function alertRule(platform: Platform, rule: AlertRule): JsonObject {
  const { team, owner } = platform.ownership;
  return {
    alert: rule.alert,
    expr: rule.expr,
    ...(rule.for === undefined ? {} : { for: rule.for }),
    ...(rule.keepFiringFor === undefined ? {} : { keep_firing_for: rule.keepFiringFor }),
    labels: {
      ...rule.labels,
      severity: rule.severity,
      ...(team === undefined ? {} : { [TEAM_LABEL]: team }),
      ...(owner === undefined ? {} : { [OWNER_LABEL]: owner }),
    },
    annotations: {
      summary: rule.summary,
      description: rule.description,
      runbook_url: templateText(rule.runbook),
      ...(rule.dashboard === undefined ? {} : { dashboard_url: templateText(rule.dashboard) }),
      // Somebody is to be asked, whoever that is.
      ...(platform._owner === undefined ? {} : { owner: platform._owner }),
    },
  };
}

import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';
import { oncePerCluster } from '../once-per-cluster';

/** Objects that carry rules; ConfigMaps may carry rule files too. */
export const RULE_KINDS = [
  'monitoring.coreos.com/PrometheusRule', 'operator.victoriametrics.com/VMRule',
  ...['Rules', 'ClusterRules', 'GlobalRules'].map((kind) => `monitoring.googleapis.com/${kind}`),
];
/** What a file with rules must hold somewhere, so that others need not be read as YAML. */
const WORDS_OF_RULE_FILES = ['groups', 'expr'];

/** An alert, and where it stands. */
export interface AlertExpression {
  readonly alert: string;
  readonly expr: string;
  readonly owner: Manifest;
}

/** A rule, and where it stands; of alert and record, one is empty. */
export interface RuleExpression extends AlertExpression {
  readonly record: string;
  /** Where the object holds it: a rule of an operator, or the whole file. */
  readonly path: string;
}

/** The rules among the manifests, whether in objects for an operator or in rule files for Prometheus itself. */
export const ruleExpressions = oncePerCluster((cluster: Cluster): RuleExpression[] => [
  ...RULE_KINDS.flatMap((kind) => cluster.ofKind(kind)).flatMap((owner) => (
    rulesIn(owner.spec).map(({ place, ...rule }) => ({ ...rule, owner, path: `spec.${place}` }))
  )),
  ...cluster.ofKind('ConfigMap').flatMap((owner) => ruleFilesIn(owner).flatMap(({ key, text }) => (
    rulesIn(readEmbeddedYaml(text)).map(({ place: _, ...rule }) => ({ ...rule, owner, path: `data[${key}]` }))
  ))),
]);

/** The alerts among them. */
export const alertExpressions = oncePerCluster((cluster: Cluster): AlertExpression[] => (
  ruleExpressions(cluster).filter(({ alert }) => alert !== '')
));

function ruleFilesIn({ content }: Manifest): { key: string; text: string }[] {
  return Object.entries(mapOf(content.data)).map(([key, value]) => ({ key, text: textOf(value) }))
    .filter(({ text }) => WORDS_OF_RULE_FILES.every((word) => text.includes(word)));
}

function rulesIn(rules: unknown) {
  return mapsIn(mapOf(rules).groups).flatMap(({ item: { rules: ofGroup }, index: group }) => (
    mapsIn(ofGroup).map(({ item: { alert, record, expr }, index }) => ({
      alert: textOf(alert), record: textOf(record), expr: textOf(expr), place: `groups[${group}].rules[${index}]`,
    }))
  ));
}

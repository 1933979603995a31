import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';
import { oncePerCluster } from '../once-per-cluster';

const RULE_KINDS = [
  'monitoring.coreos.com/PrometheusRule', 'operator.victoriametrics.com/VMRule',
  ...['Rules', 'ClusterRules', 'GlobalRules'].map((kind) => `monitoring.googleapis.com/${kind}`),
];
/** What a file with alerts must hold somewhere, so that others need not be read as YAML. */
const WORDS_OF_RULE_FILES = ['groups', 'alert', 'expr'];

/** An alert, and where it stands. */
export interface AlertExpression {
  readonly alert: string;
  readonly expr: string;
  readonly owner: Manifest;
}

/** The alerts among the manifests, whether in objects for an operator or in rule files for Prometheus itself. */
export const alertExpressions = oncePerCluster((cluster: Cluster): AlertExpression[] => [
  ...RULE_KINDS.flatMap((kind) => cluster.ofKind(kind)).flatMap((owner) => alertsIn(owner.spec, owner)),
  ...cluster.ofKind('ConfigMap').flatMap((owner) => (
    ruleFilesIn(owner).flatMap((text) => alertsIn(readEmbeddedYaml(text), owner))
  )),
]);

function ruleFilesIn({ content }: Manifest): string[] {
  return Object.values(mapOf(content.data)).map(textOf)
    .filter((text) => WORDS_OF_RULE_FILES.every((word) => text.includes(word)));
}

function alertsIn(rules: unknown, owner: Manifest): AlertExpression[] {
  return mapsIn(mapOf(rules).groups).flatMap(({ item }) => mapsIn(item.rules)).flatMap(({ item: { alert, expr } }) => (
    textOf(alert) === '' ? [] : [{ alert: textOf(alert), expr: textOf(expr), owner }]
  ));
}

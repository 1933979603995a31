import { groupOfSameName, ruleGroupsOf } from '../facts/alerts/rule-groups';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Groups of rules have names of their own. */
export const RULE_GROUPS_ARE_UNIQUE: ICheck = {
  id: 'rule-groups-are-unique',
  title: 'Groups of rules in one file have names of their own',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'Prometheus refuses a file in which two groups have one name: it goes on with the old rules, or does not start. '
    + 'Its operator leaves out the object.',
  remedy: { manifest: 'groups: [{name: shop-errors, rules: [...]}, {name: shop-latency, rules: [...]}]' },
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group',
  ],
  appliesTo: ['monitoring.coreos.com/PrometheusRule', 'ConfigMap'],
  evaluate: (manifest, cluster) => failuresOrPass(ruleGroupsOf(manifest, cluster).map((group) => {
    const other = groupOfSameName(group, cluster);
    return {
      passed: other === undefined,
      path: `${group.path}.name`,
      message: `has the name ${group.name}, as ${other?.path} has`,
      actual: group.name,
    };
  }), 'names each group of rules once'),
};

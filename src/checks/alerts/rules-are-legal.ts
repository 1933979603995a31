import { isRuleFile, ruleFileProblems } from '../facts/alerts/files/rule-file-problems';
import { ruleProblems } from '../facts/alerts/files/rule-problems';
import { ruleFilesIn } from '../facts/alerts/rule-groups';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { readEmbeddedYaml } from '../model/yaml/embedded-yaml';

const RULES = 'monitoring.coreos.com/PrometheusRule';

/** Prometheus takes the rules. */
export const RULES_ARE_LEGAL: ICheck = {
  id: 'rules-are-legal',
  title: 'Prometheus takes the rules',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'Prometheus refuses a file with one mistake as a whole: it goes on with the old rules, or does not start. Its '
    + 'operator leaves out the object.',
  remedy: { manifest: 'Correct the field; promtool check rules FILE says the same before it is applied.' },
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/',
    'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  ],
  appliesTo: [RULES, 'ConfigMap'],
  evaluate: (manifest, cluster) => {
    const problems = manifest.kind === 'ConfigMap' ? problemsOfFiles(manifest, cluster)
      // The fields of an object are held to its schema as those of every object are.
      : ruleProblems(manifest.spec, 'spec.');
    return problems?.length === 0 ? [{ passed: true, message: 'has rules that Prometheus takes' }] : problems ?? [];
  },
};

/** Undefined where there are no rules. */
function problemsOfFiles(manifest: Manifest, cluster: Cluster): Finding[] | undefined {
  const { minor } = cluster;
  const files = ruleFilesIn(manifest, cluster)
    .map(({ file, text }) => ({ file, content: mapOf(readEmbeddedYaml(text)) }))
    .filter(({ content }) => isRuleFile(content));
  if (files.length === 0) return undefined;
  return files.map(({ file, content }) => ({ path: `data[${file}].`, content })).flatMap(({ path, content }) => (
    [...ruleFileProblems(content, path, minor), ...ruleProblems(content, path)]
  ));
}

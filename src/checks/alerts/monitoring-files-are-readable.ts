import { monitoringTextsOf } from '../facts/alerts/files/embedded-files';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { isMap } from '../model/values/plain-data';
import { readEmbeddedYaml } from '../model/yaml/embedded-yaml';

/** What Prometheus and Alertmanager read is one YAML document. */
export const MONITORING_FILES_ARE_READABLE: ICheck = {
  id: 'monitoring-files-are-readable',
  title: 'Prometheus and Alertmanager can read their files',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'Neither takes a file that is no YAML: it goes on with the old one, or does not start. What cannot be read is '
    + 'not judged here either.',
  remedy: { manifest: 'alertmanager.yaml, prometheus.yml and rule files as one YAML document' },
  references: [
    'https://prometheus.io/docs/alerting/latest/configuration/',
    'https://prometheus.io/docs/prometheus/latest/configuration/configuration/',
  ],
  appliesTo: ['ConfigMap', 'Secret'],
  evaluate: (manifest, cluster) => failuresOrPass(monitoringTextsOf(manifest, cluster).map(({ file, text }) => {
    const content = readEmbeddedYaml(text);
    return {
      passed: content === null || isMap(content),
      path: `data[${file}]`,
      message: content === undefined ? 'has a file that cannot be read as one YAML document'
        : 'has a file that is no map of settings',
    };
  }), 'has files that can be read'),
};

import { alertmanagerFilesOf } from '../facts/alerts/alert-receivers';
import { alertmanagerConfigProblems } from '../facts/alerts/files/alertmanager-config-problems';
import { alertmanagerProblems } from '../facts/alerts/files/alertmanager-problems';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Alertmanager takes the configuration. */
export const ALERTMANAGER_CONFIG_IS_LEGAL: ICheck = {
  id: 'alertmanager-config-is-legal',
  title: 'Alertmanager takes its configuration',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'Alertmanager refuses a configuration with one mistake as a whole: it goes on with the old one, or does not '
    + 'start. A matcher that it takes for another one leads alerts elsewhere.',
  remedy: { manifest: 'Correct the field; amtool check-config alertmanager.yaml says the same before it is applied.' },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/'],
  appliesTo: ['ConfigMap', 'Secret', 'monitoring.coreos.com/AlertmanagerConfig'],
  evaluate: (manifest) => {
    if (manifest.kind === 'AlertmanagerConfig') return problemsOrPass(alertmanagerConfigProblems(manifest.spec));
    return alertmanagerFilesOf(manifest).flatMap(({ file, content }) => {
      // Whatever cannot be read is found by another check, and an object of Kubernetes is no configuration.
      if (Object.keys(content).length === 0 || content.apiVersion !== undefined) return [];
      return problemsOrPass(alertmanagerProblems(content, `${file}:`));
    });
  },
};

function problemsOrPass(problems: Finding[]): Finding[] {
  return problems.length === 0 ? [{ passed: true, message: 'is what Alertmanager takes' }] : problems;
}

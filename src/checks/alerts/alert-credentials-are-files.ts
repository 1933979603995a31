import { alertCredentialsOf } from '../facts/alerts/alert-credentials';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What Alertmanager authenticates by is read from files. */
export const ALERT_CREDENTIALS_ARE_FILES: ICheck = {
  id: 'alert-credentials-are-files',
  title: 'Alertmanager reads its credentials from files',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Routes change often and are to be reviewed; a file with keys in it is for few eyes.',
  remedy: {
    manifest: 'pagerduty_configs: [{routing_key_file: /etc/alertmanager/secrets/receivers/pager}], a mounted Secret',
    construct: "AlertReceiver.pagerDuty(SecretKey.of('alert-receivers', 'pagerduty'))",
  },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config'],
  appliesTo: ['ConfigMap', 'Secret'],
  evaluate: (manifest) => alertCredentialsOf(manifest).filter(({ isAny }) => isAny).flatMap(({ texts }) => (
    failuresOrPass([
      { passed: true, message: 'reads credentials from files' },
      ...texts.map((path) => ({ passed: false, path, message: 'has a credential as text' })),
    ], 'reads credentials from files')
  )),
};

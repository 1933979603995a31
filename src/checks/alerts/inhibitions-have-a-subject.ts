import { matchersText } from '../facts/alerts/alert-matchers';
import { alertRoutingsOf, ROUTING_KINDS } from '../facts/alerts/alert-receivers';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** An alert keeps back others about the same thing. */
export const INHIBITIONS_HAVE_A_SUBJECT: ICheck = {
  id: 'inhibitions-have-a-subject',
  title: 'Alerts keep back others about the same thing',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Where nothing must be equal, one critical alert anywhere hides the warnings of everybody else.',
  remedy: {
    manifest: 'equal: [namespace, alertname] beside source_matchers: [severity="critical"]',
    construct: "inhibitions: [{ source: ..., target: ..., equal: ['namespace', 'service'] }]",
  },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertRoutingsOf(manifest, cluster).flatMap(({ inhibitions }) => inhibitions).flatMap(({ source, equal, path }) => {
      if (source === undefined) return [];
      return [{
        // The operator holds what an object of its own says to the namespace of that object.
        passed: manifest.kind === 'AlertmanagerConfig' || equal.length > 0
          || source.some(({ label }) => label !== 'severity'),
        path: `${path}.equal`,
        message: `lets any alert${source.length === 0 ? '' : ` with ${matchersText(source)}`} keep back those of all`,
      }];
    }),
    'keeps back alerts about the same thing',
  ),
};

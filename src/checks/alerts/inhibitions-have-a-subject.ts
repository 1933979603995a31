import { AlertMatcher, matchersHold, matchersText } from '../facts/alerts/alert-matchers';
import { AlertInhibition, alertRoutingsOf, ROUTING_KINDS } from '../facts/alerts/alert-receivers';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** An alert keeps back others about the same thing. */
export const INHIBITIONS_HAVE_A_SUBJECT: ICheck = {
  id: 'inhibitions-have-a-subject',
  title: 'Alerts keep back others about the same thing',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Where nothing must be equal, one critical alert anywhere hides the warnings of everybody else. A label that '
    + 'both alerts lack is equal too: by namespace alone, an alert about one node hides those about all others.',
  remedy: {
    manifest: 'equal: [namespace, alertname] beside source_matchers: [severity="critical"]',
    construct: "inhibitions: [{ source: ..., target: ..., equal: ['alertname', 'namespace'] }]",
  },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertRoutingsOf(manifest, cluster).flatMap(({ inhibitions }) => inhibitions).flatMap((inhibition) => {
      const { source, equal, path } = inhibition;
      if (source === undefined) return [];
      const what = source.length === 0 ? '' : ` with ${matchersText(source)}`;
      return [{
        // The operator holds what an object of its own says to the namespace of that object.
        passed: manifest.kind === 'AlertmanagerConfig' || hasSubject(inhibition),
        path: `${path}.equal`,
        message: equal.length === 0 ? `lets any alert${what} keep back those of all`
          : `lets an alert${what} that lacks ${equal.join(' and ')} keep back all others that lack it too`,
      }];
    }),
    'keeps back alerts about the same thing',
  ),
};

/** Every alert has a name; other labels may be missing on both sides, which makes them equal. */
function hasSubject({ source = [], target = [], equal }: AlertInhibition): boolean {
  return equal.includes('alertname') || source.some((matcher) => matcher.label !== 'severity')
    || target.some((matcher) => equal.includes(matcher.label) && matcher.label !== 'severity' && asksForIt(matcher));
}

function asksForIt(matcher: AlertMatcher): boolean {
  return matchersHold([matcher], new Map([[matcher.label, '']])) === false;
}

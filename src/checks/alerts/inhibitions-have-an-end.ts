import { alertRoutingsOf, ROUTING_KINDS } from '../facts/alerts/alert-receivers';
import { alertWithoutEnd } from '../facts/alerts/inhibitions/lasting-inhibitions';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No alert that always fires keeps others back. */
export const INHIBITIONS_HAVE_AN_END: ICheck = {
  id: 'inhibitions-have-an-end',
  title: 'No alert that always fires keeps others back',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'The Watchdog fires as long as all is well: an inhibition by it silences its targets for ever, and nothing '
    + 'tells of that.',
  remedy: {
    manifest: 'source_matchers that no such alert has the labels of, such as [severity="info", alertname!="Watchdog"]',
  },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertRoutingsOf(manifest, cluster).flatMap(({ inhibitions }) => inhibitions).map((inhibition) => {
      const alert = alertWithoutEnd(inhibition, cluster);
      return {
        passed: alert === undefined,
        path: inhibition.path,
        message: `keeps alerts back while ${alert} fires, which is always`,
      };
    }),
    'keeps alerts back for some time',
  ),
};

import { alertRoutingsOf, ROUTING_KINDS } from '../facts/alerts/alert-receivers';
import { inhibitionSides } from '../facts/alerts/inhibitions/idle-inhibitions';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Inhibitions are about alerts that there are. */
export const INHIBITIONS_MATCH_ALERTS: ICheck = {
  id: 'inhibitions-match-alerts',
  title: 'Inhibitions are about alerts that there are',
  box: 'alerts',
  severity: Severity.ADVICE,
  why: 'An inhibition whose labels no alert has, as after one was renamed, keeps nothing back: of one failure many '
    + 'alerts tell.',
  remedy: { manifest: 'source_matchers and target_matchers with labels that rules set, such as severity="critical"' },
  references: [
    'https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule',
  ],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => failuresOrPass(
    alertRoutingsOf(manifest, cluster).flatMap((routing) => inhibitionSides(routing, cluster)).map((side) => ({
      passed: side.hasAlerts,
      path: side.path,
      message: `has a ${side.name} that no alert among the manifests has the labels of`,
      actual: side.text,
    })),
    'keeps back alerts that there are',
  ),
};

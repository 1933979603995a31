import { alertRoutingsOf, ROUTING_KINDS, withRoutesBelow } from '../facts/alerts/alert-receivers';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Routes of alerts end at receivers that are defined. */
export const ALERT_RECEIVERS_EXIST: ICheck = {
  id: 'alert-receivers-exist',
  title: 'Routes of alerts name receivers that exist',
  box: 'alerts',
  severity: Severity.CRITICAL,
  why: 'Alertmanager refuses such a configuration: it goes on with the old one, or does not start.',
  remedy: { manifest: 'receivers: [{name: pager, pagerduty_configs: [...]}], with route: {receiver: pager}' },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => alertRoutingsOf(manifest, cluster).flatMap(({ root, receivers }) => {
    const names = new Set(receivers.map(({ name }) => name));
    const telling = [...new Set(receivers.filter(({ notifies }) => notifies).map(({ name }) => name))];
    // A route without a receiver takes that of its parent; the first one has no parent.
    const judged = withRoutesBelow(root).filter((route) => route.receiver !== '' || route === root);
    return failuresOrPass(judged.map(({ receiver, path }) => ({
      passed: names.has(receiver),
      path,
      message: receiver === '' ? 'routes alerts to nobody'
        : `routes alerts to receiver ${receiver}, which is not defined`,
      actual: receiver,
      ...(telling.length === 0 ? {} : { expected: telling.join(' or ') }),
    })), 'routes alerts to receivers that are defined');
  }),
};

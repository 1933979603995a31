import { defaultRoutes } from '../facts/alerts/alert-endings';
import { alertRoutingsOf, ROUTING_KINDS } from '../facts/alerts/alert-receivers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Alerts that no route takes reach somebody. */
export const DEFAULT_RECEIVER_NOTIFIES: ICheck = {
  id: 'default-receiver-notifies',
  title: 'Alerts that no route takes reach somebody',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'An alert that nobody thought of ends at the default receiver; where that is empty, nobody hears of it.',
  remedy: { manifest: 'route: {receiver: chat}, with receivers: [{name: chat, slack_configs: [...]}]' },
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#receiver'],
  appliesTo: ROUTING_KINDS,
  evaluate: (manifest, cluster) => alertRoutingsOf(manifest, cluster).flatMap(({ root, receivers }) => {
    const ends = defaultRoutes(root);
    const found = ends.map(({ goesTo }) => receivers.find(({ name }) => name === goesTo));
    // Whether it is there at all is the question of alert-receivers-exist.
    if (found.includes(undefined)) return [];
    const passed = found.some((receiver) => receiver?.notifies === true);
    const names = ends.map(({ goesTo }) => goesTo).join(' and ');
    const message = `sends alerts to receiver ${names} by default${passed ? '' : ', which tells nobody'}`;
    return [{ passed, path: ends[0].path, message, actual: names }];
  }),
};

import { render } from './render';
import { ALERT_RECEIVERS } from './smallest-calls';
import { AlertReceiver, AlertRouting, MetricsFlavor, SecretKey } from '../../src';

const KEY = SecretKey.of('receivers', 'key');

/** The ways in which somebody may be told of alerts. */
export const RECEIVER_VARIANTS = {
  part: 'AlertReceiver',
  variants: {
    pagerDuty: told(AlertReceiver.pagerDuty(KEY)),
    slack: told(AlertReceiver.slack(KEY)),
    opsgenie: told(AlertReceiver.opsgenie(KEY)),
    microsoftTeams: told(AlertReceiver.microsoftTeams(KEY)),
    email: told(AlertReceiver.email('a@example.com', { server: 'smtp.example.com:587', sender: 'b@example.com' })),
    webhook: told(AlertReceiver.webhook(KEY)),
    all: told(AlertReceiver.all([AlertReceiver.webhook(KEY), AlertReceiver.slack(KEY)])),
  },
  point: ['AlertmanagerConfig spec.receivers[2]'],
};

function told(info: AlertReceiver) {
  return () => render((chart) => {
    new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, info });
  }, { metrics: MetricsFlavor.operator() });
}

import { Chart } from 'cdk8s';
import { AlertReceiver, AlertRouting, Platform, ProductionApp, SecretKey, Weekday } from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, { kubernetesVersion: '1.30', ownership: { team: 'platform', costCenter: 'cc-7' } });

// Where Alertmanager runs, and the Secret with the keys and addresses by which it tells people.
const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
const receiver = (key: string) => SecretKey.of('alert-receivers', key);

new AlertRouting(monitoring, 'alerts', {
  critical: AlertReceiver.pagerDuty(receiver('pagerduty')),
  warning: AlertReceiver.slack(receiver('slack'), { channel: '#platform' }),
  info: AlertReceiver.email('platform-info@example.com', {
    server: 'smtp.example.com:587',
    sender: 'alerts@example.com',
    user: 'alerts',
    password: receiver('smtp-password'),
  }),
  watchdog: AlertReceiver.webhook(receiver('dead-mans-switch')),
  routes: [
    // What the labels of an alert say of its owner decides before its severity.
    {
      name: 'payments',
      labels: { team: 'payments' },
      critical: AlertReceiver.all([
        AlertReceiver.pagerDuty(receiver('pagerduty-payments')),
        AlertReceiver.microsoftTeams(receiver('teams-payments')),
      ]),
      warning: AlertReceiver.microsoftTeams(receiver('teams-payments')),
    },
  ],
  muteTimes: {
    nights: { start: '20:00', end: '07:00', timeZone: 'Europe/Berlin' },
    weekends: { weekdays: [Weekday.SATURDAY, Weekday.SUNDAY], timeZone: 'Europe/Berlin' },
  },
});

app.synth();

import { Chart, Duration } from 'cdk8s';
import {
  Config, Environment, ForeignService, JobAlerts, Platform, ProductionApp, ProductionNamespace, ScheduledJob,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, { ownership: { team: 'finance' }, environment: Environment.PRODUCTION });
const chart = new Chart(app, 'nightly-report');
new ProductionNamespace(chart, 'finance');

const ledger = ForeignService.at({
  name: 'ledger-db', namespace: 'ledger', podLabels: { 'cnpg.io/cluster': 'ledger-db' }, containerPort: 5432,
});

const report = new ScheduledJob(chart, 'turnover', {
  image: 'docker.io/library/postgres:18.6@sha256:5a5a84b19854a9ffaa54082c166ff4ec27473a361e496e5ea167f298f2da9722',
  command: ['psql', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--file=/report/turnover.sql', 'service=ledger'],
  env: { PGSERVICEFILE: '/etc/ledger/pg_service.conf' },
  config: Config.files({
    'turnover.sql': 'REFRESH MATERIALIZED VIEW turnover_by_day;\n',
  }, { mountPath: '/report' }),
  schedule: '30 4 * * *',
  timeZone: 'Europe/Berlin',
  deadline: Duration.minutes(45),
  runsIn: [Environment.PRODUCTION],
  alerts: JobAlerts.standard({ pages: true }),
});
report.dependsOn(ledger);
report.mountSecret('ledger-reader', '/etc/ledger', { keys: { service: 'pg_service.conf' } });
app.synth();

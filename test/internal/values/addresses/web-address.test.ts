import {
  AlertReceiver, AlertRouting, BackupDestination, CertificateProbe, EndpointProbe, EssentialAlerts, EtcdBackup, Metrics,
  Platform, ProductionService, RequestMetrics, SecretKey, ServiceAlerts, ServiceLevelObjective,
} from '../../../../src';
import { isWebAddress } from '../../../../src/internal/values/addresses/web-address';
import { messageOf, NAMED_ERROR } from '../../../support/errors';
import { IMAGE, stage } from '../../../support/render';

type Chart = ReturnType<typeof stage>['chart'];

const RECEIVER = AlertReceiver.webhook(SecretKey.of('receivers', 'url'));
const WATCHDOG = AlertReceiver.webhook(SecretKey.of('receivers', 'watchdog'));
const RECEIVERS = { critical: RECEIVER, warning: RECEIVER, watchdog: WATCHDOG };
const DESTINATION = BackupDestination.gcs('backups');

function counted(chart: Chart): ProductionService {
  const metrics = Metrics.at({ requests: RequestMetrics.httpRequestsTotal() });
  return new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics });
}

describe('what may be followed', () => {
  it.each([
    'http://wiki', 'https://wiki.example.com/alerts?page=1#nodes', 'https://grafana.example.com:3000/d/{service}',
  ])('is %s', (value) => {
    expect(isWebAddress(value)).toBe(true);
  });

  it.each([
    '', 'wiki', 'wiki.example.com', '/alerts', '//wiki', 'https://', 'https:///alerts', 'https://?page', 'https://a b',
    'https://wiki:port', 'javascript:alert(1)', 'javascript://wiki/%0aalert(1)', 'file:///etc/passwd', 'mailto:me@wiki',
    'see https://wiki',
  ])('is not %j', (value) => {
    expect(isWebAddress(value)).toBe(false);
  });
});

describe('what alerts link to', () => {
  it.each<[string, string, (chart: Chart, address: string) => unknown]>([
    ['objective.runbook', 'shop/api', (chart, runbook) => (
      counted(chart).promise(ServiceLevelObjective.availability(99, { runbook })))],
    ['objective.dashboard', 'shop/api', (chart, dashboard) => (
      counted(chart).promise(ServiceLevelObjective.availability(99, { dashboard })))],
    ['alerts.runbook', 'shop/api', (chart, runbook) => (
      counted(chart).alertOn(ServiceAlerts.goldenSignals({ runbook })))],
    ['alerts.dashboard', 'shop/api', (chart, dashboard) => (
      counted(chart).alertOn(ServiceAlerts.goldenSignals({ dashboard })))],
    ['runbooks', 'shop/a', (chart, runbooks) => new EssentialAlerts(chart, 'a', { runbooks })],
    ['dashboards.nodes', 'shop/a', (chart, nodes) => new EssentialAlerts(chart, 'a', { dashboards: { nodes } })],
    ['runbook', 'shop/a', (chart, runbook) => new AlertRouting(chart, 'a', { ...RECEIVERS, runbook })],
    ['runbook', 'shop/a', (chart, runbook) => new EndpointProbe(chart, 'a', { urls: ['https://shop/'], runbook })],
    ['dashboard', 'shop/a', (chart, dashboard) => new CertificateProbe(chart, 'a', { hosts: ['shop'], dashboard })],
    ['runbook', 'shop/a', (chart, runbook) => new EtcdBackup(chart, 'a', { destination: DESTINATION, runbook })],
  ])('must be an address: %s of %s', (prop, path, act) => {
    for (const address of ['wiki', 'javascript:alert(1)']) {
      const message = messageOf(() => act(stage().chart, address));
      expect(message).toMatch(NAMED_ERROR);
      expect(message).toBe(`[${path}] '${prop}' must be an address by http or https, got "${address}"; write it whole,`
        + ' like https://wiki.example.com/alerts');
    }
  });

  it('must be one for all services, too', () => {
    expect(messageOf(() => Platform.configure(stage().chart, { dashboards: 'https:///{service}' })))
      .toContain("'dashboards' must be an address by http or https");
  });
});

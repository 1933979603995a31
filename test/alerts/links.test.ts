import { Chart } from 'cdk8s';
import {
  AlertRouting, BackupDestination, EndpointProbe, EssentialAlerts, EtcdBackup, Metrics, MetricsFlavor,
  ProductionService, RequestMetrics, ServiceAlerts, ServiceLevelObjective,
} from '../../src';
import { messageOf } from '../support/errors';
import { IMAGE, render } from '../support/render';
import { ALERT_RECEIVERS } from '../support/smallest-calls';

const OPERATOR = { metrics: MetricsFlavor.operator() };
const SECRETS: [link: string, got: string][] = [
  ['https://admin:hunter2xyz@wiki.example.com/api', 'an address with a password'],
  ['https://wiki.example.com/api?token=abc123def456', 'a token'],
];

/** The props that are shown as links, and calls that have one. */
const LINKS: [prop: string, give: (chart: Chart, link: string) => unknown][] = [
  ['alerts.runbook', (chart, runbook) => api(chart).alertOn(ServiceAlerts.goldenSignals({ runbook }))],
  ['alerts.dashboard', (chart, dashboard) => api(chart).alertOn(ServiceAlerts.goldenSignals({ dashboard }))],
  ['objective.runbook', (chart, runbook) => api(chart).promise(ServiceLevelObjective.availability(99, { runbook }))],
  ['objective.dashboard', (chart, dashboard) => (
    api(chart).promise(ServiceLevelObjective.availability(99, { dashboard }))
  )],
  ['runbook', (chart, runbook) => new AlertRouting(chart, 'made', { ...ALERT_RECEIVERS, runbook })],
  ['runbook', (chart, runbook) => new EndpointProbe(chart, 'made', { urls: ['https://a.example.com'], runbook })],
  ['dashboard', (chart, dashboard) => new EndpointProbe(chart, 'made', { urls: ['https://a.example.com'], dashboard })],
  ['runbook', (chart, runbook) => (
    new EtcdBackup(chart, 'made', { destination: BackupDestination.gcs('backups'), runbook })
  )],
  ['runbooks', (chart, runbooks) => new EssentialAlerts(chart, 'made', { runbooks })],
  ['dashboards.nodes', (chart, nodes) => new EssentialAlerts(chart, 'made', { dashboards: { nodes } })],
];

describe.each(LINKS)('the link %s', (prop, give) => {
  it.each(SECRETS)('is refused where it lets everybody in: %s', (link, got) => {
    expect(messageOf(() => render((chart) => give(chart, link), OPERATOR))).toBe(`[shop/made] '${prop}' must be a link`
      + ` without credentials, got ${got}, which is not shown; take it out: whoever follows the link logs in there`);
  });
});

const RUNBOOKS = LINKS.filter(([prop]) => prop.endsWith('runbook'));

it.each(RUNBOOKS)('a fragment is refused in %s, where one is appended', (prop, give) => {
  expect(messageOf(() => render((chart) => give(chart, 'https://wiki/a#b'), OPERATOR))).toBe(`[shop/made] '${prop}' must `
    + 'have no fragment, for the name of each alert is appended as one, got "https://wiki/a#b"; leave out what begins with #');
});

it.each(['https://wiki/a/', 'https://wiki/a?b=c', 'https://wiki/a#b'])('%s is no folder of runbooks', (runbooks) => {
  expect(messageOf(() => render((chart) => new EssentialAlerts(chart, 'made', { runbooks }), OPERATOR)))
    .toBe(`[shop/made] 'runbooks' must be a folder, for /nodes.md and the like are appended, got "${runbooks}"; `
      + 'end it before the last /, and leave out what begins with ? or #');
});

function api(chart: Chart): ProductionService {
  const metrics = Metrics.at({ requests: RequestMetrics.httpRequestsTotal() });
  return new ProductionService(chart, 'made', { image: IMAGE, port: 8080, metrics });
}

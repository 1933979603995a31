import { Duration } from 'cdk8s';
import {
  Metrics, MetricsFlavor, ProductionService, RequestMetrics, RolloutService, ServiceAlerts, ServiceLevelObjective,
} from '../../src';
import { codeBlocks, readDocument, section, tableRows } from '../support/project/markdown';
import { IMAGE, render } from '../support/render';

const GUIDE = readDocument('docs/alerts.md');
const RUNBOOKS: Record<string, string> = {
  'api-slo-availability': 'docs/runbooks/objectives.md',
  'api-slo-latency': 'docs/runbooks/objectives.md',
  'rolled-alerts': 'docs/runbooks/services.md',
  'web-alerts': 'docs/runbooks/services.md',
};

/** Everything that is written of a service that promises something, and of one that does not. */
const OBJECTS = render((chart) => {
  const metrics = Metrics.at({ requests: RequestMetrics.openTelemetryHttp() });
  const [api, web] = ['api', 'web'].map((name) => (
    new ProductionService(chart, name, { image: IMAGE, port: 8080, metrics })
  ));
  api.promise(ServiceLevelObjective.availability(99.9));
  api.promise(ServiceLevelObjective.latency(99, Duration.millis(500)));
  web.alertOn(ServiceAlerts.goldenSignals());
  new RolloutService(chart, 'rolled', { image: IMAGE, metrics }).alertOn(ServiceAlerts.goldenSignals());
}, { metrics: MetricsFlavor.operator() }).filter(({ kind }) => kind === 'PrometheusRule');

const ALERTS = OBJECTS.flatMap(({ metadata, spec }) => spec.groups.flatMap(({ rules }: any) => (
  rules.filter(({ alert }: any) => alert !== undefined).map((rule: any) => ({ object: metadata.name, ...rule }))
)));

describe('docs/alerts.md', () => {
  it('lists every alert with its severity, and no other', () => {
    const listed = tableRows(GUIDE, ['alert', 'severity', 'fires when']).map(([name, severity]) => [name, severity]);
    const written = ALERTS.map(({ alert, labels }) => [`\`${alert}\``, labels.severity].join());
    expect(listed.map((row) => row.join()).sort()).toEqual([...new Set(written)].sort());
  });

  it('names what is recorded', () => {
    const recorded = OBJECTS[0].spec.groups[0].rules.flatMap(({ record = [] }: any) => record);
    const named = [...GUIDE.matchAll(/`(slo:[\w:]+)`/g)].map(([, name]) => name);
    expect(recorded).toEqual(expect.arrayContaining(named));
  });
});

describe('the runbooks', () => {
  it.each(ALERTS)('say what $alert of $object means, what to look at and what to do', (rule) => {
    const { object, alert, annotations } = rule;
    const page = RUNBOOKS[object];
    expect(annotations.runbook_url).toBe(
      `https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/${page}#${alert.toLowerCase()}`,
    );
    const text = section(readDocument(page), `## ${alert}`);
    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });

  it('have no section of an alert that there is not', () => {
    const sections = [...new Set(Object.values(RUNBOOKS))].flatMap((page) => (
      [...readDocument(page).matchAll(/^## (\w+)$/gm)].map(([, name]) => name)
    ));
    expect(sections.sort()).toEqual([...new Set(ALERTS.map(({ alert }) => alert))].sort());
  });
});

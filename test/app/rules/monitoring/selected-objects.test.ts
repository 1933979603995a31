import { ApiObject } from 'cdk8s';
import { AlertRouting, Metrics, MetricsFlavor, ProductionService } from '../../../../src';
import { complaintsOf, NAMED_ERROR } from '../../../support/errors';
import { operated, rulesObject } from '../../../support/monitoring-objects';
import { IMAGE, stage, Stage } from '../../../support/render';
import { ALERT_RECEIVERS } from '../../../support/smallest-calls';

const REMEDY = 'give it the labels that one selects by (MetricsFlavor.operator({ monitorLabels }) at the Platform), or '
  + 'let one select it: where the labels are right, ...NamespaceSelector beside the selector must have its namespace';
const BY_RELEASE = { matchLabels: { release: 'main' } };
const EVERYWHERE = { serviceMonitorSelector: BY_RELEASE, serviceMonitorNamespaceSelector: {} };

describe('selectedObjects', () => {
  it('refuses a monitor of a workload without the label that the Prometheus of the tree selects by', () => {
    const { app, chart } = stage({ metrics: MetricsFlavor.operator() });
    service({ app, chart });
    operated(chart, { kind: 'Prometheus', id: 'main', namespace: 'monitoring' }, EVERYWHERE);
    const [complaint, ...others] = complaintsOf(app);
    expect(others).toEqual([]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toContain("[shop/api/ServiceMonitor] 'metadata' must be what a Prometheus selects, and "
      + '[shop/main] selects by {"matchLabels":{"release":"main"}} in namespaces by {}, got '
      + '{"namespace":"shop","labels":');
    expect(complaint).toContain(REMEDY);
  });

  it('takes it with the label', () => {
    const { app, chart } = stage({ metrics: MetricsFlavor.operator({ monitorLabels: { release: 'main' } }) });
    service({ app, chart });
    operated(chart, { kind: 'Prometheus', id: 'main', namespace: 'monitoring' }, EVERYWHERE);
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('says nothing without a Prometheus, which is elsewhere', () => {
    const { app, chart } = stage({ metrics: MetricsFlavor.operator() });
    service({ app, chart });
    rulesObject(chart, 'rules', { a: [{ alert: 'A', expr: 'up' }] });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each<[string, object, string]>([
    ['no rules', {}, 'no PrometheusRule at all'],
    ['those of its own namespace', { ruleSelector: {} }, 'by {} in its own namespace, monitoring'],
    ['others', { ruleSelector: BY_RELEASE, ruleNamespaceSelector: {} }, 'by {"matchLabels":{"release":"main"}} in'],
  ])('refuses rules where the Prometheus selects %s', (_, spec, selection) => {
    const { app, chart } = stage();
    const rules = rulesObject(chart, 'rules', { a: [{ alert: 'A', expr: 'up' }] });
    operated(chart, { kind: 'Prometheus', id: 'main', namespace: 'monitoring' }, spec);
    expect(complaintsOf(app)).toEqual([
      expect.stringContaining('[shop/rules] \'metadata\' must be what a Prometheus selects, and [shop/main] selects '
        + selection),
    ]);
    waive(rules, 'rule-is-selected');
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each(['PodMonitor', 'Probe', 'ScrapeConfig'])('refuses a %s too', (kind) => {
    const { app, chart } = stage();
    const monitor = operated(chart, { kind, id: 'web' }, {});
    operated(chart, { kind: 'PrometheusAgent', id: 'main' }, {});
    expect(complaintsOf(app)).toEqual([expect.stringContaining(
      `[shop/web] 'metadata' must be what a PrometheusAgent selects, and [shop/main] selects no ${kind} at all`,
    )]);
    waive(monitor, 'monitor-is-selected');
    expect(() => app.synthYaml()).not.toThrow();
  });
  it.each<[string, object, string]>([
    ['none', {}, 'no AlertmanagerConfig at all'],
    ['those of its own namespace', { alertmanagerConfigSelector: {} }, 'by {} in its own namespace, monitoring'],
    ['others', { alertmanagerConfigSelector: BY_RELEASE, alertmanagerConfigNamespaceSelector: {} },
      'by {"matchLabels":{"release":"main"}} in namespaces by {}'],
    ['another one by its name', { alertmanagerConfiguration: { name: 'others' } }, 'no AlertmanagerConfig at all'],
  ])('refuses a routing of alerts where the Alertmanager selects %s', (_, spec, selection) => {
    const { app, chart } = stage({ metrics: MetricsFlavor.operator() });
    const { configuration } = new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
    operated(chart, { kind: 'Alertmanager', id: 'main', namespace: 'monitoring' }, spec);
    const [complaint, ...others] = complaintsOf(app);
    expect(others).toEqual([]);
    expect(complaint).toMatch(NAMED_ERROR);
    expect(complaint).toContain("[shop/alerts] 'metadata' must be what an Alertmanager selects, and [shop/main] "
      + `selects ${selection}`);
    waive(configuration, 'alertmanager-config-is-selected');
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('refuses any AlertmanagerConfig that the Alertmanager beside it does not select', () => {
    const { app, chart } = stage();
    operated(chart, { kind: 'AlertmanagerConfig', id: 'team' }, { route: { receiver: 'chat' } });
    operated(chart, { kind: 'Alertmanager', id: 'main' }, {});
    expect(complaintsOf(app)).toEqual([
      expect.stringContaining("[shop/team] 'metadata' must be what an Alertmanager selects"),
    ]);
  });

  it.each<[string, object]>([
    ['its label', { alertmanagerConfigSelector: BY_RELEASE }],
    ['its name', { alertmanagerConfiguration: { name: 'alerts' } }],
  ])('takes a routing of alerts that the Alertmanager of its namespace reads by %s', (_, spec) => {
    const { app, chart } = stage({ metrics: MetricsFlavor.operator({ monitorLabels: { release: 'main' } }) });
    new AlertRouting(chart, 'alerts', ALERT_RECEIVERS);
    operated(chart, { kind: 'Alertmanager', id: 'main', namespace: 'shop' }, spec);
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function service({ chart }: Stage): void {
  new ProductionService(chart, 'api', { image: IMAGE, metrics: Metrics.at({ path: '/metrics' }) });
}

function waive(object: ApiObject, id: string): void {
  object.metadata.addAnnotation(`preflight/waive.${id}`, 'another one reads it');
}

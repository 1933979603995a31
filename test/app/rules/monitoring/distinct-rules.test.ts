import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Metrics, MetricsFlavor, Platform, ProductionService, RequestMetrics, ServiceAlerts, ServiceLevelObjective,
} from '../../../../src';
import { distinctRules } from '../../../../src/app/rules/monitoring/distinct-rules';
import { TreeCluster } from '../../../../src/app/tree-cluster';
import { allRules } from '../../../../src/checks/facts/alerts/rule-groups';
import { complaintsOf, NAMED_ERROR } from '../../../support/errors';
import { operated, rulesObject } from '../../../support/monitoring-objects';
import { IMAGE, stage } from '../../../support/render';
import { SMALLEST_CALLS } from '../../../support/smallest-calls';

const FLAVORS = { operator: MetricsFlavor.operator(), annotations: MetricsFlavor.annotations() };
const DOWN = { alert: 'ShopDown', expr: 'up == 0', labels: { severity: 'critical' } };
const GONE = { ...DOWN, expr: 'absent(up)' };

describe('distinctRules', () => {
  it('refuses two alerts of one name, and names both', () => {
    expect(refusalOf((chart) => {
      rulesObject(chart, 'ours', { down: [DOWN] });
      rulesObject(chart, 'theirs', { gone: [GONE] });
    })).toEqual([
      "[shop/theirs] 'spec.groups[0].rules[0].alert' must be another name than that of [shop/ours] "
      + '(spec.groups[0].rules[0]), which raises it with the same labels and another expression, got "ShopDown"; '
      + 'rename one of the two, or give them labels by which they differ',
    ]);
  });

  it('refuses two recorded metrics of one name, in files too', () => {
    const [one, two] = ['up', 'down'].map((expr) => (
      `groups: [{name: ${expr}, rules: [{record: a:b:c, expr: ${expr}}]}]`
    ));
    expect(refusalOf((chart) => {
      file(chart, 'ours', one);
      file(chart, 'theirs', two);
    })).toEqual([
      "[shop/theirs] 'data[rules.yaml].groups[0].rules[0].record' must be another name than that of "
      + '[shop/ours] (data[rules.yaml].groups[0].rules[0]), which records it with the same labels and another '
      + 'expression, got "a:b:c"; rename one of the two, or give them labels by which they differ',
    ]);
  });

  it('refuses two groups of one name', () => {
    expect(refusalOf((chart) => {
      const groups = ['up', 'down'].map((expr) => ({ name: 'shop', rules: [{ alert: expr, expr }] }));
      operated(chart, { kind: 'PrometheusRule', id: 'ours' }, { groups });
    })).toEqual([
      "[shop/ours] 'spec.groups[1].name' must be another name than that of spec.groups[0] of [shop/ours], for "
      + 'Prometheus refuses such a file, got "shop"; rename one of the two, or make them one',
    ]);
  });

  it.each([
    'alert-names-are-unique', 'recorded-names-are-unique', 'rule-groups-are-unique',
  ])('takes a waiver of %s', (id) => {
    const { app, chart } = stage();
    const record = (expr: string) => ({ record: 'a:b:c', expr });
    const groups = [{ name: 'a', rules: [DOWN, record('up')] }, { name: 'a', rules: [GONE, record('down')] }];
    const rules = operated(chart, { kind: 'PrometheusRule', id: 'ours' }, { groups });
    const before = complaintsOf(app);
    rules.metadata.addAnnotation(`preflight/waive.${id}`, 'the old one goes in May');
    expect(before).toHaveLength(3);
    expect(complaintsOf(app)).toHaveLength(2);
  });

  it('takes what differs by a label, or by what it is about', () => {
    const { app, chart } = stage();
    rulesObject(chart, 'ours', { down: [DOWN], other: [{ ...GONE, labels: { severity: 'warning' } }] });
    rulesObject(chart, 'a', { a: [{ alert: 'Slow', expr: 'latency{service="a"} > 1' }] });
    rulesObject(chart, 'b', { b: [{ alert: 'Slow', expr: 'latency{service="b"} > 2' }] });
    expect(() => app.synthYaml()).not.toThrow();
  });
});

/** As of two teams that use the same. */
describe('what is written for two namespaces', () => {
  // A route stands where its target does, and has no rules.
  const calls = Object.entries({ ...SMALLEST_CALLS, PublicRoute: () => undefined, promises: promisingService });

  it.each(Object.entries(FLAVORS))('differs, in the form of %s', (_, metrics) => {
    const written = calls.map(([name, call]) => ({ name, ...rulesOfTwo(call, metrics) }));
    expect(written.filter(({ complaints }) => complaints.length > 0)).toEqual([]);
    expect(written.filter(({ count }) => count > 0).map(({ name }) => name))
      .toEqual(expect.arrayContaining(['EtcdBackup', 'PostgresBackup', 'RestoreDrill', 'promises']));
  });
});

function rulesOfTwo(call: (scope: Construct) => unknown, metrics: MetricsFlavor) {
  const objects = ['shop', 'bank'].flatMap((namespace) => {
    const app = new App();
    Platform.configure(app, { metrics });
    const chart = new Chart(app, namespace, { namespace });
    call(chart);
    return chart.toJson().map((manifest) => ({ path: `${namespace}/${manifest.metadata.name}`, manifest }));
  });
  const tree = TreeCluster.of(objects);
  return { complaints: distinctRules(tree), count: allRules(tree.cluster).length };
}

function promisingService(scope: Construct): void {
  const requests = RequestMetrics.openTelemetryHttp();
  const api = new ProductionService(scope, 'api', { image: IMAGE, metrics: Metrics.at({ requests }) });
  api.promise(ServiceLevelObjective.availability(99.9));
  api.promise(ServiceLevelObjective.latency(99, Duration.millis(500)));
  api.alertOn(ServiceAlerts.goldenSignals());
}

function refusalOf(build: (chart: Chart) => void): string[] {
  const { app, chart } = stage();
  build(chart);
  const complaints = complaintsOf(app);
  complaints.forEach((complaint) => expect(complaint).toMatch(NAMED_ERROR));
  return complaints;
}

function file(chart: Chart, id: string, text: string): ApiObject {
  const data = { 'rules.yaml': text };
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

import { ApiObject, App, Chart } from 'cdk8s';
import { MetricsFlavor, Platform } from '../../../../src';
import { heardAlerts } from '../../../../src/app/rules/monitoring/heard-alerts';
import { TreeCluster } from '../../../../src/app/tree-cluster';
import { isRoutingKnown } from '../../../../src/checks/facts/alerts/unheard-alerts';
import { complaintsOf, NAMED_ERROR } from '../../../support/errors';
import { operated, rulesObject } from '../../../support/monitoring-objects';
import { stage } from '../../../support/render';
import { SMALLEST_CALLS } from '../../../support/smallest-calls';

const WARNING = { alert: 'ShopSlow', expr: 'up', labels: { severity: 'warning' } };
const RECEIVERS = 'receivers: [{name: nobody}, {name: pager, pagerduty_configs: [{routing_key_file: /key}]}]';
const CRITICAL_ALONE = routing('{receiver: nobody, routes: [{receiver: pager, matchers: [severity="critical"]}]}');
const ALERTMANAGER = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: 'main', namespace: 'shop' },
  spec: { alertmanagerConfiguration: { name: 'alerts' } },
};
const COMPLAINT = "[shop/rules] 'spec.groups[0].rules[0].labels' must lead ShopSlow to a receiver that tells somebody, "
  + 'and [shop/alertmanager] sends such alerts to nobody, which tells nobody, got {"severity":"warning"}; add a route '
  + 'for these labels, or an integration to that receiver';

describe('heardAlerts', () => {
  it('refuses an alert that ends at a receiver without integrations, and names both', () => {
    const { app, chart } = stage();
    rulesObject(chart, 'rules', { a: [WARNING] });
    configuration(chart, CRITICAL_ALONE);
    expect(complaintsOf(app)).toEqual([COMPLAINT]);
    expect(COMPLAINT).toMatch(NAMED_ERROR);
  });

  it('refuses it where nobody hears of anything', () => {
    const { app, chart } = stage();
    rulesObject(chart, 'rules', { a: [WARNING] });
    configuration(chart, 'route: {receiver: nobody}\nreceivers: [{name: nobody}]');
    expect(complaintsOf(app)).toEqual([COMPLAINT]);
  });

  it('is silent where the rules say why', () => {
    const { app, chart } = stage();
    rulesObject(chart, 'rules', { a: [WARNING] }).metadata
      .addAnnotation('preflight/waive.alerts-have-receivers', 'seen on a dashboard');
    configuration(chart, CRITICAL_ALONE);
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each<[string, string]>([
    ['somebody hears of it', '{receiver: pager}'],
    ['a label of the series decides', '{receiver: nobody, routes: [{receiver: pager, match: {team: a}}]}'],
    ['a route names it', '{receiver: pager, routes: [{receiver: nobody, match: {alertname: ShopSlow}}]}'],
  ])('takes it where %s', (_, route) => {
    const { app, chart } = stage();
    rulesObject(chart, 'rules', { a: [WARNING] });
    configuration(chart, routing(route));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('says nothing where the configuration is elsewhere', () => {
    const { app, chart } = stage();
    rulesObject(chart, 'rules', { a: [WARNING] });
    const spec = { route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] };
    operated(chart, { kind: 'AlertmanagerConfig', id: 'own' }, spec);
    expect(() => app.synthYaml()).not.toThrow();
  });
});

describe('every alert of ours', () => {
  it.each(Object.entries({
    'a file': MetricsFlavor.annotations(), 'an object': MetricsFlavor.operator(),
  }))('reaches somebody by a routing of ours, as %s', (_, metrics) => {
    const objects = Object.values(SMALLEST_CALLS).flatMap((call, index) => {
      const app = new App();
      Platform.configure(app, { metrics });
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      call(chart);
      return chart.toJson().map((manifest) => ({ path: `${index}/${manifest.metadata.name}`, manifest }));
    });
    const tree = TreeCluster.of([...objects, { path: 'alertmanager', manifest: ALERTMANAGER }]);
    expect(isRoutingKnown(tree.cluster)).toBe(true);
    expect(heardAlerts(tree)).toEqual([]);
  });
});

function routing(route: string): string {
  return `route: ${route}\n${RECEIVERS}`;
}

function configuration(chart: Chart, text: string): void {
  const data = { 'alertmanager.yaml': text };
  const metadata = { name: 'alertmanager' };
  new ApiObject(chart, 'alertmanager', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

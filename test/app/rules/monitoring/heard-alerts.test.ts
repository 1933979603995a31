import { ApiObject, Chart } from 'cdk8s';
import { complaintsOf, NAMED_ERROR } from '../../../support/errors';
import { operated, rulesObject } from '../../../support/monitoring-objects';
import { stage } from '../../../support/render';

const WARNING = { alert: 'ShopSlow', expr: 'up', labels: { severity: 'warning' } };
const RECEIVERS = 'receivers: [{name: nobody}, {name: pager, pagerduty_configs: [{routing_key_file: /key}]}]';
const CRITICAL_ALONE = routing('{receiver: nobody, routes: [{receiver: pager, matchers: [severity="critical"]}]}');
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

function routing(route: string): string {
  return `route: ${route}\n${RECEIVERS}`;
}

function configuration(chart: Chart, text: string): void {
  const data = { 'alertmanager.yaml': text };
  const metadata = { name: 'alertmanager' };
  new ApiObject(chart, 'alertmanager', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AlertRouting, AlertRoutingProps, BreakGlassAccess, KubernetesApi, MetricsFlavor, NamespaceReaper, Platform,
  PlatformProps, ProductionNamespace,
} from '../src';
import { checkConfiguration, receiversOf } from './harness/alerts/amtool';
import { fileOfOperator } from './harness/alerts/operator';
import { checkRules } from './harness/alerts/promtool';
import { ODD_ROUTES, ROUTING_VARIANTS } from './harness/alerts/routing-variants';
import { alertsOf, routingsOf, ruleFilesOf } from './harness/alerts/written-alerting';
import { EXAMPLE_NAMES, synthesizeExample } from '../test/support/examples';
import { readDocument, tableRows } from '../test/support/project/markdown';
import { only, readYaml, render } from '../test/support/render';
import { ALERT_RECEIVERS, SMALLEST_CALLS } from '../test/support/smallest-calls';

const SEVERITIES = ['critical', 'warning', 'info'];
const OPERATOR = { metrics: MetricsFlavor.operator() };

/** What the smallest call of each construct and each example write, in both forms of rules. */
function everything() {
  const forms: PlatformProps[] = [{}, OPERATOR];
  return [
    ...forms.flatMap((platform) => Object.values(SMALLEST_CALLS).flatMap((make) => render(make, platform))),
    ...forms.flatMap((platform) => render(whatEnds, platform)),
    ...EXAMPLE_NAMES.flatMap((name) => Object.entries(synthesizeExample(name, 30)))
      .flatMap(([file, text]) => (file.endsWith('.yaml') ? readYaml(text) : [])),
  ];
}

/** What has a day on which it ends has alerts about that. */
function whatEnds(chart: Chart): void {
  Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  new ProductionNamespace(new Construct(chart, 'trials'), 'trial', { expiresOn: '2027-03-31' });
  new NamespaceReaper(chart, 'namespace-reaper');
  new BreakGlassAccess(chart, 'break-glass', {
    groups: ['on-call'], until: '2027-03-31', reason: 'the migration of the ledger',
  });
}

function manifestsWith(props: Partial<AlertRoutingProps>, platform?: PlatformProps) {
  return render((chart: Chart) => new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...props }), platform);
}

const ALL = everything();
const ALERTS = [...new Map(alertsOf(ALL).map((one) => [`${one.alert} ${JSON.stringify(one.labels)}`, one])).values()];
const BRANCHED = ROUTING_VARIANTS['routes with odd labels'];
const [CONFIGURATION] = routingsOf(manifestsWith(BRANCHED));
const OBJECT = only(manifestsWith(BRANCHED, OPERATOR), 'AlertmanagerConfig');

/** What the page says of each alert, by its name or else by its severity. */
const PROMISED = Object.fromEntries(tableRows(readDocument('docs/alerting.md'), ['Alert', 'Receiver'])
  .map(([alert, receiver]) => [/`(.*)`/.exec(alert)?.[1] ?? 'other', receiver.replaceAll('`', '')]));

describe('the configuration of Alertmanager', () => {
  it.each(Object.entries(ROUTING_VARIANTS))('with %s has nothing that amtool would complain of', (_, props) => {
    const [configuration] = routingsOf(manifestsWith(props));
    expect(checkConfiguration(configuration)).toBe('');
  });

  it('of each example has nothing either', () => {
    expect(routingsOf(ALL).length).toBeGreaterThan(1);
    expect(routingsOf(ALL).map(checkConfiguration).join('')).toBe('');
  });

  it('would be refused where a receiver were missing', () => {
    const without = CONFIGURATION.replace('- name: watchdog', '- name: dog');
    expect(checkConfiguration(without)).toContain('undefined receiver');
  });

  it('has labels of routes as Alertmanager reads them', () => {
    expect(ODD_ROUTES.map(({ labels }) => receiversOf(CONFIGURATION, { severity: 'critical', ...labels })))
      .toEqual(ODD_ROUTES.map(({ name }) => [`${name}-critical`]));
  });

  it('has a Watchdog that promtool takes', () => {
    expect(Object.values(ruleFilesOf(manifestsWith({}))).map(checkRules)).toEqual(['']);
  });
});

describe('an alert', () => {
  it('is known of each section of each runbook', () => {
    const names = new Set(ALERTS.map(({ alert }) => alert));
    const pages = new Set(ALERTS.map(({ annotations: { runbook_url: url } }) => /docs\/.*\.md/.exec(url)![0]));
    const headings = [...pages].flatMap((page) => [...readDocument(page).matchAll(/^## (\w+)$/gm)]);
    const sections = headings.map(([, name]) => name);
    expect(sections.filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(ALERTS)('$alert goes where the documentation says', ({ alert, labels }) => {
    const promised = PROMISED[alert] ?? PROMISED[labels.severity];
    expect(receiversOf(CONFIGURATION, { alertname: alert, ...labels })).toEqual([promised]);
  });

  it.each(['', 'page'])('with the severity %j goes where the documentation says', (severity) => {
    expect(receiversOf(CONFIGURATION, { alertname: 'Foreign', severity })).toEqual([PROMISED.other]);
  });
});

describe('the file that the operator makes', () => {
  it.each(Object.entries(ROUTING_VARIANTS))('of %s has nothing that amtool would complain of', (_, props) => {
    const config = only(manifestsWith(props, OPERATOR), 'AlertmanagerConfig');
    expect(checkConfiguration(fileOfOperator(config, 'None'))).toBe('');
  });

  it('sends each alert where the file of ours does', () => {
    const file = fileOfOperator(OBJECT, 'None');
    const asked = [
      ...ALERTS.map(({ alert, labels }) => ({ alertname: alert, ...labels })),
      ...ODD_ROUTES.flatMap(({ labels }) => [...SEVERITIES, ''].map((severity) => ({ severity, ...labels }))),
    ];
    expect(asked.map((labels) => receiversOf(file, labels)))
      .toEqual(asked.map((labels) => receiversOf(CONFIGURATION, labels).map((name) => `shop/alerts/${name}`)));
  });

  it('lets no Watchdog through, and no alert of another namespace, where nobody told the Alertmanager to', () => {
    const file = fileOfOperator(OBJECT, 'OnNamespace');
    expect(receiversOf(file, { alertname: 'Watchdog' })).toEqual(['null']);
    expect(receiversOf(file, { severity: 'critical', namespace: 'other' })).toEqual(['null']);
    expect(receiversOf(file, { severity: 'critical', namespace: 'shop' })).toEqual(['shop/alerts/critical']);
  });
});

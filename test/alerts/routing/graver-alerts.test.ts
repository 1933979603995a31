import { Duration } from 'cdk8s';
import {
  CertificateProbe, EndpointProbe, EssentialAlerts, Metrics, ProductionService, RequestMetrics, ServiceAlerts,
  ServiceLevelObjective,
} from '../../../src';
import { BY_GRAVER_ALERTS } from '../../../src/alerts/routing/graver-alerts';
import { readDocument, tableRows } from '../../support/project/markdown';
import { IMAGE, readYaml, render } from '../../support/render';

const RANKS = ['info', 'warning', 'critical'];

/** The severity of each alert that is written, by its name. */
const SEVERITIES: Record<string, string> = Object.fromEntries(render((chart) => {
  new EssentialAlerts(chart, 'essential-alerts');
  new EndpointProbe(chart, 'pages', { urls: ['https://shop.example.com/'] });
  new CertificateProbe(chart, 'certificates', { hosts: ['shop.example.com'] });
  const metrics = Metrics.at({ requests: RequestMetrics.openTelemetryHttp() });
  const api = new ProductionService(chart, 'api', { image: IMAGE, port: 8080, metrics });
  api.promise(ServiceLevelObjective.latency(99, Duration.seconds(1)));
  api.alertOn(ServiceAlerts.goldenSignals());
}).flatMap(({ data }) => Object.entries(data ?? {})).filter(([file]) => file.endsWith('.rules.yaml'))
  .flatMap(([, text]) => readYaml(text as string)[0].groups).flatMap(({ rules }) => rules)
  .filter(({ alert }) => alert !== undefined).map(({ alert, labels }) => [alert, labels.severity]));

const PAIRS = BY_GRAVER_ALERTS.map(({ source: [source, slo], target: [target] }) => (
  { graver: source.value, slo: slo?.value, lesser: target.value.split('|') }
));

describe('the alerts that keep back known by name', () => {
  it.each(PAIRS)('$graver and $lesser are written, and none is less grave than what it keeps back', (pair) => {
    const [graver, ...lesser] = [pair.graver, ...pair.lesser].map((name) => RANKS.indexOf(SEVERITIES[name]));
    expect(Math.min(...lesser)).toBeGreaterThanOrEqual(0);
    expect(graver).toBeGreaterThanOrEqual(Math.max(...lesser));
  });

  it('are those of the page', () => {
    const columns = ['While this fires', 'for the same', 'these are kept back'];
    const listed = tableRows(readDocument('docs/alerting.md'), columns)
      .map(([graver, , lesser]) => [graver, lesser].map((text) => text.replaceAll('`', '')));
    expect(listed).toEqual(PAIRS.map(({ graver, slo, lesser }) => (
      [slo === undefined ? graver : `${graver} of the objective ${slo}`, lesser.join(', ')]
    )));
  });

  it('never keep back each other, in however many steps', () => {
    const lesserOf = new Map(PAIRS.map(({ graver, lesser }) => [graver, lesser]));
    const below = (name: string): string[] => (lesserOf.get(name) ?? []).flatMap((one) => [one, ...below(one)]);
    expect(PAIRS.filter(({ graver }) => below(graver).includes(graver))).toEqual([]);
  });

  it('have every pair of alerts whose names say that one is the graver', () => {
    const names = Object.keys(SEVERITIES).filter((name) => name !== 'QuotaNearlyFull');
    const known = new Set(names);
    const said = names.flatMap((lesser) => gravers(lesser).filter((name) => name !== lesser && known.has(name))
      .map((graver) => ({ graver, lesser })));
    const has = ({ graver, lesser }: typeof said[number]) => (
      PAIRS.some((pair) => pair.graver === graver && pair.lesser.includes(lesser))
    );
    expect(said.filter((pair) => !has(pair))).toEqual([]);
    expect(said.length).toBeGreaterThan(8);
  });
});

/** What a graver alert would be called. */
function gravers(name: string): string[] {
  const slow = /Slow$/;
  return [
    `${name}Soon`, name.replace('FillingUp', 'Full'), name.replace('NearlyFull', 'Full'), name.replace(slow, 'TooSlow'),
    name.replace(slow, ''),
  ];
}

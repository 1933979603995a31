import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { anyText, webAddress } from './arbitraries/text';
import { runs } from './runs';
import {
  Metrics, MetricsFlavor, ProductionService, RequestMetrics, ServiceAlerts, ServiceLevelObjective,
} from '../../src';
import { templateText } from '../../src/alerts/alert-rules';
import { promqlString } from '../../src/alerts/promql';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, readYaml, render } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';

const SECONDS = [0.005, 0.25, 1, 2.5, 10];

/** Everything that may be said, with any text where text may stand. */
const arbitrary = fc.record({
  operator: fc.boolean(),
  percent: fc.integer({ min: 85_000, max: 99_999 }).map((thousandths) => thousandths / 1000),
  days: fc.integer({ min: 28, max: 31 }),
  minimumFailures: fc.integer({ min: 1, max: 1000 }),
  errorPercent: fc.integer({ min: 1, max: 990 }).map((tenths) => tenths / 10),
  minimumRequestsPerMinute: fc.integer({ min: 1, max: 100_000 }),
  seconds: fc.constantFrom(...SECONDS),
  label: anyText,
  runbook: fc.oneof(webAddress, anyText),
  // A word in braces would have to be the name of something.
  dashboard: webAddress.map((text) => text.replace(/\{(?=\w)/g, '{-')),
});
type Case = typeof arbitrary extends fc.Arbitrary<infer T> ? T : never;

function written({ operator, percent, days, minimumFailures, seconds, label, ...rest }: Case): Manifest[] {
  const { errorPercent, minimumRequestsPerMinute, ...links } = rest;
  const metrics = RequestMetrics.httpRequestsTotal({
    labels: { app: label }, boundaries: SECONDS.map((one) => Duration.millis(one * 1000)),
  });
  return render((chart) => {
    const api = new ProductionService(chart, 'api', { image: IMAGE, metrics: Metrics.at({ requests: metrics }) });
    const latency = Duration.millis(seconds * 1000);
    api.promise(ServiceLevelObjective.availability(percent, { ...links, days, minimumFailures }));
    api.promise(ServiceLevelObjective.latency(percent, latency, { ...links, days, minimumFailures }));
    api.alertOn(ServiceAlerts.goldenSignals({ ...links, errorPercent, minimumRequestsPerMinute, latency }));
  }, operator ? { metrics: MetricsFlavor.operator() } : {});
}

function rulesIn(manifests: readonly Manifest[]): Manifest[] {
  const files = manifests.flatMap(({ kind, data, spec }) => (
    kind === 'PrometheusRule' ? [spec] : Object.entries(data ?? {})
      .flatMap(([key, text]) => key.endsWith('.rules.yaml') ? readYaml(text as string) : [])
  ));
  return files.flatMap(({ groups }) => groups.flatMap(({ rules }: Manifest) => rules));
}

/** Undefined where it is refused as it should be. */
function writtenOrRefused(given: Case): Manifest[] | undefined {
  try {
    return written(given);
  } catch (error) {
    expect((error as Error).message).toMatch(NAMED_ERROR);
    return undefined;
  }
}

describe('whatever a service promises and alerts on', () => {
  it('is written as it was given, or refused by a message that names it', () => {
    let taken = 0;
    fc.assert(fc.property(arbitrary, (given) => {
      const manifests = writtenOrRefused(given);
      if (manifests === undefined) return;
      taken += 1;
      expectHeld(given, manifests);
    }), runs(40));
    expect(taken).toBeGreaterThan(10);
  });
});

function expectHeld(given: Case, manifests: readonly Manifest[]): void {
  const rules = rulesIn(manifests);
  const alerts = rules.filter(({ alert }) => alert !== undefined);
  expect(manifests.flatMap((manifest) => schemaProblems('1.30', manifest))).toEqual([]);
  const dashboards = alerts.map(({ annotations }) => annotations.dashboard_url);
  expect(new Set(dashboards)).toEqual(new Set([templateText(given.dashboard)]));
  for (const { alert, annotations, labels } of alerts) {
    expect(annotations.runbook_url).toBe(templateText(`${given.runbook}#${alert.toLowerCase()}`));
    expect(labels).toMatchObject({ namespace: 'shop', service: 'api' });
  }
  const numbersIn = (name: string) => rules.filter(({ alert, record }) => [alert, record].includes(name))
    .map(({ expr }) => Number(/(?:> |\()([\d.]+)(?:\n|\)$)/.exec(expr)![1]));
  const objectives = numbersIn('slo:objective:ratio').map((share) => Math.round(share * 1e5));
  expect(objectives).toEqual(Array(2).fill(Math.round(given.percent * 1e3)));
  expect(Math.round(numbersIn('ServiceErrorRateHigh')[0] * 1000)).toBe(Math.round(given.errorPercent * 10));
  const counted = rules.filter(({ expr }) => expr.includes('http_requests_total{'));
  expect(counted.length).toBeGreaterThan(3);
  expect(counted.every(({ expr }) => expr.includes(`{app=${promqlString(given.label)}`))).toBe(true);
}

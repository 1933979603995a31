import { COUNTINGS } from './harness/alerts/requests';
import { askedSeries, ParsedNode } from './harness/dashboards/asked-series';
import { grafanaTypeErrors } from './harness/dashboards/grafana-types';
import { Catalogue, recorded } from './harness/dashboards/metric-catalogue';
import { MonitoredSite } from './harness/dashboards/monitored-site';
import { recordedSeries } from './harness/dashboards/recorded-series';
import { queriesOf, readyDashboards, WrittenQuery } from './harness/dashboards/written-dashboards';

/** What Prometheus adds to what it scrapes, and what it says of each scrape. */
const OF_TARGETS = ['instance', 'job', 'namespace'];
const OF_SCRAPES = ['up', 'scrape_duration_seconds', 'scrape_samples_post_metric_relabeling'];
/** What services count, by the conventions: `service-alerts.test.ts` proves the labels of these. */
const OF_REQUESTS = COUNTINGS.flatMap(({ count, histogram }) => [count, `${histogram}_bucket`, `${histogram}_count`]);
/** Programs that run here, and the node of a test. */
const HERE = recorded(
  'prometheus', 'alertmanager', 'blackbox-exporter', 'kube-state-metrics-itself', 'node-exporter', 'node-exporter-test',
);
const KNOWN = new Map([...recorded(), ...recordedSeries()]);
const COMPARISON = / (?:>|==) \d+$/;
const LEGEND_LABEL = /\{\{(\w+)\}\}/g;

const DASHBOARDS = Object.entries(readyDashboards());
let site: MonitoredSite;

beforeAll(async () => {
  site = await MonitoredSite.open();
});

afterAll(() => site.close());

it.each(DASHBOARDS)('%s: each expression is PromQL, and asks for what somebody has', async (_, board) => {
  const unknown: string[] = [];
  for (const query of queriesOf(board)) {
    const asked = await seriesOf(query);
    if (asked.length === 0) unknown.push(`${query.place} asks for nothing`);
    unknown.push(...asked.flatMap(({ metric, labels }) => (
      missing(KNOWN, metric, labels).map((what) => `${query.place}: ${what}`)
    )));
  }
  expect(unknown).toEqual([]);
});

it.each([
  ['nodes', 13],
  ['monitoring', 25],
])('%s: panels show what runs here, each series under the labels of its legend', async (name, atLeast) => {
  const empty: string[] = [];
  let shown = 0;
  for (const query of queriesOf(readyDashboards()[name])) {
    const asked = await seriesOf(query);
    if (!asked.every(({ metric }) => HERE.has(metric) || OF_SCRAPES.includes(metric))) continue;
    shown += 1;
    if (!await isShown(query)) empty.push(`${query.place}: ${query.expr}`);
  }
  expect(empty).toEqual([]);
  expect(shown).toBeGreaterThanOrEqual(atLeast);
});

it('finds a metric that nobody has, and a label', async () => {
  const asked = await seriesOf({ place: '', expr: 'sum by (nod) (node_load1) + node_lod1', legend: '' });
  const unknown = asked.flatMap(({ metric, labels }) => missing(KNOWN, metric, labels));
  expect(unknown).toEqual(['node_load1{nod}', 'node_lod1']);
});

it('is JSON as Grafana types it', () => {
  const written = DASHBOARDS.map(([, board]) => board);
  expect(grafanaTypeErrors(written)).toEqual([]);
  const [{ panels: [row, panel], ...board }] = written;
  const mistakes = [{ ...panel, title: 1 }, { ...panel, type: 'graph' }, { ...panel, gridPos: { x: 0, y: 0, w: 8 } }];
  const refused = mistakes.map((mistake) => ({ ...board, panels: [row, mistake] }));
  expect(grafanaTypeErrors(refused)).toEqual(expect.arrayContaining([
    expect.stringContaining('number'), expect.stringContaining('graph'), expect.stringContaining("'h' is missing"),
  ]));
});

async function seriesOf({ expr }: WrittenQuery) {
  return askedSeries(await site.parse(expr) as ParsedNode);
}

/** What nobody has of a metric: the metric itself, or labels of it. */
function missing(known: Catalogue, metric: string, labels: readonly string[]): string[] {
  if (OF_SCRAPES.includes(metric) || OF_REQUESTS.includes(metric)) return [];
  const own = known.get(metric);
  if (own === undefined) return [metric];
  return labels.filter((label) => !own.has(label) && !OF_TARGETS.includes(label)).map((label) => `${metric}{${label}}`);
}

/** Where nothing is wrong, a panel of what is wrong is empty: whatever it is compared with, there are values. */
async function isShown({ expr, legend }: WrittenQuery): Promise<boolean> {
  const series = await site.query(expr.replace(COMPARISON, ''));
  const labels = [...legend.matchAll(LEGEND_LABEL)].map(([, label]) => label);
  return series.length > 0 && series.every(({ metric }) => labels.every((label) => metric[label] !== undefined));
}

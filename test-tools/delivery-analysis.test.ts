import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Duration } from 'cdk8s';
import {
  DeliveryAnalysis, ForeignService, MetricsFlavor, RequestMetrics, RolloutService, ServiceLevelObjective,
} from '../src';
import { FilledPrometheus, SteadyCounter } from './harness/delivery/filled-prometheus';
import { answerOf, TOOLS } from './harness/programs';
import { IMAGE, only, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const METRIC = 'http_requests_total';
const OBJECTIVE = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.httpRequestsTotal() });
const PROMETHEUS = ForeignService.at({
  name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
});
/** Requests and failures in a second, of the old version and the new one. */
const TRAFFIC: Readonly<Record<string, Readonly<Record<'old' | 'new', readonly [number, number]>>>> = {
  'good': { old: [100, 0], new: [10, 0] },
  'bad': { old: [100, 0], new: [10, 5] },
  // Of all requests a small share, which nobody would notice.
  'bad-and-small': { old: [1000, 0], new: [1, 0.5] },
  'not-called': { old: [0, 0], new: [0, 0] },
  'called-in-the-old-version-alone': { old: [100, 0], new: [0, 0] },
};
const NEVER_SCRAPED = 'never-scraped';
const NAMES = [...Object.keys(TRAFFIC), NEVER_SCRAPED];

interface Verdict {
  readonly metric: string;
  readonly phase: string;
  readonly message: string;
}

let folder: string;
let manifests: Manifest[];
let prometheus: FilledPrometheus;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-analysis-'));
  manifests = render((chart) => NAMES.forEach((name) => {
    const analysis = DeliveryAnalysis.byObjectives([OBJECTIVE], {
      prometheus: PROMETHEUS, interval: Duration.seconds(30),
    });
    new RolloutService(chart, name, { image: IMAGE, analysis }).promise(OBJECTIVE);
  }), { metrics: MetricsFlavor.operator() });
  prometheus = await FilledPrometheus.start(folder, { metric: METRIC, counters: counters(), rules: rules() });
  await prometheus.untilFound(queryOf('good', 0));
}, 120_000);

afterAll(async () => {
  await prometheus?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('by the controller of Argo Rollouts and a real Prometheus', () => {
  it.each([
    ['good', 'Successful', 'Successful'],
    ['bad', 'Failed', 'Failed'],
    ['bad-and-small', 'Successful', 'Failed'],
    ['not-called', 'Inconclusive', 'Inconclusive'],
    ['called-in-the-old-version-alone', 'Successful', 'Inconclusive'],
    [NEVER_SCRAPED, 'Inconclusive', 'Inconclusive'],
  ])('a version that is %s: the service is %s, and it is itself %s', (name, service, version) => {
    expect(verdictsOn(name)).toEqual([
      { metric: 'availability', phase: service, message: '' },
      { metric: 'availability-of-new-version', phase: version, message: '' },
    ]);
  });

  it('is not content with a condition that cannot be read', () => {
    const template = only(manifests, 'AnalysisTemplate', 'good');
    const [metric] = template.spec.metrics;
    const broken = { ...template, spec: { ...template.spec, metrics: [{ ...metric, successCondition: 'result[0' }] } };
    expect(verdicts(broken)).toEqual([expect.objectContaining({ phase: 'Error' })]);
  });
});

function queryOf(name: string, index: number): string {
  return only(manifests, 'AnalysisTemplate', name).spec.metrics[index].provider.prometheus.query;
}

function verdictsOn(name: string): Verdict[] {
  return verdicts(only(manifests, 'AnalysisTemplate', name));
}

function verdicts(template: Manifest): Verdict[] {
  const input = JSON.stringify({ template, args: { version: 'new' }, address: prometheus.address });
  const answers = JSON.parse(answerOf({ program: TOOLS.rolloutsAnalysis(), args: [], input })) as Verdict[];
  return answers.map(({ metric, phase, message }) => ({ metric, phase, message }));
}

function counters(): SteadyCounter[] {
  return Object.entries(TRAFFIC).flatMap(([name, versions]) => (
    Object.entries(versions).flatMap(([version, [requests, failures]]) => {
      const labels = `namespace="shop",job="${name}",rollouts_pod_template_hash="${version}"`;
      return [
        { labels: `${labels},code="200"`, perSecond: requests - failures },
        { labels: `${labels},code="500"`, perSecond: failures },
      ];
    })
  ));
}

/** What is recorded of all of them, each second instead of each minute. */
function rules(): string {
  const groups = manifests.filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ spec }) => spec.groups);
  return JSON.stringify({ groups: groups.map((group) => ({ ...group, interval: '1s' })) });
}

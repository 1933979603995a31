import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Duration } from 'cdk8s';
import {
  DeliveryAnalysis, FlaggerCanary, ForeignService, MetricsFlavor, RequestMetrics, RolloutService,
  ServiceLevelObjective, StepPauses, TrafficRouting,
} from '../src';
import { FilledPrometheus, SteadyCounter } from './harness/delivery/filled-prometheus';
import { deliveredByFlagger } from './harness/delivery/flagger';
import { answerOf, TOOLS } from './harness/programs';
import { IMAGE, only, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const METRIC = 'http_requests_total';
const NEW_IMAGE = 'ghcr.io/acme/web:2.0.0';
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
    const pauses = StepPauses.each(Duration.seconds(30));
    const routing = TrafficRouting.istio();
    new FlaggerCanary(chart, `${name}-by-flagger`, { image: IMAGE, analysis, pauses, routing }).promise(OBJECTIVE);
  }), { metrics: MetricsFlavor.operator() });
  prometheus = await FilledPrometheus.start(folder, { metric: METRIC, counters: counters(), rules: rules() });
  // Each group of rules is evaluated at a moment of its own.
  const recorded = manifests.filter(({ kind }) => kind === 'AnalysisTemplate').map(({ metadata }) => metadata.name)
    .filter((name) => name !== NEVER_SCRAPED);
  for (const name of recorded) await prometheus.untilFound(recordOf(name));
  for (const name of recorded) await prometheus.untilFound(recordOf(`${name}-by-flagger`));
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

describe('by the controller of Flagger and a real Prometheus', () => {
  it.each([
    ['good', 'Succeeded', []],
    ['bad', 'Failed', ['advancement availability 0.05 > 0.0144']],
    ['bad-and-small', 'Failed', ['advancement availability-of-new-version 0.50 > 0.0144']],
    ['not-called', 'Failed', ['no values found for custom metric: availability:']],
    [
      'called-in-the-old-version-alone', 'Failed',
      ['no values found for custom metric: availability-of-new-version:'],
    ],
    [NEVER_SCRAPED, 'Failed', ['no values found for custom metric: availability:']],
  ])('a version that is %s ends as %s', (name, phase, reasons) => {
    const flagged = `${name}-by-flagger`;
    const { delivered } = deliveredByFlagger(manifestsOf(flagged), { image: NEW_IMAGE, address: prometheus.address });
    expect(delivered[delivered.length - 1].phase).toBe(phase);
    const halts = delivered.flatMap(({ messages }) => messages).filter((message) => message.startsWith('Halt '));
    // As often as `abort` says by default.
    expect(halts).toEqual(reasons.flatMap((reason) => Array<string>(3).fill(reason))
      .map((reason) => expect.stringContaining(reason) as string));
  });
});

/** What its rules record, and alerts go by. */
function recordOf(service: string): string {
  return `slo:sli_error:ratio_rate5m{service="${service}"}`;
}

/** What is written for one service by Flagger. */
function manifestsOf(name: string): Manifest[] {
  return manifests.filter(({ metadata }) => metadata.name === name || metadata.name.startsWith(`${name}-avail`));
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
      const flagged = `${name}-by-flagger`;
      const application = version === 'new' ? flagged : `${flagged}-primary`;
      return [
        `namespace="shop",job="${name}",rollouts_pod_template_hash="${version}"`,
        `namespace="shop",job="${flagged}",app_kubernetes_io_name="${application}"`,
      ].flatMap((labels) => [
        { labels: `${labels},code="200"`, perSecond: requests - failures },
        { labels: `${labels},code="500"`, perSecond: failures },
      ]);
    })
  ));
}

/** What is recorded of all of them, each second instead of each minute. */
function rules(): string {
  const groups = manifests.filter(({ kind }) => kind === 'PrometheusRule').flatMap(({ spec }) => spec.groups);
  return JSON.stringify({ groups: groups.map((group) => ({ ...group, interval: '1s' })) });
}

import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Duration } from 'cdk8s';
import { dump } from 'js-yaml';
import {
  Autoscaling, DeliveryAbort, DeliveryAnalysis, ForeignService, HeaderMatch, MetricsFlavor, PlatformProps,
  RequestMetrics, RolloutService, RolloutServiceProps, RolloutStrategy, RouteFlavor, RouteTls, ServiceLevelObjective,
  StepPauses, TrafficRouting,
} from '../src';
import { answerOf, TOOLS } from './harness/programs';
import { IMAGE, only, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const PLATFORM: PlatformProps = {
  ingressControllerNamespace: 'gateways',
  metrics: MetricsFlavor.operator(),
  tls: RouteTls.atGateway(),
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
};
const OBJECTIVE = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });
const ANALYSIS = DeliveryAnalysis.byObjectives([OBJECTIVE], {
  prometheus: ForeignService.at({
    name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
  }),
});
const TESTERS = HeaderMatch.exactly('x-canary', 'always');
const MESH = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const VARIANTS: Readonly<Record<string, Partial<RolloutServiceProps>>> = {
  'the default': {},
  'an analysis': { analysis: ANALYSIS },
  'steps that wait': { steps: [1, 99], pauses: StepPauses.untilPromoted() },
  'a Gateway': { routing: TrafficRouting.gatewayApi(), testers: TESTERS, analysis: ANALYSIS },
  'a mesh': { routing: MESH, testers: TESTERS, analysis: ANALYSIS },
  'an abort': {
    routing: MESH, abort: DeliveryAbort.after(1, { keepFor: Duration.hours(1), deadline: Duration.minutes(30) }),
  },
  'a fixed number of pods': { scaling: Autoscaling.none('a pod for each shard', 4) },
  'a switch': { strategy: RolloutStrategy.blueGreen(), analysis: ANALYSIS },
  'a switch with a small preview': { strategy: RolloutStrategy.blueGreen({ autoPromotion: true, previewReplicas: 1 }) },
};

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-rollouts-'));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('kubectl argo rollouts lint', () => {
  it.each(Object.keys(VARIANTS))('takes a RolloutService with %s', (name) => {
    expect(linted(written(VARIANTS[name]))).toBe('');
  });

  it.each<[string, RegExp, (rollout: Manifest) => void]>([
    ['a misspelt field', /unknown field "stepz"/, ({ spec }) => { spec.strategy.canary.stepz = []; }],
    ['a weight that is none', /SetWeight needs to be between 0 and 100/, ({ spec }) => {
      spec.strategy.canary.steps[0].setWeight = 101;
    }],
    ['a Service that is not there', /canary-gone/, ({ spec }) => {
      spec.strategy.canary.canaryService = 'canary-gone';
    }],
  ])('refuses %s', (_, complaint, change) => {
    const manifests = written(VARIANTS['a mesh']);
    change(only(manifests, 'Rollout'));
    expect(linted(manifests)).toMatch(complaint);
  });
});

describe('the verdict of the controller before a switch', () => {
  it.each<[string, readonly string[], readonly number[]]>([
    ['Failed', ['Failed'], [1, 3, 6, 100]],
    ['Failed', ['Failed', 'Failed', 'Successful'], [1, 3, 6, 100]],
    ['Successful', ['Successful'], [1, 3, 6, 100]],
    ['Successful', ['Successful', 'Successful', 'Successful', 'Failed'], [3, 6, 100]],
    ['Inconclusive', ['Inconclusive'], [1, 3, 6, 100]],
  ])('is %s on %j again and again, where %j may fail', (verdict, phases, limits) => {
    for (const failures of limits) {
      const manifests = written({ ...VARIANTS['a switch'], abort: DeliveryAbort.after(failures) });
      const input = JSON.stringify({ template: only(manifests, 'AnalysisTemplate'), args: { version: 'new' }, phases });
      const answers = JSON.parse(answerOf({ program: TOOLS.rolloutsAnalysis(), args: [], input })) as Verdict[];
      expect(answers.map(({ phase }) => phase)).toEqual([verdict, verdict]);
    }
  });
});

interface Verdict {
  readonly phase: string;
}

function written(props: Partial<RolloutServiceProps>): Manifest[] {
  return render((chart) => {
    const web = new RolloutService(chart, 'web', { image: IMAGE, ...props });
    web.exposeAt('shop.example.com');
    if (props.analysis) web.promise(OBJECTIVE);
  }, PLATFORM);
}

/** What it has against them; nothing where it takes them. */
function linted(manifests: readonly Manifest[]): string {
  const file = path.join(folder, 'web.yaml');
  fs.writeFileSync(file, manifests.map((manifest) => dump(manifest)).join('---\n'));
  const { status, stdout, stderr } = spawnSync(TOOLS.rolloutsPlugin(), ['lint', '-f', file], { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}

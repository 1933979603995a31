import { Chart, Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import {
  DeliveryAbort, DeliveryAnalysis, KubernetesApi, MetricsFlavor, Prometheus, RequestMetrics, Rollout, RolloutService,
  RolloutServiceProps, RolloutStrategy, ServiceLevelObjective, StepPauses, TrafficRouting,
} from '../../../src';
import { runs } from '../../properties/runs';
import { judged, metricsOf, OBJECTIVE, PLATFORM, PROMETHEUS } from '../../support/deliveries';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const ISTIO = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const BY_TEMPLATE = {
  templates: [{ templateName: 'web' }],
  args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }],
};

describe('the analysis of a RolloutService', () => {
  it('asks for what wakes somebody up, by the same text', () => {
    const manifests = judged();
    const [ofService] = metricsOf(manifests);
    const rules = only(manifests, 'PrometheusRule').spec.groups[0].rules;
    const { expr } = rules.find(({ alert }: Manifest) => alert === 'ErrorBudgetBurnsFast');
    const [, threshold] = /result\[0\] > (\S+)$/.exec(ofService.failureCondition)!;
    expect(expr).toContain(`and ${ofService.query} > ${threshold}\n`);
  });

  it('asks for the requests of the new version by the text of the rules that alerts go by', () => {
    const manifests = judged();
    const [, ofVersion] = metricsOf(manifests);
    const rules = only(manifests, 'PrometheusRule').spec.groups[0].rules;
    const [errors, requests] = ['slo:errors:rate5m', 'slo:requests:rate5m'].map((record) => (
      rules.find((rule: Manifest) => rule.record === record).expr
    ));
    const ofAll = ofVersion.query.replaceAll(',rollouts_pod_template_hash="{{args.version}}"', '');
    expect(ofVersion.query).not.toBe(ofAll);
    expect(ofAll).toBe(`(${errors}) / (${requests})`);
  });

  it('begins with the first step, and ends with the rollout', () => {
    const manifests = judged();
    expect(only(manifests, 'Rollout').spec.strategy.canary.analysis).toEqual({ ...BY_TEMPLATE, startingStep: 1 });
    expect(only(manifests, 'AnalysisTemplate').spec.args).toEqual([{ name: 'version' }]);
    expect(metricsOf(manifests).map(({ name, count }) => [name, count])).toEqual([
      ['availability', undefined], ['availability-of-new-version', undefined],
    ]);
  });

  it('takes as many failures as it is told, in the rhythm that it is told', () => {
    const analysis = DeliveryAnalysis.byObjectives([OBJECTIVE], {
      prometheus: PROMETHEUS, interval: Duration.minutes(2),
    });
    const [metric] = metricsOf(judged({ analysis, abort: DeliveryAbort.after(5) }));
    expect(metric).toMatchObject({ interval: '120s', initialDelay: '240s', failureLimit: 4, inconclusiveLimit: 4 });
  });

  it('asks the Prometheus of the tree, which lets the controller in', () => {
    const manifests = render((chart) => {
      const prometheus = new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50) });
      const analysis = DeliveryAnalysis.byObjectives([OBJECTIVE], { prometheus, controllerNamespace: 'rollouts' });
      addTo(chart, { analysis }).promise(OBJECTIVE);
    }, {
      ...PLATFORM,
      metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
      kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
    });
    const [{ provider }] = only(manifests, 'AnalysisTemplate').spec.metrics;
    expect(provider.prometheus.address).toBe('http://prometheus.shop.svc:9090');
    expect(JSON.stringify(only(manifests, 'NetworkPolicy', 'prometheus').spec.ingress)).toContain('"rollouts"');
  });

  it.each<[string, { protocol?: string; namespace?: string }, string]>([
    ['a port that speaks no TCP', { protocol: 'UDP' },
      "'analysis.port' must speak TCP, got \"UDP\"; name the port that serves HTTP"],
    ['a namespace that the controller would fill in', { namespace: '{{args.version}}' }, "'analysis.prometheus"],
  ])('refuses a Prometheus with %s', (_, { protocol = 'TCP', namespace = 'monitoring' }, complaint) => {
    const prometheus = {
      reachableName: 'prometheus',
      reachablePods: { namespace, labels: { app: 'prometheus' } },
      reachablePorts: [{ containerPort: 9090, servicePort: 9090, protocol }],
      admit: () => undefined,
      admitNamespace: () => { throw new Error('it lets somebody in'); },
    };
    const analysis = DeliveryAnalysis.byObjectives([OBJECTIVE], { prometheus });
    expect(messageOf(() => judged({ analysis }))).toContain(complaint);
  });

  it('tells the new version by its Service where Istio counts', () => {
    const objective = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.istio() });
    const analysis = DeliveryAnalysis.byObjectives([objective], { prometheus: PROMETHEUS });
    const manifests = render((chart) => addTo(chart, { analysis, routing: ISTIO }).promise(objective), PLATFORM);
    expect(metricsOf(manifests)[1].query).toContain('destination_workload="web",destination_service_name="web-canary"');
  });

  it('has the pods of Prometheus told apart by its monitor', () => {
    expect(only(judged(), 'ServiceMonitor').spec.podTargetLabels).toEqual(['rollouts-pod-template-hash']);
  });
});

describe('the analysis of steps', () => {
  it('is over before they are, or is refused', () => {
    const given = fc.record({
      steps: fc.integer({ min: 1, max: 9 }),
      pause: fc.integer({ min: 1, max: 600 }),
      interval: fc.integer({ min: 10, max: 300 }),
      failures: fc.integer({ min: 1, max: 20 }),
    });
    const outcomes = new Set<string>();
    fc.assert(fc.property(given, ({ steps, pause, interval, failures }) => {
      const isLongEnough = steps * pause > (2 + failures - 1) * interval;
      const judge = () => judged({
        analysis: askedEach(interval),
        abort: DeliveryAbort.after(failures),
        steps: Array.from({ length: steps }, (_, index) => index + 1),
        pauses: StepPauses.each(Duration.seconds(pause)),
      });
      outcomes.add(String(isLongEnough));
      if (!isLongEnough) {
        expect(messageOf(judge)).toContain("'pauses' must last more than");
        return;
      }
      const [{ initialDelay, interval: every, failureLimit }] = metricsOf(judge());
      const lastAfter = Number.parseInt(initialDelay, 10) + failureLimit * Number.parseInt(every, 10);
      expect(steps * pause).toBeGreaterThan(lastAfter);
    }), runs(40));
    expect(outcomes).toEqual(new Set(['true', 'false']));
  });

  it('takes its time where somebody promotes each', () => {
    const pauses = StepPauses.untilPromoted();
    expect(metricsOf(judged({ analysis: askedEach(100_000), pauses }))[0].interval).toBe('100000s');
  });
});

describe('the analysis before a switch', () => {
  it.each([[1, 5], [3, 5], [4, 7], [100, 199]])('after %d failures ends with %d measurements', (failures, count) => {
    const [metric] = metricsOf(switched(60, { abort: DeliveryAbort.after(failures) }));
    expect(metric).toMatchObject({ count, failureLimit: failures - 1 });
  });

  it('is over before the controller gives up, and always has room for as many failures as are too many', () => {
    const intervals = fc.integer({ min: 10, max: 100_000 });
    fc.assert(fc.property(intervals, fc.integer({ min: 1, max: 100 }), (interval, failures) => {
      const manifests = switched(interval, { abort: DeliveryAbort.after(failures) });
      const { progressDeadlineSeconds } = only(manifests, 'Rollout').spec;
      for (const { initialDelay, interval: every, count, failureLimit } of metricsOf(manifests)) {
        const lastAfter = Number.parseInt(initialDelay, 10) + (count - 1) * Number.parseInt(every, 10);
        expect(progressDeadlineSeconds).toBeGreaterThan(lastAfter);
        expect(count).toBeGreaterThan(failureLimit);
      }
    }), runs(20));
  });

  it('leaves ten minutes, where that is enough, and five more than it takes where it is not', () => {
    const deadlines = [50, 120].map((seconds) => only(switched(seconds), 'Rollout').spec.progressDeadlineSeconds);
    expect(deadlines).toEqual([600, 1020]);
  });

  it('refuses a deadline that it would not live to see', () => {
    const abort = DeliveryAbort.after(3, { deadline: Duration.minutes(6) });
    expect(messageOf(() => switched(60, { abort }))).toBe(
      "[shop/web] 'abort.deadline' must be above the 360 seconds for which a version is judged before it goes on, "
      + 'got "6 minutes"; raise it, or shorten analysis.interval',
    );
    const rollout = Rollout.of({ progressDeadline: Duration.minutes(6) });
    expect(messageOf(() => switched(60, { rollout })))
      .toContain("'rollout.progressDeadline' must be whole seconds from 361");
  });
});

/** All requests at once, once it is judged in such a rhythm. */
function switched(seconds: number, props: Partial<RolloutServiceProps> = {}): Manifest[] {
  return judged({ analysis: askedEach(seconds), strategy: RolloutStrategy.blueGreen(), ...props });
}

function askedEach(seconds: number): DeliveryAnalysis {
  return DeliveryAnalysis.byObjectives([OBJECTIVE], { prometheus: PROMETHEUS, interval: Duration.seconds(seconds) });
}

function addTo(chart: Chart, props: Partial<RolloutServiceProps> = {}): RolloutService {
  return new RolloutService(chart, 'web', { image: IMAGE, ...props });
}

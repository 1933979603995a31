import { Chart, Duration, Size } from 'cdk8s';
import {
  DeliveryAbort, DeliveryAnalysis, KubernetesApi, MetricsFlavor, Prometheus, RequestMetrics, RolloutService,
  RolloutServiceProps, ServiceLevelObjective, TrafficRouting,
} from '../../../src';
import { judged, metricsOf, OBJECTIVE, PLATFORM, PROMETHEUS } from '../../support/deliveries';
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

function addTo(chart: Chart, props: Partial<RolloutServiceProps> = {}): RolloutService {
  return new RolloutService(chart, 'web', { image: IMAGE, ...props });
}

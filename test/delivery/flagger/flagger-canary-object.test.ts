import {
  DeliveryAnalysis, FlaggerCanary, FlaggerWebhook, ForeignService, RequestMetrics, ServiceLevelObjective,
  TrafficRouting,
} from '../../../src';
import { complaintsOf } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const ISTIO = TrafficRouting.istio();
const TESTED = [FlaggerWebhook.acceptanceTest('http://flagger-loadtester.test/', ['curl', '-sf', 'http://web-canary.shop/'])];
const OBJECTIVE = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });
const ANALYSIS = DeliveryAnalysis.byObjectives([OBJECTIVE], {
  prometheus: ForeignService.at({
    name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
  }),
});

describe('What Flagger goes by is kept of', () => {
  it.each([
    {
      field: 'targetRef',
      value: { name: 'other' },
      must: 'stay {"apiVersion":"apps/v1","kind":"Deployment","name":"web"}',
    },
    { field: 'service', value: { name: 'other' }, must: 'be left out' },
    { field: 'service', value: { port: 81 }, must: 'stay 80' },
  ])('a Canary patched in $field, $value', ({ field, value, must }) => {
    const { app, chart } = stage();
    const web = new FlaggerCanary(chart, 'web', { image: IMAGE, webhooks: TESTED });
    web.mergePatch(web.canary, { spec: { [field]: value } });
    expect(complaintsOf(app)).toEqual([expect.stringContaining(`' ${must}, for Flagger and callers find`)]);
  });

  it('a MetricTemplate under another name', () => {
    const { app, chart } = stage();
    const web = new FlaggerCanary(chart, 'web', { image: IMAGE, routing: ISTIO, analysis: ANALYSIS });
    web.promise(OBJECTIVE);
    web.mergePatch(web.metricTemplates[0], { metadata: { name: 'other' } });
    expect(complaintsOf(app)).toEqual([expect.stringContaining("'metadata.name' stay \"web-availability")]);
  });
});

import {
  DeliveryAnalysis, ForeignService, RequestMetrics, RolloutService, ServiceLevelObjective, TrafficRouting,
} from '../../../src';
import { complaintsOf } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const OBJECTIVE = ServiceLevelObjective.availability(99.9, { metrics: RequestMetrics.openTelemetryHttp() });
const ANALYSIS = DeliveryAnalysis.byObjectives([OBJECTIVE], {
  prometheus: ForeignService.at({
    name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
  }),
});

describe('The strategy of a Rollout', () => {
  it.each([
    { of: 'its Services', patch: { strategy: { canary: { canaryService: 'other' } } }, field: 'canary.canaryService' },
    {
      of: 'its AnalysisTemplate',
      patch: { strategy: { canary: { analysis: { templates: [{ templateName: 'other' }] } } } },
      field: 'canary.analysis.templates',
    },
  ])('refuses a patch that leads away from $of', ({ patch, field }) => {
    const { app, chart } = stage();
    const web = new RolloutService(chart, 'web', { image: IMAGE, routing: TrafficRouting.istio(), analysis: ANALYSIS });
    web.promise(OBJECTIVE);
    web.mergePatch(web.rollout, { spec: patch });
    expect(complaintsOf(app)).toEqual([
      expect.stringContaining(`'spec.strategy.${field}' stay `),
    ]);
  });
});

import { IMAGE, only, render } from './render';
import { Manifest } from './schemas';
import {
  DeliveryAnalysis, ForeignService, MetricsFlavor, PlatformProps, RequestMetrics, RolloutService, RolloutServiceProps,
  RouteFlavor, RouteTls, ServiceLevelObjective,
} from '../../src';

/** A platform that has what divides traffic. */
export const PLATFORM: PlatformProps = {
  ingressControllerNamespace: 'gateways',
  metrics: MetricsFlavor.operator(),
  tls: RouteTls.atGateway(),
  routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
};
/** How requests are counted. */
export const HTTP = { metrics: RequestMetrics.openTelemetryHttp() };
/** What is promised. */
export const OBJECTIVE = ServiceLevelObjective.availability(99.9, HTTP);
/** Who knows whether it is kept. */
export const PROMETHEUS = ForeignService.at({
  name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
});
/** What judges by that. */
export const ANALYSIS = DeliveryAnalysis.byObjectives([OBJECTIVE], { prometheus: PROMETHEUS });

/** A Rollout that is judged by what its service promises. */
export function judged(props: Partial<RolloutServiceProps> = {}): Manifest[] {
  return render((chart) => (
    new RolloutService(chart, 'web', { image: IMAGE, analysis: ANALYSIS, ...props }).promise(OBJECTIVE)
  ), PLATFORM);
}

/** What its AnalysisTemplate measures. */
export function metricsOf(manifests: Manifest[]): Manifest[] {
  return only(manifests, 'AnalysisTemplate').spec.metrics
    .map(({ provider, ...metric }: Manifest) => ({ ...metric, provider, query: provider.prometheus.query }));
}

import { Construct } from 'constructs';
import { RequestMetrics } from './request-metrics';
import { RequestQueries } from './request-series';
import { fail } from '../../internal/fail';
import { ControllerKind } from '../../internal/naming/pod-names';
import { Platform } from '../../platform/platform';

/** A service whose requests are counted, and what its objects carry. */
export interface CountedService {
  readonly scope: Construct;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** What makes its pods. */
  readonly controller: ControllerKind;
  /** Whether an autoscaler of its name changes how many there are. */
  readonly isScaled: boolean;
  /** What the service says of its metrics. */
  readonly metrics?: RequestMetrics;
}

/** Under which names the requests are counted: those that are given, or else what the service says. */
export function metricsOf(service: CountedService, prop: string, given?: RequestMetrics): RequestMetrics {
  const metrics = given ?? service.metrics ?? fail(service.scope, {
    prop,
    must: 'say under which names the requests are counted',
    got: undefined,
    remedy: 'give the workload metrics: Metrics.at({ requests: RequestMetrics.openTelemetryHttp() }), or another one',
  });
  metrics._check(service.scope, prop);
  return metrics;
}

/** PromQL about the requests of a service. */
export function queriesOf({ scope, ...subject }: CountedService, metrics: RequestMetrics): RequestQueries {
  const { usesOperator } = Platform.of(scope).metrics;
  return new RequestQueries(metrics._series({ ...subject, usesOperator }));
}

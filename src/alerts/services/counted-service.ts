import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { RequestMetrics } from './request-metrics';
import { RequestQueries, VersionMark } from './request-series';
import { fail } from '../../internal/fail';
import { ControllerKind } from '../../internal/naming/pod-names';
import { inSeconds } from '../../internal/values/durations';
import { Platform } from '../../platform/platform';

const LONGEST_INTERVAL_SECONDS = 120;

/** A service whose requests are counted, and what its objects carry. */
export interface CountedService {
  readonly scope: Construct;
  readonly name: string;
  readonly namespace: string;
  /** What makes its pods, where that is called otherwise; what scales them has the same name. */
  readonly workload?: string;
  /** The value of `app.kubernetes.io/instance` of its pods, where that is another one than what makes them. */
  readonly instance?: string;
  /** All that make its pods, where they are several. */
  readonly versions?: readonly string[];
  /** The Services that lead to its pods; one of its name where they are left out. */
  readonly services?: readonly string[];
  readonly labels: Record<string, string>;
  /** What makes its pods. */
  readonly controller: ControllerKind;
  /** How long its first rollout may take. */
  readonly startSeconds: number;
  /** Whether an autoscaler of its name changes how many there are. */
  readonly isScaled: boolean;
  /** Whether it promises, so far, which share of its requests succeeds. */
  readonly isAvailabilityPromised: () => boolean;
  /** What the service says of its metrics. */
  readonly metrics?: RequestMetrics;
  /** How often its own metrics are scraped, where this library says so. */
  readonly scrapeInterval?: Duration;
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
  if (!metrics._knows(service.controller)) {
    const remedy = 'give it labels, or count them by RequestMetrics.openTelemetryHttp()';
    fail(service.scope, { prop, must: 'know what makes the pods', got: service.controller, remedy });
  }
  if (metrics._isScraped) checkInterval(service);
  return metrics;
}

/** Of less than two samples within a window there is no rate, and nothing would ever fire. */
function checkInterval({ scope, scrapeInterval }: CountedService): void {
  // Annotations leave it to the Prometheus.
  if (scrapeInterval === undefined || !Platform.of(scope).metrics.usesOperator) return;
  if (inSeconds(scrapeInterval) <= LONGEST_INTERVAL_SECONDS) return;
  fail(scope, {
    prop: 'metrics.interval',
    must: `be at most ${LONGEST_INTERVAL_SECONDS} seconds where alerts go by the metrics, for they ask for rates of 5m`,
    got: `${inSeconds(scrapeInterval)} seconds`,
    remedy: 'leave it out, or let a mesh count the requests',
  });
}

/** A service, or one version of it. */
interface AskedService extends CountedService {
  readonly version?: VersionMark;
}

/** PromQL about the requests of a service. */
export function queriesOf({ scope, ...subject }: AskedService, metrics: RequestMetrics): RequestQueries {
  const { usesOperator } = Platform.of(scope).metrics;
  return new RequestQueries(metrics._series({ ...subject, usesOperator }));
}

import { Construct } from 'constructs';
import { Watched } from './watched';
import { Metrics, ProductionService, RequestMetrics, ServiceAlerts, ServiceLevelObjective } from '../../../src';
import { IMAGE } from '../../../test/support/render';

/** Requests in a second. */
const RATE = 300;
/** Of those, while it is broken. */
const FAILING = 0.2;
const SLOW = 0.3;
const PACE = 120;
const MILLISECONDS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const COUNT = 'http_server_request_duration_seconds';
const LABELS = 'namespace="shop",app_kubernetes_io_instance="api"';
/** A duration of a rule: a window, what is waited for, or how often it is evaluated. */
const DURATION = /(\[|\boffset |\bfor: |\binterval: )(\d+)([mhd])/g;

/**
 * A service with an objective and with alerts on its signals, whose requests are counted.
 *
 * For its rules time runs faster than for the clock: each duration of theirs is divided by `PACE`, and nothing else is
 * changed. All their thresholds but the floors of traffic are shares of requests, which are the same; there is far more
 * traffic than the floors ask for.
 */
export class WatchedService implements Watched {
  public readonly interval = '500ms';
  private isBroken = false;
  private counted = { well: 0, failed: 0, slow: 0 };
  private since = Date.now();

  public addTo(scope: Construct): void {
    const metrics = Metrics.at({ requests: RequestMetrics.openTelemetryHttp() });
    const api = new ProductionService(scope, 'api', { image: IMAGE, port: 8080, metrics });
    api.promise(ServiceLevelObjective.availability(99.9));
    api.alertOn(ServiceAlerts.goldenSignals());
  }

  public metrics(): string {
    this.count();
    const { well, failed, slow } = this.counted;
    const all = well + failed;
    return [
      `# TYPE ${COUNT} histogram`,
      ...([['200', well, well], ['500', failed, 0]] as const).flatMap(([code, count, fast]) => {
        const of = `${LABELS},http_response_status_code="${code}"`;
        return [
          `${COUNT}_bucket{${of},le="1"} ${Math.max(0, fast - slow)}`,
          `${COUNT}_bucket{${of},le="+Inf"} ${count}`,
          `${COUNT}_count{${of}} ${count}`,
          `${COUNT}_sum{${of}} ${all}`,
        ];
      }),
      '',
    ].join('\n');
  }

  public break(): void {
    this.count();
    this.isBroken = true;
  }

  public repair(): void {
    this.count();
    this.isBroken = false;
  }

  public rulesOf(files: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, faster(text)]));
  }

  /** What has been asked since somebody looked. */
  private count(): void {
    const now = Date.now();
    const asked = RATE * (now - this.since) / 1000;
    const [failing, slow] = this.isBroken ? [FAILING, SLOW] : [0, 0];
    this.counted.well += asked * (1 - failing);
    this.counted.failed += asked * failing;
    this.counted.slow += asked * slow;
    this.since = now;
  }
}

function faster(rules: string): string {
  return rules.replace(DURATION, (...[, before, count, unit]) => (
    `${before}${Number(count) * MILLISECONDS[unit as keyof typeof MILLISECONDS] / PACE}ms`
  ));
}

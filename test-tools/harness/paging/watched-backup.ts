import { Construct } from 'constructs';
import { Watched } from './watched';
import { SMALLEST_CALLS } from '../../../test/support/smallest-calls';
import { CronJobState, exposed } from '../alerts/kube-state';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A backup; where it is broken, one run has failed for good and the one after it takes too long. */
export class WatchedBackup implements Watched {
  public readonly interval = '1s';
  private isBroken = false;

  public addTo(scope: Construct): void {
    SMALLEST_CALLS.EtcdBackup(scope);
  }

  public metrics(): string {
    return this.isBroken ? brokenMetrics() : healthyMetrics();
  }

  public break(): void {
    this.isBroken = true;
  }

  public repair(): void {
    this.isBroken = false;
  }

  public rulesOf(files: Readonly<Record<string, string>>): Record<string, string> {
    return files;
  }
}

function healthyMetrics(): string {
  const run = { name: 'etcd-1', started: ago(HOUR + MINUTE), completed: ago(HOUR) };
  return metricsOf({ lastSuccess: run.completed, runs: [run] });
}

function brokenMetrics(): string {
  return metricsOf({
    lastSuccess: ago(3 * HOUR),
    runs: [
      { name: 'etcd-2', started: ago(HOUR), failed: true },
      { name: 'etcd-3', started: ago(40 * MINUTE) },
    ],
  });
}

function metricsOf(state: Pick<CronJobState, 'lastSuccess' | 'runs'>): string {
  return exposed([{ namespace: 'etcd-backups', name: 'etcd', created: ago(1000 * HOUR), ...state }]);
}

function ago(seconds: number): number {
  return Math.floor(Date.now() / 1000) - seconds;
}

import { describe } from '../../internal/fail';
import { JsonObject, objectsIn } from '../../internal/values/json';

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 };
const PART = /(\d{1,15})(ms|[smhdwy])/g;
/** That of Alertmanager, where no route has one. */
const DEFAULT = '5m';
/** How much longer each member waits for the others than the one before, by its flag `--cluster.peer-timeout`. */
const PEER_TIMEOUT = 15;

/** What is wrong where the last member has not sent yet when a group is looked at again. */
export function shortIntervals({ route }: JsonObject, replicas: number): string[] {
  const waited = (replicas - 1) * PEER_TIMEOUT;
  const short = [...new Set(intervalsOf(route ?? {}, DEFAULT))].filter((interval) => secondsOf(interval) < waited);
  return short.map((got) => describe({
    prop: 'configuration',
    must: `have group intervals of ${waited} seconds or more, as long as the last of ${replicas} members waits for the `
      + 'others: otherwise one may say again what another has just taken back',
    got,
    remedy: 'give AlertRouting a longer groupInterval',
  }));
}

function intervalsOf({ group_interval: own, routes }: JsonObject, inherited: string): string[] {
  const interval = typeof own === 'string' ? own : inherited;
  return [interval, ...objectsIn(routes).flatMap((route) => intervalsOf(route, interval))];
}

function secondsOf(duration: string): number {
  return [...duration.matchAll(PART)].reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit], 0);
}

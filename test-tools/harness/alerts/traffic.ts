import { InputSeries } from './promtool';

/** Some minutes in which a service is asked the same number of times, and fails the same share. */
export interface Phase {
  readonly minutes: number;
  readonly requestsPerMinute: number;
  readonly failing: number;
}

/** A counter of requests that succeeded and one of those that failed, a sample a minute. */
export function traffic(name: string, labels: string, phases: readonly Phase[]): InputSeries[] {
  const counted = (code: string, shareOf: (phase: Phase) => number) => ({
    series: `${name}{${labels},code="${code}"}`,
    values: counter(phases, (phase) => phase.requestsPerMinute * shareOf(phase)),
  });
  return [counted('200', ({ failing }) => 1 - failing), counted('503', ({ failing }) => failing)];
}

/** Values as promtool reads them: `0+60x10` begins at 0 and adds 60 ten times. */
export function counter<P extends Phase>(phases: readonly P[], perMinute: (phase: P) => number): string {
  let value = 0;
  return phases.map((phase, index) => {
    const step = perMinute(phase);
    const from = index === 0 ? value : value + step;
    const times = index === 0 ? phase.minutes : phase.minutes - 1;
    value = from + step * times;
    return `${from}+${step}x${times}`;
  }).join(' ');
}

import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Resources } from '../../availability/resources';

const BASE_MEBIBYTES = 1024;
/**
 * Three for the series and its samples, as much again for what Go has not collected yet, and two for queries and for
 * series of pods that are gone.
 *
 * @see https://www.robustperception.io/why-does-prometheus-use-so-much-ram
 */
const KIBIBYTES_OF_SERIES = 8;
const BASE_MILLIS = 250;
const SAMPLES_OF_CPU = 25_000;
/** Of the numbers that are written, in MiB and in thousandths of a CPU. */
const STEPS = { memory: 128, cpu: 50 };

/** What a Prometheus asks for that is written so many series, one sample each in every interval. */
export function resourcesFor(series: number, intervalSeconds: number): Resources {
  const mebibytes = BASE_MEBIBYTES + series * KIBIBYTES_OF_SERIES / 1024;
  const millis = BASE_MILLIS + 1000 * series / intervalSeconds / SAMPLES_OF_CPU;
  return Resources.guaranteed(Cpu.millis(upTo(millis, STEPS.cpu)), Size.mebibytes(upTo(mebibytes, STEPS.memory)));
}

function upTo(amount: number, step: number): number {
  return Math.ceil(amount / step) * step;
}

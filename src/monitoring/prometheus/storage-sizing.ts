import { Size, SizeRoundingBehavior } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';

/** What is written at a steady pace, and for how long it is kept. */
export interface Ingestion {
  readonly series: number;
  readonly intervalSeconds: number;
  readonly retentionSeconds: number;
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/**
 * Of a sample in a block, with its share of the index; the authors say one to two.
 *
 * @see https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects
 */
const BLOCK_BYTES = 2;
/**
 * Of a sample in the write-ahead log, which is not compressed as well.
 *
 * @see https://www.robustperception.io/how-much-space-does-the-wal-take-up
 */
const LOG_BYTES = 13;
/** The log holds what is in no block yet: two hours, and half of that again before it is cut. */
const LOG_SECONDS = 3 * HOUR_SECONDS;
/**
 * Of the volume, for blocks and the log; more would leave compaction no room.
 *
 * @see https://prometheus.io/docs/prometheus/latest/storage/#right-sizing-retention-size
 */
const KEPT_PERCENT = 80;
const MEBIBYTE = 1024 ** 2;
const MEBIBYTES_OF_GIBIBYTE = 1024;

/** How much blocks and the log may take of a volume, in MiB: what is deleted by, oldest first. */
export function keptMebibytes(storageMebibytes: number): number {
  return Math.floor(storageMebibytes * KEPT_PERCENT / 100);
}

/** The smallest volume that holds all of it, in MiB. */
export function neededMebibytes({ series, intervalSeconds, retentionSeconds }: Ingestion): number {
  const bytes = series * (retentionSeconds * BLOCK_BYTES + LOG_SECONDS * LOG_BYTES) / intervalSeconds;
  return Math.ceil(Math.ceil(bytes / MEBIBYTE) * 100 / KEPT_PERCENT);
}

/** The volume in MiB; refuses one that does not hold what is to be kept. */
export function checkedStorage(scope: Construct, storage: Size, ingestion: Ingestion): number {
  const mebibytes = storage.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
  const got = storage.asString();
  if (!Number.isSafeInteger(mebibytes) || mebibytes < 1) {
    const remedy = 'say how large each volume is, such as Size.gibibytes(100)';
    fail(scope, { prop: 'storage', must: 'be whole MiB, at least one', got, remedy });
  }
  const needed = neededMebibytes(ingestion);
  if (mebibytes < needed) {
    const { series, intervalSeconds, retentionSeconds } = ingestion;
    const must = `hold what ${series} series write every ${intervalSeconds} seconds in ${shownTime(retentionSeconds)}`;
    const least = Math.ceil(needed / MEBIBYTES_OF_GIBIBYTE);
    const remedy = `give Size.gibibytes(${least}), or a shorter retention, a longer interval or fewer expectedSeries`;
    fail(scope, { prop: 'storage', must, got, remedy });
  }
  return mebibytes;
}

function shownTime(seconds: number): string {
  if (seconds % DAY_SECONDS === 0) return `${seconds / DAY_SECONDS} days`;
  return `${Math.round(seconds / HOUR_SECONDS)} hours`;
}

import { createHash } from 'crypto';
import { App, Chart } from 'cdk8s';
import { fail } from '../internal/fail';
import { checked } from '../internal/signatures/checked';

/**
 * One part of a fleet, so that several machines synthesize it together.
 *
 * A chart belongs to the same shard whatever charts come and go beside it. The files of all shards are those of the
 * whole, byte for byte; but what is wrong between charts of two shards is seen by a run of the whole alone.
 */
@checked
export class Shard {
  /**
   * One of so many shards.
   *
   * @param number which one, the first one being 1
   * @param count how many there are
   */
  public static of(number: number, count: number): Shard {
    return new Shard(number, count);
  }

  private constructor(
    /** Which one, the first one being 1. */
    public readonly number: number,
    /** How many there are. */
    public readonly count: number,
  ) {}

  /** Refuses a part of nothing. @internal */
  public _check(app: App): void {
    const { number, count } = this;
    if (Number.isInteger(number) && Number.isInteger(count) && number >= 1 && number <= count) return;
    const must = 'be one of the shards, from 1 to their number';
    fail(app, { prop: 'shard', must, got: `${number} of ${count}`, remedy: 'write Shard.of(1, 4)' });
  }

  /** Whether a chart is in it; by its path, so that others may come and go. @internal */
  public _has(chart: Chart): boolean {
    const digest = createHash('sha256').update(chart.node.path).digest();
    return digest.readUInt32BE(0) % this.count === this.number - 1;
  }
}

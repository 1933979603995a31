import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { checkedStorage, keptMebibytes, neededMebibytes } from '../../../src/monitoring/prometheus/storage-sizing';
import { messageOf } from '../../support/errors';
import { stage } from '../../support/render';

const HOUR = 3600;
const MEBIBYTE = 1024 ** 2;

const INGESTION = fc.record({
  series: fc.integer({ min: 1000, max: 20_000_000 }),
  intervalSeconds: fc.integer({ min: 5, max: 120 }),
  retentionSeconds: fc.integer({ min: 6, max: 5 * 365 * 24 }).map((hours) => hours * HOUR),
});

describe('the volume that is needed', () => {
  it('is that of the documentation for its example', () => {
    // 200,000 series every 15 seconds are 13,333 samples a second: 34.6 GB in blocks, and 1.9 GB in the log.
    expect(neededMebibytes({ series: 200_000, intervalSeconds: 15, retentionSeconds: 15 * 24 * HOUR })).toBe(43_432);
  });

  it('grows with series and retention, and shrinks with the interval', () => {
    fc.assert(fc.property(INGESTION, INGESTION, (one, other) => {
      const more = {
        series: Math.max(one.series, other.series),
        intervalSeconds: Math.min(one.intervalSeconds, other.intervalSeconds),
        retentionSeconds: Math.max(one.retentionSeconds, other.retentionSeconds),
      };
      expect(neededMebibytes(more)).toBeGreaterThanOrEqual(neededMebibytes(one));
    }));
  });

  it('leaves a seventh to compaction, and keeps all samples of two bytes in the rest', () => {
    fc.assert(fc.property(INGESTION, (ingestion) => {
      const { series, intervalSeconds, retentionSeconds } = ingestion;
      const needed = neededMebibytes(ingestion);
      expect(keptMebibytes(needed)).toBeLessThan(needed * 0.85);
      expect(keptMebibytes(needed) * MEBIBYTE).toBeGreaterThan(series / intervalSeconds * retentionSeconds * 2);
    }));
  });

  it('is accepted, and a MiB less is refused with what would do', () => {
    const { chart } = stage();
    fc.assert(fc.property(INGESTION, (ingestion) => {
      const needed = neededMebibytes(ingestion);
      const gibibytes = Math.ceil(needed / 1024);
      expect(messageOf(() => checkedStorage(chart, Size.mebibytes(needed - 1), ingestion)))
        .toContain(`give Size.gibibytes(${gibibytes})`);
      expect(checkedStorage(chart, Size.mebibytes(needed), ingestion)).toBe(needed);
      expect(checkedStorage(chart, Size.gibibytes(gibibytes), ingestion)).toBe(gibibytes * 1024);
    }));
  });
});

import { codeBlocks, readDocument, section } from '../../test/support/project/markdown';
import { checkRules, testRules } from '../harness/alerts/promtool';

const [RULES] = codeBlocks(section(readDocument('docs/point-in-time-recovery.md'), '## Alerts'), 'yaml');
const FIRING = 'count by (alertname) (ALERTS{alertstate="firing"})';

const SERVER = '{server="db:5432"}';
const BACKUP = 'pgbackrest_backup_since_last_completion_seconds{backup_type="incr",stanza="main"}';
const HEALTHY = {
  [`pg_stat_archiver_failed_count${SERVER}`]: '3x60',
  [`pg_stat_archiver_archived_count${SERVER}`]: '0+1x60',
  [`pg_stat_archiver_last_archive_age${SERVER}`]: '30x60',
  [BACKUP]: '3600+60x60',
};

const CASES: readonly [string, Record<string, string>, readonly string[]][] = [
  ['archives each minute', {}, []],
  ['failed once, and archives again', { [`pg_stat_archiver_failed_count${SERVER}`]: '3x35 4x25' }, []],
  ['fails, and archives nothing', {
    [`pg_stat_archiver_failed_count${SERVER}`]: '3+1x60', [`pg_stat_archiver_archived_count${SERVER}`]: '7x60',
  }, ['PostgresArchivingFails']],
  ['archived for the last time 17 minutes ago', {
    [`pg_stat_archiver_last_archive_age${SERVER}`]: '0x24 0+60x36',
  }, ['PostgresArchivingStopped']],
  ['has never archived', {
    [`pg_stat_archiver_last_archive_age${SERVER}`]: Array(61).fill('NaN').join(' '),
  }, ['PostgresArchivingUnknown']],
  ['is not asked', { [`pg_stat_archiver_last_archive_age${SERVER}`]: '_x60' }, ['PostgresArchivingUnknown']],
  ['has an old base backup', { [BACKUP]: '93601x60' }, ['PostgresBaseBackupStale']],
];

describe('the alerts of the page about points in time', () => {
  it('have nothing that promtool would complain of', () => {
    expect(checkRules(RULES)).toBe('');
  });

  it.each(CASES)('are right about a server that %s', (_, changes, firing) => {
    const series = Object.entries({ ...HEALTHY, ...changes });
    const exp_samples = firing.map((alert) => ({ labels: `{alertname="${alert}"}`, value: 1 }));
    const complaint = testRules(RULES, {
      interval: '1m',
      input_series: series.map(([name, values]) => ({ series: name, values })),
      alert_rule_test: [],
      promql_expr_test: [{ eval_time: '41m', expr: FIRING, exp_samples }],
    });
    expect(complaint).toBe('');
  });
});

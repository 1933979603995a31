import { Duration } from 'cdk8s';
import { recordFaults } from './fault-table';
import { BackupDestination, EtcdBackup } from '../../src';
import { scheduleOf } from '../../src/pods/jobs/schedule';
import { only, render } from '../../test/support/render';
import { answerOf, TOOLS } from '../harness/programs';

const NEW_YEAR = '2026-01-01T00:00:00Z';
const HOURS = [1, 2, 3, 4, 6, 8, 12, 24, 7 * 24, 30 * 24];
const STARTS = ['00:00', '01:30', '02:30', '13:05', '23:59'];
const EVERY = [
  ...[5, 10, 15, 20, 30].map((minutes) => Duration.minutes(minutes)), ...HOURS.map((hours) => Duration.hours(hours)),
];
const RHYTHMS = EVERY.flatMap((every) => STARTS.map((startingAt) => (
  { every, startingAt, title: `${every.toHumanString()} starting at ${startingAt}` }
)));

describe('by the library of the CronJob controller', () => {
  it.each(RHYTHMS)('every $title is even all year', ({ every, startingAt }) => {
    const { schedule, timeZone, promised } = cronJobOf(every, startingAt);
    const starts = startsOf(schedule, timeZone, Math.ceil(366 * 24 * 60 / every.toMinutes()));
    const gaps = gapsBetween(starts);
    expect([Math.min(...gaps), Math.max(...gaps)]).toEqual([promised.shortestSeconds, promised.longestSeconds]);
  });

  it.each(STARTS)('one of the runs of a day is at %s', (startingAt) => {
    for (const hours of [1, 2, 3, 4, 6, 8, 12, 24]) {
      const { schedule, timeZone } = cronJobOf(Duration.hours(hours), startingAt);
      const times = startsOf(schedule, timeZone, 24 / hours).map((time) => time.slice(11, 16));
      expect(times).toContain(startingAt);
    }
  });

  it('is what a schedule in a local zone is not: it leaves a run out, and does one twice', () => {
    const gaps = gapsBetween(startsOf('30 2 * * *', 'Europe/Berlin', 366)).map((seconds) => seconds / 3600);
    expect(new Set(gaps)).toEqual(new Set([24, 47, 1]));
    recordFaults('time', [{
      fault: 'daylight-saving change',
      noticed: 'nothing to notice: every gap is as long as the schedule says, in UTC',
      plain: 'one run left out in spring, one done twice in autumn',
    }]);
  });
});

function cronJobOf(every: Duration, startingAt: string) {
  let promised = { shortestSeconds: 0, longestSeconds: 0 };
  const { spec } = only(render((chart) => {
    const destination = BackupDestination.s3('acme-backups', { region: 'eu-west-1' });
    const options = { every, startingAt, deadline: Duration.minutes(2), retention: Duration.days(62) };
    const backup = new EtcdBackup(chart, 'etcd', { destination, ...options });
    promised = scheduleOf(backup, { prop: 'every', every, startingAt, allowsMinutes: true });
  }), 'CronJob');
  return { schedule: spec.schedule as string, timeZone: spec.timeZone as string, promised };
}

function startsOf(schedule: string, timeZone: string, count: number): string[] {
  const input = JSON.stringify({ schedule, timeZone, from: NEW_YEAR, count });
  return JSON.parse(answerOf({ program: TOOLS.cron(), args: [], input })) as string[];
}

function gapsBetween(starts: readonly string[]): number[] {
  const seconds = starts.map((time) => Date.parse(time) / 1000);
  return seconds.slice(1).map((time, index) => time - seconds[index]);
}

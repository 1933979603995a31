import { Cron, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { scheduleOf } from '../../../src/pods/jobs/schedule';
import { messageOf } from '../../support/errors';

const HOUR = 3600;
const DAY = 24 * HOUR;
const SCOPE = new Construct(undefined as never, '');

describe('a schedule', () => {
  it.each([
    [1, '00:00', '0 * * * *'], [1, '13:07', '7 * * * *'], [2, '00:00', '0 */2 * * *'], [2, '03:15', '15 1-23/2 * * *'],
    [3, '22:00', '0 1-23/3 * * *'], [4, '23:59', '59 3-23/4 * * *'], [6, '18:30', '30 */6 * * *'],
    [8, '09:00', '0 1-23/8 * * *'], [12, '11:00', '0 11-23/12 * * *'], [24, '02:30', '30 2 * * *'],
    [24, '00:05', '5 0 * * *'],
  ])('of every %s hours from %s on is %s', (hours, startingAt, expected) => {
    const { cron, shortestSeconds, longestSeconds } = schedule(Duration.hours(hours), startingAt);

    expect(Cron.schedule(cron).expressionString).toBe(expected);
    expect([shortestSeconds, longestSeconds]).toEqual([hours * HOUR, hours * HOUR]);
  });

  it.each([
    [7, '04:00', '0 4 * * 0', 7, 7], [30, '23:59', '59 23 1 * *', 28, 31],
  ])('of every %s days at %s is %s', (...[days, startingAt, expected, shortest, longest]) => {
    const { cron, shortestSeconds, longestSeconds } = schedule(Duration.days(days), startingAt);

    expect(Cron.schedule(cron).expressionString).toBe(expected);
    expect([shortestSeconds, longestSeconds]).toEqual([shortest * DAY, longest * DAY]);
  });

  it('is the same in whatever unit it is given', () => {
    expect(schedule(Duration.minutes(24 * 60), '00:00')).toEqual(schedule(Duration.days(1), '00:00'));
  });

  it.each([
    Duration.hours(0), Duration.minutes(30), Duration.hours(5), Duration.hours(7), Duration.hours(25), Duration.days(2),
    Duration.days(14), Duration.days(31), Duration.millis(3600001), Duration.hours(NaN), Duration.hours(Infinity),
  ])('is refused where cron has no such even rhythm, %#', (every) => {
    expect(messageOf(() => schedule(every, '00:00'))).toMatch(/^\[App\] 'every' must be 1, 2, 3, 4, 6, 8, 12, 24 hours,/);
  });

  it.each(['', '24:00', '2:30', '02:60', '02:30:00', '0230', ' 02:30', '02:30\n', 'noon', undefined])(
    'is refused at %j', (startingAt) => {
      expect(messageOf(() => schedule(Duration.hours(1), startingAt as string))).toBe("[App] 'startingAt' must be a"
        + ' time'
        + ` of day, HH:MM, got ${startingAt === undefined ? 'nothing' : JSON.stringify(startingAt)}; write it like`
        + ' 02:30,'
        + ' in UTC');
    },
  );

  it('names the prop that it was given by', () => {
    const refused = () => scheduleOf(SCOPE, { prop: 'rehearse.every', every: Duration.hours(1), startingAt: 'noon' });

    expect(messageOf(refused)).toMatch("'rehearse.startingAt' must be a time of day");
  });
});

function schedule(every: Duration, startingAt: string) {
  return scheduleOf(SCOPE, { prop: 'every', every, startingAt });
}

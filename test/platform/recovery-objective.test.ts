import { Duration } from 'cdk8s';
import { Platform, RecoveryObjective } from '../../src';
import { messageOf } from '../support/errors';
import { stage } from '../support/render';

const seconds = ({ pointObjective, timeObjective, retention, rehearseEvery }: RecoveryObjective) => (
  [pointObjective, timeObjective, retention, rehearseEvery].map((duration) => duration.toSeconds())
);
const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

describe('RecoveryObjective', () => {
  it.each([
    ['hot', RecoveryObjective.hot(), [MINUTE, 15 * MINUTE, 30 * DAY, DAY]],
    ['warm', RecoveryObjective.warm(), [30 * MINUTE, 4 * HOUR, 30 * DAY, 7 * DAY]],
    ['cold', RecoveryObjective.cold(), [DAY, 2 * DAY, 30 * DAY, 30 * DAY]],
  ])('has a tier %s', (tier, objective, expected) => {
    expect(objective.tier).toBe(tier);
    expect(seconds(objective)).toEqual(expected);
  });

  it.each([
    ['below an hour each day', 59 * MINUTE, DAY],
    ['of an hour each week', HOUR, 7 * DAY],
    ['of a day each month', DAY, 30 * DAY],
  ])('rehearses a time objective %s', (_, time, every) => {
    const objective = RecoveryObjective.of({
      pointObjective: Duration.hours(1), timeObjective: Duration.seconds(time),
    });

    expect(objective.tier).toBe('own');
    expect(seconds(objective)).toEqual([HOUR, time, 30 * DAY, every]);
  });

  it('keeps backups and rehearses restores as it is told', () => {
    const objective = RecoveryObjective.of({
      pointObjective: Duration.hours(1),
      timeObjective: Duration.hours(2),
      retention: Duration.days(90),
      rehearseEvery: Duration.hours(24),
    });

    expect(seconds(objective)).toEqual([HOUR, 2 * HOUR, 90 * DAY, DAY]);
  });

  it.each([
    ['a loss of less than a second', { pointObjective: Duration.millis(500), timeObjective: Duration.hours(1) },
      "'recoveryObjective.pointObjective' must be whole seconds from 1 to 2147483647, got \"0.5 seconds\"; give a"
      + ' duration within the range, such as Duration.seconds(30)'],
    ['a restore in no time', { pointObjective: Duration.hours(1), timeObjective: Duration.seconds(0) },
      "'recoveryObjective.timeObjective' must be whole seconds from 1 to 2147483647, got \"0 seconds\"; give a"
      + ' duration within the range, such as Duration.seconds(30)'],
    ['backups that are gone too soon',
      { pointObjective: Duration.days(2), timeObjective: Duration.hours(1), retention: Duration.days(1) },
      "'recoveryObjective.retention' must be at least pointObjective, or a backup would be gone before the next one,"
      + ' got "86400 seconds"; keep backups longer'],
  ])('refuses %s', (_, options, complaint) => {
    const { chart } = stage();
    const configure = () => Platform.configure(chart, { recoveryObjective: RecoveryObjective.of(options) });

    expect(messageOf(configure)).toBe(`[shop] ${complaint}`);
  });

  it('holds for a subtree', () => {
    const { app } = stage({ recoveryObjective: RecoveryObjective.cold() });

    expect(Platform.of(app).recoveryObjective?.tier).toBe('cold');
  });
});

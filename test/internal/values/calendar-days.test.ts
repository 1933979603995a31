import { checkCalendarDay, expiryMoment, firstSecondOf } from '../../../src/internal/values/calendar-days';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

describe('checkCalendarDay', () => {
  it.each(['2027-03-31', '2028-02-29', '2000-02-29', '2026-12-31', '2026-01-01'])('takes %s', (date) => {
    expect(() => checkCalendarDay(stage().chart, 'until', date)).not.toThrow();
  });

  it.each([
    ['a day that February does not have', '2027-02-29'],
    ['a day that a century without leap year does not have', '2100-02-29'],
    ['a day that April does not have', '2027-04-31'],
    ['a month that no year has', '2027-13-01'],
    ['month zero', '2027-00-10'],
    ['day zero', '2027-01-00'],
    ['a day without leading zero', '2027-1-1'],
    ['a year of two digits', '27-01-01'],
    ['a time of day', '2027-01-01T00:00:00Z'],
    ['another order', '31-03-2027'],
    ['other separators', '2027/03/31'],
    ['a duration', '30d'],
    ['a line break at the end', '2027-03-31\n'],
    ['a space before it', ' 2027-03-31'],
    ['nothing', ''],
  ])('refuses %s: %j', (_, date) => {
    const message = messageOf(() => checkCalendarDay(stage().chart, 'until', date));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] 'until' must be a date like 2027-03-31, got ${JSON.stringify(date)}; `
      + 'give an absolute day of the calendar');
  });
});

describe('firstSecondOf', () => {
  it.each([['1970-01-01', 0], ['1970-01-02', 86400], ['2027-03-31', 1806451200]])('%s begins at %d', (day, seconds) => {
    expect(firstSecondOf(day)).toBe(seconds);
  });
});

describe('expiryMoment', () => {
  it.each([
    ['2027-03-31', 1806451200],
    ['2027-03-31T00:01', 1806451260],
    ['2027-03-31T00:01:02Z', 1806451262],
  ])('%s is %d', (text, seconds) => {
    expect(expiryMoment(text)).toBe(seconds);
  });

  it.each(['2027-02-29', '2027-03-31T', '2027-03-31T24:00', '2027-03-31T00:01Z', '2027-03-31T00:01:02', 'soon'])(
    '%s is none',
    (text) => {
      expect(expiryMoment(text)).toBeUndefined();
    },
  );
});

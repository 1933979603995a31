import { judgedDay } from '../../src/cli/judged-day';

describe('the day on which waivers are judged', () => {
  afterEach(() => { jest.restoreAllMocks(); });

  it('is the one that is given, whatever SOURCE_DATE_EPOCH says', () => {
    expect(judgedDay('2028-02-29', undefined)).toBe('2028-02-29');
    expect(judgedDay('2026-12-31', '0')).toBe('2026-12-31');
    expect(judgedDay('2026-12-31', 'nonsense')).toBe('2026-12-31');
  });

  it.each([
    ['0', '1970-01-01'],
    ['86399', '1970-01-01'],
    ['86400', '1970-01-02'],
    ['1772366400', '2026-03-01'],
    ['253402300799', '9999-12-31'],
  ])('is that of SOURCE_DATE_EPOCH otherwise: %s', (epoch, day) => {
    expect(judgedDay(undefined, epoch)).toBe(day);
  });

  it('is today in UTC where nobody says', () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2026, 1, 28, 23, 59, 59));
    expect([undefined, ''].map((epoch) => judgedDay(undefined, epoch))).toEqual(['2026-02-28', '2026-02-28']);
  });

  it.each(['2026-02-30', '2027-02-29', '2026-13-01', '2026-1-1', 'today', '', '2026-01-01T00:00:00Z', ' 2026-01-01'])(
    'is refused as %j', (day) => {
      expect(() => judgedDay(day, undefined)).toThrow(new Error('--as-of must be a date like 2026-12-31, '
        + `got ${JSON.stringify(day)}; give a day of the calendar`));
    });

  it.each(['yesterday', '-1', '1.5', '1e9', '0x10', ' 1', '253402300800', '8640000000001', '9'.repeat(30)])(
    'is refused as SOURCE_DATE_EPOCH=%j', (epoch) => {
      expect(() => judgedDay(undefined, epoch)).toThrow(new Error('SOURCE_DATE_EPOCH must be whole seconds since 1970 '
        + `of a day before the year 10000, got ${JSON.stringify(epoch)}; unset it, or give --as-of`));
    });
});

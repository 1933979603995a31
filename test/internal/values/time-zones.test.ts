import { offsetMinutes } from '../../../src/internal/values/time-zones';

it.each<[string, string, number]>([
  ['UTC', '2026-07-01T00:00:00Z', 0],
  ['Europe/Berlin', '2026-01-01T23:30:00Z', 60],
  ['Europe/Berlin', '2026-07-01T23:30:00Z', 120],
  ['America/New_York', '2026-01-01T00:30:00Z', -300],
  ['Asia/Kathmandu', '2026-12-31T20:00:00Z', 345],
  ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', 660],
])('the clocks of %s are ahead at %s by %d minutes', (timeZone, moment, minutes) => {
  expect(offsetMinutes(timeZone, Date.parse(moment))).toBe(minutes);
});

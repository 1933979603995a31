import { cronIntervals } from '../../../../src/internal/values/cron/cron-intervals';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  ['* * * * *', MINUTE, MINUTE],
  ['*/5 * * * *', 5 * MINUTE, 5 * MINUTE],
  ['*/7 * * * *', 4 * MINUTE, 7 * MINUTE],
  ['0 2 * * *', DAY, DAY],
  ['0 2,3 * * *', HOUR, 23 * HOUR],
  ['30 9-17 * * mon-fri', HOUR, 2 * DAY + 16 * HOUR],
  ['0 0 * * 1', 7 * DAY, 7 * DAY],
  ['0 0 1 * *', 28 * DAY, 31 * DAY],
  ['0 0 31 * *', 31 * DAY, 61 * DAY],
  ['0 0 13 * fri', DAY, 7 * DAY],
  ['0 0 29 2 *', 1461 * DAY, 1461 * DAY],
  ['0 0 29 feb ?', 1461 * DAY, 1461 * DAY],
  ['0 0 */1 * 1', 7 * DAY, 7 * DAY],
])('%s starts every %i to %i seconds', (schedule, shortestSeconds, longestSeconds) => {
  expect(cronIntervals(schedule)).toEqual({ shortestSeconds, longestSeconds });
});

it.each([
  ['30 2 * * *', 'Europe/Berlin', [HOUR, 47 * HOUR]],
  ['30 2 * * 1-5', 'Europe/Berlin', [23 * HOUR, 73 * HOUR]],
  ['30 4 * * *', 'Europe/Berlin', [23 * HOUR, 25 * HOUR]],
  ['0,30 2 * * *', 'Europe/Berlin', [30 * MINUTE, 46.5 * HOUR]],
  ['30 23 * * *', 'America/Santiago', [HOUR, 25 * HOUR]],
  ['0 2 * * *', 'Australia/Lord_Howe', [23.5 * HOUR, 48.5 * HOUR]],
  ['30 2 1 * *', 'Europe/Berlin', [28 * DAY - HOUR, 31 * DAY + HOUR]],
  ['30 2 31 3 *', 'Europe/Berlin', [365 * DAY - HOUR, 731 * DAY - HOUR]],
  ['30 2 * * *', 'Asia/Tokyo', [DAY, DAY]],
])('%s in %s starts every %j seconds', (schedule, timeZone, [shortestSeconds, longestSeconds]) => {
  expect(cronIntervals(schedule, timeZone)).toEqual({ shortestSeconds, longestSeconds });
});

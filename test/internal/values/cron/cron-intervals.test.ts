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

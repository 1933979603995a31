import * as fc from 'fast-check';
import { answerOf, TOOLS } from './harness/programs';
import { clockChanges } from '../src/internal/values/cron/clock-changes';
import { cronIntervals } from '../src/internal/values/cron/cron-intervals';
import { isCronText, neverStarts } from '../src/internal/values/cron/cron-text';
import { isTimeZone } from '../src/internal/values/time-zones';

const WORDS = [
  '*',
  '?',
  '0',
  '1',
  '5',
  '7',
  '12',
  '23',
  '24',
  '31',
  '32',
  '59',
  '60',
  '+5',
  '-1',
  '007',
  'jan',
  'FEB',
  'mon',
  'sun',
  'monday',
  'L',
  '',
  '1.5',
  '#',
  'W',
  'x',
  '*5',
  '99999999999999999999',
];
const VALUE = fc.constantFrom(...WORDS);
const RANGE = fc.tuple(VALUE, VALUE).map((ends) => ends.join('-'));
const PART = fc.oneof(
  VALUE,
  RANGE,
  fc.tuple(fc.oneof(VALUE, RANGE), VALUE).map((parts) => parts.join('/')),
  fc.string({ maxLength: 4 }),
);
const FIELD = fc.oneof(
  { weight: 3, arbitrary: fc.constant('*') },
  { weight: 2, arbitrary: PART },
  {
    weight: 1,
    arbitrary: fc.array(PART, { maxLength: 3 }).map((parts) => parts.join(',')),
  },
);
const SCHEDULE = fc.oneof(
  fc.array(FIELD, { minLength: 4, maxLength: 6 }).map((fields) => fields.join(' ')),
  fc.constantFrom(
    '@daily',
    '@Daily',
    '@weekday',
    '@every 1h',
    '@every 1h30m',
    '@every 1',
    '@every -5m',
    '@every 0',
    '@every  1h',
    '@ daily',
  ),
);
const ZONES = [
  'Etc/UTC',
  'UTC',
  'Europe/Berlin',
  'europe/berlin',
  'America/Argentina/Buenos_Aires',
  'Europe/Nowhere',
  'Etc/GMT+5',
  'GMT',
  'EST',
  '../etc/passwd',
  '/etc/localtime',
  'US/Pacific',
  'Asia/Calcutta',
  'Asia/Kolkata',
  'utc',
  'Berlin',
  '+01:00',
  'UTC+1',
  ...threeLetters(),
  'SystemV/PST8',
  'US/Pacific-New',
  'PST8PDT',
];

/** One of each way to set clocks, but for that of the Chatham Islands, in whose quarters of hours the library stops. */
const SET_CLOCKS = [
  'Europe/Berlin', 'Europe/London', 'Europe/Dublin', 'Europe/Helsinki', 'Europe/Chisinau', 'America/New_York',
  'America/Havana', 'America/Santiago', 'America/Nuuk', 'Africa/Cairo', 'Africa/Casablanca', 'Antarctica/Troll',
  'Asia/Beirut', 'Asia/Gaza', 'Asia/Jerusalem', 'Atlantic/Azores', 'Australia/Lord_Howe', 'Australia/Sydney',
  'Pacific/Auckland', 'Pacific/Easter',
];

it('takes the schedules that the library of the CronJob controller takes', () => {
  const schedules = fc
    .sample(SCHEDULE, { numRuns: 3000, seed: 7 })
    .filter((text) => text !== '' && !/TZ=/.test(text));
  const starts = ask(schedules.map((schedule) => ({ schedule, timeZone: 'UTC' })));
  const differing = schedules.filter((schedule, index) => isCronText(schedule) !== (starts[index] !== null));
  expect(differing).toEqual([]);
  expect(starts.filter((one) => one === null).length).toBeGreaterThan(500);
  expect(starts.filter((one) => one !== null).length).toBeGreaterThan(500);
});

it('knows the schedules that never start', () => {
  const some = (...words: string[]) => fc.constantFrom(...words);
  const fields = fc.tuple(
    some('0', '*/7', ','),
    some('0', '5-7'),
    some('*', '?', '29', '30', '31', '31,30', '30-31', '5/26', '*/31', '1,*/2', ','),
    some('*', '2', 'FEB', '2,4', '4,6,9,11', '11/9', '1-12/3', ','),
    some('*', '?', '1', '*/2', '*/1', '*-3', '5,*', ','),
  );
  const schedules = [...new Set(fc.sample(fields, { numRuns: 4000, seed: 7 }).map((words) => words.join(' ')))];
  const starts = ask(schedules.map((schedule) => ({ schedule, timeZone: 'UTC' })), 1) as string[][];
  const never = schedules.filter((_, index) => starts[index][0].startsWith('0001-'));
  expect(schedules.filter(neverStarts)).toEqual(never);
  expect(never.length).toBeGreaterThan(100);
});

it('knows how much time may lie between two starts', () => {
  const some = (...words: string[]) => fc.constantFrom(...words);
  const fields = fc.tuple(
    some('0', '*/7', '30'),
    some('0', '5-7', '*/6'),
    some('*', '1', '31', '1,15', '*/10'),
    some('*', '2', '2,4', '11/9'),
    some('*', '1', '1-5', '*/2'),
  );
  const schedules = [...new Set(fc.sample(fields, { numRuns: 80, seed: 7 }).map((words) => words.join(' ')))]
    .filter((schedule) => !neverStarts(schedule));
  const starts = ask(schedules.map((schedule) => ({ schedule, timeZone: 'UTC' })), 3000) as string[][];
  const found = starts.map((times) => {
    const moments = times.map((time) => Date.parse(time) / 1000);
    const gaps = moments.slice(1).map((moment, index) => moment - moments[index]);
    return { shortestSeconds: Math.min(...gaps), longestSeconds: Math.max(...gaps) };
  });
  const ours = schedules.map((schedule) => cronIntervals(schedule));
  // Those that start often are seen for less than a year, in which not every gap comes.
  const isWhole = (index: number) => Date.parse(starts[index][2999]) > Date.UTC(2054, 0, 1);
  expect(schedules.filter((_, index) => isWhole(index)).length).toBeGreaterThan(5);
  schedules.forEach((schedule, index) => {
    const { shortestSeconds, longestSeconds } = ours[index];
    expect({ schedule, isLeast: shortestSeconds <= found[index].shortestSeconds }).toEqual({ schedule, isLeast: true });
    expect({ schedule, isMost: longestSeconds >= found[index].longestSeconds }).toEqual({ schedule, isMost: true });
    if (isWhole(index)) expect({ schedule, ...found[index] }).toEqual({ schedule, ...ours[index] });
  });
});

it('knows which clocks are set', () => {
  const zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
  const starts = ask(zones.map((timeZone) => ({ schedule: '0 12 * * *', timeZone })), 400) as string[][];
  const areSet = (index: number) => hoursBetween(starts[index]).some((hours) => hours !== 24);
  expect(zones.filter((zone, index) => areSet(index) !== (clockChanges(zone) !== undefined))).toEqual([]);
  expect(zones.filter((_, index) => areSet(index)).length).toBeGreaterThan(100);
});

it('knows how much time may lie between two starts where clocks are set', () => {
  const hours = ['0', '1', '2', '3', '12', '22', '23', '*/3', '1-3'];
  const questions = SET_CLOCKS.flatMap((timeZone) => hours.flatMap((hour) => (
    [`30 ${hour} * * *`, `0 ${hour} * * *`, `50 ${hour} * * 0,1`].map((schedule) => ({ schedule, timeZone }))
  )));
  const starts = ask(questions, 400) as string[][];
  const wrong = questions.filter(({ schedule, timeZone }, index) => {
    const found = hoursBetween(starts[index]);
    const { shortestSeconds, longestSeconds } = cronIntervals(schedule, timeZone);
    return Math.min(...found) * 3600 < shortestSeconds || Math.max(...found) * 3600 > longestSeconds;
  });
  expect(wrong).toEqual([]);
});

it.each([
  ['Europe/Berlin', '30 2 * * *', [1, 47]],
  ['Europe/Berlin', '30 2 * * 0', [1, 335]],
  ['Europe/Berlin', '30 2 * * 1', [167, 169]],
  ['Europe/Helsinki', '0 */3 * * *', [1, 5]],
  ['Asia/Tokyo', '30 2 * * *', [24, 24]],
])('knows that in %s %s starts every %j hours', (timeZone, schedule, [shortest, longest]) => {
  const [starts] = ask([{ schedule, timeZone }], 3000) as string[][];
  const found = hoursBetween(starts);
  expect([Math.min(...found), Math.max(...found)]).toEqual([shortest, longest]);
  expect(cronIntervals(schedule, timeZone)).toEqual({
    shortestSeconds: shortest * 3600, longestSeconds: longest * 3600,
  });
});

it('knows the time zones that Go knows', () => {
  const starts = ask(ZONES.map((timeZone) => ({ schedule: '0 0 * * *', timeZone })));
  expect(ZONES.filter((zone, index) => isTimeZone(zone) !== (starts[index] !== null))).toEqual([]);
});

function hoursBetween(times: readonly string[]): number[] {
  const moments = times.map((time) => Date.parse(time));
  return moments.slice(1).map((moment, index) => (moment - moments[index]) / 3_600_000);
}

/** All words that abbreviations of zones could be, which a zone of two letters begins. */
function threeLetters(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  return [...pairs, ...pairs.flatMap((pair) => letters.map((third) => pair + third))];
}

function ask(questions: readonly { schedule: string; timeZone: string }[], count = 0): unknown[] {
  const input = questions
    .map((question) => JSON.stringify({ ...question, from: '2026-01-01T00:00:00Z', count }))
    .join('\n');
  return answerOf({ program: TOOLS.cron(), args: [], input })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

import { lists, misspelt } from './field-problems';
import { isPlaceholder } from '../../../../internal/secrets/placeholders';
import { isTimeZone } from '../../../../internal/values/time-zones';
import { Finding } from '../../../model/check';
import { listOf, mapsIn, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { duplicates, problem, where } from '../../validity/problems';

const TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const NUMBER = /^[+-]?\d{1,9}$/;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november',
  'december',
];
const LONGEST_MONTH = 31;
const SHORTEST_MONTH = 28;

/** By their fields, how one end of a range is read, what ranges there may be, and how they are written. */
const RANGES: Readonly<Record<string, Range>> = {
  weekdays: { read: (text) => indexIn(WEEKDAYS, text), such: 'monday:friday' },
  days_of_month: { read: dayOf, such: '1:5 or -3:-1', isRange: isRangeOfDays },
  months: { read: (text) => ((indexIn(MONTHS, text) ?? -1) + 1 || numberOf(text)), such: 'january:march or 1:3' },
  years: { read: numberOf, such: '2030:2032' },
};

interface Range {
  readonly read: (text: string) => number | undefined;
  readonly such: string;
  readonly isRange?: (begin: number, end: number) => boolean;
}

/** Both lists are of one kind; the one of mute times is the older. */
function intervalsOf(content: PlainMap): { name: string; path: string; item: PlainMap }[] {
  return ['mute_time_intervals', 'time_intervals'].flatMap((field) => mapsIn(content[field]).map(({ item, index }) => (
    { name: textOf(item.name), path: `${field}[${index}]`, item }
  )));
}

/** The names by which routes mean time intervals. */
export function intervalNames(content: PlainMap): Set<string> {
  return new Set(intervalsOf(content).map(({ name }) => name));
}

/** What Alertmanager refuses in its time intervals. */
export function intervalProblems(content: PlainMap, path: string): Finding[] {
  const intervals = intervalsOf(content);
  return [
    ...duplicates(intervals, ({ name }) => name, (interval, name) => (
      problem(`${path}${interval.path}.name`, `has a second time interval ${name}`, name)
    )),
    ...intervals.filter(({ name }) => name === '')
      .map((interval) => problem(`${path}${interval.path}.name`, 'has a time interval without a name')),
    ...intervals.flatMap(({ item, path: place }) => [
      ...misspelt(item, ['name', 'time_intervals'], `${path}${place}.`),
      ...lists(item, ['time_intervals'], `${path}${place}.`),
      ...mapsIn(item.time_intervals).flatMap((one) => (
        timeProblems(one.item, `${path}${place}.time_intervals[${one.index}].`)
      )),
    ]),
  ];
}

function timeProblems(interval: PlainMap, path: string): Finding[] {
  const location = textOf(interval.location);
  const isKnown = ['', 'Local'].includes(location) || isPlaceholder(location) || isTimeZone(location);
  return [
    ...misspelt(interval, ['times', ...Object.keys(RANGES), 'location'], path),
    ...lists(interval, ['times', ...Object.keys(RANGES)], path),
    ...mapsIn(interval.times).flatMap(({ item, index }) => timesProblems(item, `${path}times[${index}]`)),
    ...Object.entries(RANGES).flatMap(([field, range]) => listOf(interval[field]).flatMap((written, index) => (
      where(!isRange(textOf(written), range), problem(
        `${path}${field}[${index}]`, `has ${field} that are no range such as ${range.such}`, written,
      ))
    ))),
    ...where(!isKnown, problem(
      `${path}location`, 'has a location that is no time zone such as Europe/Berlin', location,
    )),
  ];
}

/** What goes over midnight are two. */
function timesProblems(times: PlainMap, path: string): Finding[] {
  const [start, end] = [times.start_time, times.end_time].map(textOf);
  if ([start, end].some(isPlaceholder)) return [];
  if (![start, end].every((time) => TIME.test(time))) {
    return [problem(path, 'has times that are not both like 08:30, up to 24:00', times)];
  }
  const midnight = 'has an end that is not after its start; what goes over midnight are two, to 24:00 and from 00:00';
  return where(start >= end, problem(path, midnight, times));
}

function isRange(text: string, { read, isRange: holds = (begin, end) => begin <= end }: Range): boolean {
  if (isPlaceholder(text)) return true;
  const ends = text.toLowerCase().split(':').map(read);
  const [begin, end = begin] = ends;
  return ends.length <= 2 && begin !== undefined && end !== undefined && !ends.includes(undefined) && holds(begin, end);
}

function indexIn(words: readonly string[], text: string): number | undefined {
  return words.includes(text) ? words.indexOf(text) : undefined;
}

function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined;
}

function dayOf(text: string): number | undefined {
  const day = numberOf(text);
  return day === undefined || day === 0 || Math.abs(day) > LONGEST_MONTH ? undefined : day;
}

/** Those from the end of the month are counted in the shortest one. */
function isRangeOfDays(begin: number, end: number): boolean {
  const counted = (day: number) => (day < 0 ? SHORTEST_MONTH + day : day);
  return !(begin < 0 && end > 0) && counted(begin) <= counted(end);
}

import { Duration, TimeConversionOptions } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { Range } from './numbers';

/** A duration with the prop it was given as. */
export interface GivenDuration {
  readonly prop: string;
  readonly value: Duration;
}

const EXACT_OR_FRACTION: TimeConversionOptions = { integral: false };

/** As people write them. */
const EXAMPLES: readonly (readonly [seconds: number, text: string])[] = [
  [30, 'Duration.seconds(30)'],
  [5 * 60, 'Duration.minutes(5)'],
  [6 * 3600, 'Duration.hours(6)'],
  [7 * 86400, 'Duration.days(7)'],
];

/** The duration in seconds, and parts of one. */
export function inSeconds(duration: Duration): number {
  return duration.toSeconds(EXACT_OR_FRACTION);
}

/** The duration in seconds; refuses fractions of a second and what lies outside of the range. */
export function wholeSeconds(scope: IConstruct, given: GivenDuration, range: Range): number {
  const seconds = inSeconds(given.value);
  if (!Number.isInteger(seconds) || seconds < range.min || seconds > range.max) {
    fail(scope, {
      prop: given.prop,
      must: `be whole seconds from ${range.min} to ${range.max}`,
      got: `${seconds} seconds`,
      remedy: `give a duration within the range, such as ${exampleIn(range)}`,
    });
  }
  return seconds;
}

function exampleIn({ min, max }: Range): string {
  const example = EXAMPLES.find(([seconds]) => seconds >= min && seconds <= max);
  return example?.[1] ?? `Duration.seconds(${min})`;
}

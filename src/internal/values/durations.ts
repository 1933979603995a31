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
      remedy: 'give a duration within the range, such as Duration.seconds(30)',
    });
  }
  return seconds;
}

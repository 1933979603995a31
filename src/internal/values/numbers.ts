import { IConstruct } from 'constructs';
import { fail } from '../fail';

/** The numbers that a prop may take. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export const INT32_MAX = 2147483647;
export const PORT_RANGE: Range = { min: 1, max: 65535 };
export const PERCENT_RANGE: Range = { min: 1, max: 100 };
export const COUNT_RANGE: Range = { min: 1, max: INT32_MAX };

const PERCENT = /percent$/i;
const DIGITS = 12;
const WITHIN_RANGE = 'give a number within the range';

/** A number with the prop it was given as. */
export interface GivenNumber {
  readonly prop: string;
  readonly value: number;
}

/** Refuses everything but a whole number within the range. */
export function checkInteger(scope: IConstruct, given: GivenNumber, range: Range): void {
  const { prop, value } = given;
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    const must = `be a whole number from ${range.min} to ${range.max}`;
    const asPercent = Number.isInteger(percentOf(value)) ? shareRemedy(given, range) : undefined;
    fail(scope, { prop, must, got: value, remedy: asPercent ?? WITHIN_RANGE });
  }
}

/** Refuses everything but a number within the range, whole or not. */
export function checkNumber(scope: IConstruct, given: GivenNumber, range: Range): void {
  const { prop, value } = given;
  if (value >= range.min && value <= range.max) return;
  const must = `be a number from ${range.min} to ${range.max}`;
  fail(scope, { prop, must, got: value, remedy: shareRemedy(given, range) ?? WITHIN_RANGE });
}

/** What to do where a share of one was given for one of a hundred. */
export function shareRemedy({ prop, value }: GivenNumber, { min, max }: Range): string | undefined {
  const percent = percentOf(value);
  const isShare = PERCENT.test(prop) && value > 0 && value < 1 && percent >= min && percent <= max;
  return isShare ? `write it in percent: ${percent}` : undefined;
}

/** Without what a binary fraction adds far behind. */
function percentOf(share: number): number {
  return Number((share * 100).toPrecision(DIGITS));
}

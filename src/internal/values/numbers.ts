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
    fail(scope, { prop, must, got: value, remedy: 'give a number within the range' });
  }
}

/** Refuses everything but a number within the range, whole or not. */
export function checkNumber(scope: IConstruct, { prop, value }: GivenNumber, range: Range): void {
  if (value >= range.min && value <= range.max) return;
  const must = `be a number from ${range.min} to ${range.max}`;
  fail(scope, { prop, must, got: value, remedy: 'give a number within the range' });
}

import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { INT32_MAX } from '../internal/values/numbers';

const PERCENTAGE = /^(\d+)%$/;

/** Whether it is no pod at all. */
export function isZeroShare({ value }: PercentOrAbsolute): boolean {
  return value === 0 || value === '0%';
}

/** Refuses what is neither a number of pods nor a percentage of them. */
export function checkPodShare(scope: Construct, prop: string, { value }: PercentOrAbsolute): void {
  const isPercent = typeof value === 'string';
  const number = isPercent ? Number(PERCENTAGE.exec(value)?.[1]) : value as number;
  const max = isPercent ? 100 : INT32_MAX;
  if (!Number.isInteger(number) || number < 0 || number > max) {
    const must = isPercent ? 'be a whole percentage from 0% to 100%' : 'be a whole number of pods, 0 or more';
    fail(scope, { prop, must, got: value, remedy: 'use PercentOrAbsolute.percent(25) or .absolute(1)' });
  }
}

import { Construct } from 'constructs';
import { AlertThresholds } from './alert-thresholds';
import { checkInteger, Range } from '../../internal/values/numbers';
import { mostRestarts } from '../../internal/values/restart-back-off';

/** What holds where nothing is said. */
export const DEFAULT_THRESHOLDS: Required<AlertThresholds> = {
  nodeCpuPercent: 90,
  nodeMemoryPercent: 90,
  diskFreePercent: 15,
  volumeFreePercent: 15,
  restartsPerHour: 5,
  containerMemoryPercent: 90,
  throttledPercent: 25,
  certificateDays: 21,
  quotaPercent: 90,
  targetsDownPercent: 10,
};

const HOUR = 3600;
const PERCENT = { min: 1, max: 99 };
const RANGES: Partial<Record<keyof AlertThresholds, Range>> = {
  // The alert waits for one more.
  restartsPerHour: { min: 1, max: mostRestarts(HOUR) - 1 },
  // The page comes seven days before.
  certificateDays: { min: 8, max: 365 },
};

/** The thresholds with their defaults; refuses what could never fire, or always would. */
export function thresholdsOf(scope: Construct, given: AlertThresholds = {}): Required<AlertThresholds> {
  const thresholds = Object.fromEntries(thresholdNames().map((name) => {
    const value = given[name] ?? DEFAULT_THRESHOLDS[name];
    checkInteger(scope, { prop: `thresholds.${name}`, value }, RANGES[name] ?? PERCENT);
    return [name, value];
  }));
  return thresholds as unknown as Required<AlertThresholds>;
}

function thresholdNames(): (keyof AlertThresholds)[] {
  return Object.keys(DEFAULT_THRESHOLDS) as (keyof AlertThresholds)[];
}

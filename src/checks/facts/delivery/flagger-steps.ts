import { CanaryPart, canaryAnalysisOf } from './flagger-canaries';
import type { Finding } from '../../model/check';
import type { Manifest } from '../../model/manifest';
import { listOf } from '../../model/values/plain-data';

const ALL = 100;

/**
 * What of the steps of a Canary Flagger never takes, or what takes users away from a new version again.
 *
 * @see https://github.com/fluxcd/flagger/blob/v1.36.1/pkg/controller/scheduler.go
 */
export function judgeCanarySteps(canary: Manifest): Finding[] {
  const analysis = canaryAnalysisOf(canary);
  return analysis === undefined ? [] : [...judgeList(analysis), ...judgeSingle(analysis)];
}

function judgeList({ path: place, item }: CanaryPart): Finding[] {
  let before = 0;
  return listOf(item.stepWeights).flatMap((actual, index): Finding[] => {
    if (typeof actual !== 'number') return [];
    const path = `${place}.stepWeights[${index}]`;
    const last = before;
    before = actual;
    if (actual < 0 || actual > ALL) {
      const message = `sets a weight of ${actual}, which is not between 0 and ${ALL}`;
      return [{ passed: false, path, message, actual }];
    }
    if (index > 0 && actual <= last) {
      return [{ passed: false, path, message: `does not go forward from ${last} to ${actual}`, actual }];
    }
    return [{ passed: true, path, message: 'goes forward' }];
  });
}

function judgeSingle({ path: place, item: { stepWeight, maxWeight, stepWeights } }: CanaryPart): Finding[] {
  const path = `${place}.stepWeight`;
  if (typeof stepWeight !== 'number' || stepWeight <= 0) return [];
  if (listOf(stepWeights).length > 0) {
    const message = 'has stepWeight beside stepWeights, which nobody reads then';
    return [{ passed: false, path, message, actual: stepWeight }];
  }
  const most: unknown = maxWeight ?? ALL;
  if (typeof most !== 'number') return [];
  if (stepWeight > most || most > ALL) {
    const message = `goes by steps of ${stepWeight} to ${most}, of which there are 100`;
    return [{ passed: false, path, message, actual: stepWeight, expected: 'a part of maxWeight, at most 100' }];
  }
  return [{ passed: true, path, message: 'goes forward' }];
}

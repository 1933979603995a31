import type { PodTemplate } from '../../model/manifest-pods';
import { mapOf } from '../../model/values/plain-data';

/** Whether pods run on Windows, which knows neither user ids nor read-only root file systems. */
export function runsOnWindows({ spec }: PodTemplate): boolean {
  return mapOf(spec.os).name === 'windows' || mapOf(spec.nodeSelector)['kubernetes.io/os'] === 'windows';
}

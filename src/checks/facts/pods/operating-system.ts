import type { PodTemplate } from '../../model/pod-template';
import { mapOf } from '../../model/values/plain';

/** Whether pods run on Windows, which knows neither user ids nor read-only root file systems. */
export function runsOnWindows({ spec }: PodTemplate): boolean {
  return mapOf(spec.os).name === 'windows' || mapOf(spec.nodeSelector)['kubernetes.io/os'] === 'windows';
}

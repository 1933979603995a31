import type { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { isJob } from '../workload-kinds';

/** Whether pods are there to end: those of a Job, and a Pod that is not started again. */
export function runsToCompletion(manifest: Manifest, { spec }: PodTemplate): boolean {
  return isJob(manifest) || spec.restartPolicy === 'Never' || spec.restartPolicy === 'OnFailure';
}

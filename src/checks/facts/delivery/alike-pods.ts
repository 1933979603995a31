import { APP_LABEL, COMPONENT_LABEL, NAME_LABEL } from '../../../internal/naming/labels';
import type { PodSource } from '../../model/cluster';
import { textOf } from '../../model/values/text-of';
import { oncePerList } from '../once-per-list';
import { isJob } from '../workload-kinds';

/** Whether pods are of one application, as far as their labels say, whatever makes them; a Job is no version of it. */
export const areAlike = oncePerList((sources: readonly PodSource[]) => {
  const identities = sources.map(({ template: { labels } }) => (
    [NAME_LABEL, COMPONENT_LABEL, APP_LABEL, 'k8s-app'].map((key) => textOf(labels[key])).join('\0')
  ));
  return new Set(identities).size === 1 && !sources.some(({ owner }) => isJob(owner));
});

import { POD_TEMPLATE_HASH_LABEL, VERSION_LABEL } from '../../../internal/naming/labels';

const CHANGING_KEYS = new Set([
  VERSION_LABEL, 'version', 'helm.sh/chart', 'chart', POD_TEMPLATE_HASH_LABEL, 'controller-revision-hash',
]);

/**
 * Whether a label gets another value with a release.
 *
 * A workload that has its version in its name is replaced by another one, never changed: `reviews-v1`.
 */
export function changesWithRelease(key: string, value: string, workloadName: string): boolean {
  return CHANGING_KEYS.has(key) && !(value !== '' && workloadName.endsWith(value));
}

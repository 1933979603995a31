import type { Manifest } from '../../model/manifest';
import { scaledNumber } from '../../model/values/scaled-number';

/**
 * Whether a disruption budget lets go of every pod there may be: `minAvailable: 0`, `maxUnavailable: 100%`, or as many
 * as the workload has at its most. One that says neither lets nobody go.
 */
export function keepsNoPod({ spec: { minAvailable, maxUnavailable } }: Manifest, mostPods: number): boolean {
  const kept = scaledNumber(minAvailable, mostPods);
  if (kept !== undefined) return kept <= 0;
  const gone = scaledNumber(maxUnavailable, mostPods);
  return gone !== undefined && gone >= mostPods;
}

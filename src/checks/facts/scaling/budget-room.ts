import type { Manifest } from '../../model/manifest';
import { scaledNumber } from '../../model/values/scaled-number';

/**
 * Whether a disruption budget lets go of every one of so many pods: `minAvailable: 0`, `maxUnavailable: 100%`, or as
 * many as there are. One that says neither lets nobody go.
 */
export function keepsNoPod({ spec: { minAvailable, maxUnavailable } }: Manifest, pods: number): boolean {
  const kept = scaledNumber(minAvailable, pods);
  if (kept !== undefined) return kept <= 0;
  const gone = scaledNumber(maxUnavailable, pods);
  return gone !== undefined && gone >= pods;
}

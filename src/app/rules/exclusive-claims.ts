import type * as ContestedClaims from './contested-claims';
import { RenderedObject } from '../rendered-object';

/** No more pods mount a claim at once than its access mode lets: the others would wait for ever. */
export function exclusiveClaims(objects: readonly RenderedObject[]): string[] {
  if (!objects.some(({ manifest: { kind } }) => kind === 'PersistentVolumeClaim')) return [];
  // A dozen files, which most trees need not load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { contestedClaims } = require('./contested-claims') as typeof ContestedClaims;
  return contestedClaims(objects);
}

import type * as ContestedPorts from './contested-ports';
import { RenderedObject } from '../../rendered-object';

/** No two DaemonSets take one port of the same nodes: the pods of one would wait for ever. */
export function distinctHostPorts(objects: readonly RenderedObject[]): string[] {
  if (objects.filter(({ manifest: { kind } }) => kind === 'DaemonSet').length < 2) return [];
  // Half a dozen files, which most trees need not load.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { contestedPorts } = require('./contested-ports') as typeof ContestedPorts;
  return contestedPorts(objects);
}

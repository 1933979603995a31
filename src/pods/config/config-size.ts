import { Complaint } from '../../internal/fail';
import { CONFIG_MAP_BYTES } from '../../internal/manifest/config-map-size';

const MOST_NAMED = 3;

/** How large an entry is, as the API server counts: its value alone. */
export interface EntrySize {
  readonly name: string;
  readonly bytes: number;
}

/** What is wrong with more than a ConfigMap can hold, with the largest entries. */
export function sizeComplaint(prop: string, entries: readonly EntrySize[]): Complaint | undefined {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes <= CONFIG_MAP_BYTES) return undefined;
  const largest = [...entries].sort((left, right) => right.bytes - left.bytes).slice(0, MOST_NAMED);
  const named = largest.map((entry) => `${entry.bytes} in ${entry.name}`).join(', ');
  return {
    prop,
    must: `hold at most ${CONFIG_MAP_BYTES} bytes, the limit of a ConfigMap`,
    got: `${bytes} bytes, the most of them ${named}`,
    remedy: 'ship large files in the image or in a volume',
  };
}

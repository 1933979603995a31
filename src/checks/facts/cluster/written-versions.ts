import { isDeepStrictEqual } from 'util';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, PlainMap } from '../../model/values/plain-data';

/** How often an object is written, and how. */
export interface WrittenVersions {
  readonly count: number;
  readonly areAlike: boolean;
  /** Where, the first of them, as a person finds them. */
  readonly places: string;
}

const NAMED_PLACES = 3;

/** How often an object is written in the input; undefined for one that gets its name in the cluster. */
export function writtenVersions(manifest: Manifest, cluster: Cluster): WrittenVersions | undefined {
  if (manifest.name === '') return undefined;
  const versions = cluster.versionsOf(manifest);
  if (versions.length < 2) return { count: versions.length, areAlike: true, places: '' };
  const own = withoutNamespace(manifest.content);
  const areAlike = versions.every(({ content }) => isDeepStrictEqual(withoutNamespace(content), own));
  const named = versions.slice(0, NAMED_PLACES).flatMap(({ source }) => (
    source === undefined ? [] : [`${source.file}:${source.line}`]
  ));
  const more = versions.length - NAMED_PLACES;
  return { count: versions.length, areAlike, places: named.join(', ') + (more > 0 ? ` and ${more} more` : '') };
}

/** They stand in the same one, whether or not each says so. */
function withoutNamespace({ metadata, ...content }: PlainMap): PlainMap {
  return { ...content, metadata: { ...mapOf(metadata), namespace: undefined } };
}

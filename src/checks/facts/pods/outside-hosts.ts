import { PodContainer } from '../../model/manifest-pods';
import { listOf, mapsIn } from '../../model/values/plain-data';

/** A host of the world that a container is told of, and where. */
export interface OutsideHost {
  readonly host: string;
  readonly path: string;
}

const ADDRESS = /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^\s/@]{1,200}@)?([A-Za-z0-9.-]{4,253})/g;
/** Three labels at least, the last of which is of a country or one that companies have. */
const OUTSIDE = /^(?:[a-z0-9-]+\.){2,20}(?:[a-z]{2}|app|biz|cloud|com|dev|info|net|org)$/;

/** The hosts of addresses in the environment and the arguments of a container that no cluster has. */
export function outsideHosts({ content, path }: PodContainer): OutsideHost[] {
  const variables = mapsIn(content.env).map(({ item, index }) => (
    { text: item.value as unknown, path: `${path}.env[${index}].value` }
  ));
  const words = ['command', 'args'].flatMap((list) => listOf(content[list]).map((text, index) => (
    { text, path: `${path}.${list}[${index}]` }
  )));
  return [...variables, ...words].flatMap(({ text, path: place }) => (
    hostsIn(text).map((host) => ({ host, path: place }))
  ));
}

function hostsIn(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  return [...text.matchAll(ADDRESS)].map(([, host]) => host.toLowerCase()).filter((host) => OUTSIDE.test(host));
}

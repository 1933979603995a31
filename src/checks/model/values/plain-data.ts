/** A map of plain data, whose values may be anything: manifests of others hold what they like. */
export type PlainMap = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a map; an empty one where it is none. */
export function mapOf(value: unknown): PlainMap {
  return isMap(value) ? value : {};
}

/** The value as a list; an empty one where it is none. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The maps in a list, each with its place in it. */
export function mapsIn(list: unknown): { item: PlainMap; index: number }[] {
  const maps: { item: PlainMap; index: number }[] = [];
  listOf(list).forEach((item, index) => {
    if (isMap(item)) maps.push({ item, index });
  });
  return maps;
}

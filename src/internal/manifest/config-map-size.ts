/** As many bytes as the values of a ConfigMap may have. */
export const CONFIG_MAP_BYTES = 1024 * 1024;

/** Files divided in their order, so that no part has more than a ConfigMap may. */
export function dividedByConfigMap<T extends { readonly text: string }>(files: readonly T[]): T[][] {
  const parts: T[][] = [[]];
  let room = CONFIG_MAP_BYTES;
  for (const file of files) {
    const bytes = Buffer.byteLength(file.text);
    if (bytes > room) {
      parts.push([]);
      room = CONFIG_MAP_BYTES;
    }
    parts[parts.length - 1].push(file);
    room -= bytes;
  }
  return parts;
}

import { Manifest } from '../schemas';

/** One value of a manifest and where it stands, such as `spec.ports[0].port` or `metadata.labels[example.com/team]`. */
export interface Field {
  readonly object: string;
  readonly path: string;
  readonly value: unknown;
}

/** Every value of a manifest that holds no further ones. */
export function leafFields(manifest: Manifest, object: string): Field[] {
  return leaves(manifest, '').map(({ path, value }) => ({ object, path, value }));
}

/** Whether a field is the one at `prefix`, or below it; everything is below an empty one. */
export function isWithin(path: string, prefix: string): boolean {
  return prefix === '' || path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`);
}

function leaves(value: any, path: string): { path: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => {
    const step = Array.isArray(value) || /[./]/.test(key) ? `[${key}]` : `${path === '' ? '' : '.'}${key}`;
    return leaves(item, path + step);
  });
}

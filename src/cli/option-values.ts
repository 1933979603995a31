import { isImagePrefix } from '../internal/images/registry-prefixes';
import { NEWEST_MINOR, OLDEST_JUDGED_MINOR } from '../internal/kubernetes-version';

/**
 * The minor of a version as clusters say it, such as `v1.30.4-gke.100`.
 *
 * @param option what messages call it
 */
export function minorOf(option: string, version: string): number {
  const minor = Number(/^v?1\.(\d+)(\.\d+)?([-+].*)?$/.exec(version)?.[1]);
  if (isJudged(minor)) return minor;
  const range = `1.${OLDEST_JUDGED_MINOR} to 1.${NEWEST_MINOR}`;
  throw new Error(`${option} must be from ${range}, got ${JSON.stringify(version)}${remedyOf(minor)}`);
}

/**
 * Registries, or longer prefixes of images.
 *
 * @param option what messages call them
 */
export function registriesOf(option: string, values: readonly string[] = []): readonly string[] {
  const wrong = values.find((value) => !isImagePrefix(value));
  if (wrong === undefined) return values;
  throw new Error(`${option} must be the beginning of images, got ${JSON.stringify(wrong)}; `
    + 'write ghcr.io or ghcr.io/acme, without a scheme and without a slash at the end');
}

function isJudged(minor: number): boolean {
  return minor >= OLDEST_JUDGED_MINOR && minor <= NEWEST_MINOR;
}

function remedyOf(minor: number): string {
  if (minor > NEWEST_MINOR) return `; judge by 1.${NEWEST_MINOR}, the newest that is known`;
  // A file of YAML that gives the version as a number makes 1.3 of 1.30.
  return isJudged(minor * 10) ? `; write '1.${minor}0' as text: a number loses the zero at its end` : '';
}

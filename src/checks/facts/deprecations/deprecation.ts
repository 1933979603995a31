import type { Finding } from '../../model/check';

/** Since when something is advised against, and what to write instead. */
export interface Deprecation {
  /** The first minor that advises against it; 0 for what all minors do. */
  readonly since: number;
  /** The first minor in which it does nothing; left out where it works. */
  readonly deadSince?: number;
  /** What to write instead. */
  readonly instead?: string;
}

/** Something deprecated that stands in an object. */
export interface DeprecatedUse extends Deprecation {
  readonly path: string;
  /** What it is called. */
  readonly name: string;
  readonly actual?: unknown;
}

/** What is said of something that stands in an object; nothing where the minor does not advise against it. */
export function deprecationFindings(uses: readonly DeprecatedUse[], minor: number): Finding[] {
  return uses.filter(({ since }) => minor >= since).map((use) => {
    const { path, actual, instead: expected } = use;
    return { passed: false, path, message: `has ${use.name}, which ${stateOf(use, minor)}`, actual, expected };
  });
}

/** The annotations of an object that are deprecated. */
export function deprecatedAnnotations(
  annotations: Record<string, unknown>, table: ReadonlyMap<string, Deprecation>, metadataPath: string,
): DeprecatedUse[] {
  return Object.entries(annotations).flatMap(([key, actual]) => {
    const deprecation = table.get(key) ?? table.get(prefixOf(key));
    return deprecation === undefined
      ? [] : [{ ...deprecation, path: `${metadataPath}.annotations[${key}]`, name: `the annotation ${key}`, actual }];
  });
}

/** Of some annotations the name of a container is a part. */
export function prefixOf(key: string): string {
  return key.slice(0, key.indexOf('/') + 1);
}

function stateOf({ since, deadSince }: Deprecation, minor: number): string {
  if (deadSince !== undefined && minor >= deadSince) return `does nothing since 1.${deadSince}`;
  const end = deadSince === undefined ? '' : `, and does nothing from 1.${deadSince} on`;
  return `is deprecated${since === 0 ? '' : ` since 1.${since}`}${end}`;
}

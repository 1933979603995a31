import { PathMatch } from './path-matches';
import type { Manifest } from '../../model/manifest';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const EVERYTHING: PlainMap = { path: { type: 'PathPrefix', value: '/' } };

/** A rule of an HTTPRoute. */
export interface RouteRule {
  readonly path: string;
  /** What it is for, one of these; a rule without any is for everything. */
  readonly matches: readonly PlainMap[];
  readonly redirects: readonly { readonly redirect: PlainMap; readonly path: string }[];
}

/** The rules of an HTTPRoute, in their order. */
export function routeRulesOf({ spec }: Manifest): RouteRule[] {
  return mapsIn(spec.rules).map(({ item, index }) => {
    const path = `spec.rules[${index}]`;
    const matches = mapsIn(item.matches).map((one) => one.item);
    const redirects = mapsIn(item.filters).flatMap(({ item: { requestRedirect }, index: place }) => (
      isMap(requestRedirect)
        ? [{ redirect: requestRedirect, path: `${path}.filters[${place}].requestRedirect` }] : []
    ));
    return { path, matches: matches.length > 0 ? matches : [EVERYTHING], redirects };
  });
}

/** Whether a route does nothing but send callers to HTTPS. */
export function redirectsAllToHttps({ spec }: Manifest): boolean {
  const rules = mapsIn(spec.rules);
  return rules.length > 0 && rules.every(({ item }) => (
    mapsIn(item.filters).some(({ item: filter }) => mapOf(filter.requestRedirect).scheme === 'https')
  ));
}

/** The paths that a match is for; undefined where only an expression says. */
export function pathMatchOf({ path }: PlainMap): PathMatch | undefined {
  const { type = 'PathPrefix', value = '/' } = mapOf(path);
  return type === 'PathPrefix' || type === 'Exact' ? { isExact: type === 'Exact', value: textOf(value) } : undefined;
}

/** A match in one form, however it is written. */
export function matchKey(match: PlainMap): string {
  const { headers, queryParams, method } = match;
  const sorted = (list: unknown) => mapsIn(list).map(({ item: { name, type = 'Exact', value } }) => (
    [textOf(name), textOf(type), textOf(value)]
  )).sort();
  const { type = 'PathPrefix', value = '/' } = mapOf(match.path);
  return JSON.stringify([type, value, method ?? '', sorted(headers), sorted(queryParams)]);
}

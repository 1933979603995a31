import { withoutTrailing } from '../../../internal/values/trailing';

/** Which paths of requests something is for. */
export interface PathMatch {
  readonly isExact: boolean;
  readonly value: string;
}

/** Whether a path of a request is one of these; a prefix ends where a part of the path does. */
export function acceptsPath({ isExact, value }: PathMatch, path: string): boolean {
  const prefix = withoutTrailing(value, '/');
  return path === value || !isExact && (prefix === '' || path === prefix || path.startsWith(`${prefix}/`));
}

/** Whether requests that both are for go to the first. */
export function isMoreSpecific(one: PathMatch, other: PathMatch): boolean {
  return one.isExact !== other.isExact ? one.isExact : one.value.length > other.value.length;
}

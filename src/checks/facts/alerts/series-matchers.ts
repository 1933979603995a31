import type { AlertMatcher } from './alert-matchers';

/** The texts of PromQL, which may look like anything. */
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/.source;
const MATCHER = new RegExp(String.raw`\b([a-z_]\w*)\s*(=~|!~|!=|=)\s*(${TEXT})`, 'gi');

/** What PromQL, or a part of it, asks of labels of series. */
export function seriesMatchersIn(expr: string): AlertMatcher[] {
  return [...expr.matchAll(MATCHER)].map(([, label, operator, text]) => (
    { label, operator, value: text.slice(1, -1) }
  ));
}

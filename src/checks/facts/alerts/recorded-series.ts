import { allRules, Rule, rulesOf } from './rule-groups';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { oncePerCluster } from '../once-per-cluster';

/** What of PromQL names no series, though it may look like one: texts, comments and ranges. */
const BESIDE_SERIES = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|\[[^[\]]*\]/g;
const WORD = /[\w:]+/g;
/** By convention, a colon stands in the names of what rules record, and in no other. */
const RECORDED = /^[a-z_]\w*(?::\w+)+$/i;
const WINDOW = /\d{1,9}(?:ms|[smhdwy])$/;

/** A series that a rule reads, called as only what other rules record is called. */
export interface RecordedSeries {
  readonly name: string;
  readonly rule: Rule;
  /** One that is recorded and belongs to the same: over another window, or of the same object; undefined without. */
  readonly sibling?: string;
  readonly isRecorded: boolean;
}

/** A recorded series of each name, and of each name without its window. */
const recorded = oncePerCluster((cluster) => {
  const names = allRules(cluster).filter(({ kind }) => kind === 'record').map(({ name }) => name);
  const overWindows = names.filter((name) => WINDOW.test(name));
  const byFamily = new Map(overWindows.map((name) => [familyOf(name), name]));
  return { names: new Set(names), byFamily, bySubject: new Map(names.map((name) => [subjectOf(name), name])) };
});

/** The series of other rules that the rules of an object read. */
export function recordedSeriesOf(owner: Manifest, cluster: Cluster): RecordedSeries[] {
  const { names, byFamily } = recorded(cluster);
  const rules = rulesOf(owner, cluster);
  const bySubject = new Map(rules.filter(({ kind }) => kind === 'record').map(({ name }) => [subjectOf(name), name]));
  return rules.flatMap((rule) => namesIn(rule.expr).map((name) => {
    const ofWindow = WINDOW.test(name) ? byFamily.get(familyOf(name)) : undefined;
    return { name, rule, isRecorded: names.has(name), sibling: ofWindow ?? bySubject.get(subjectOf(name)) };
  }));
}

/** A series that somebody else than a rule reads, though what belongs to it is recorded under other names. */
export interface MissingSeries {
  readonly name: string;
  readonly sibling: string;
}

/** What a query reads of rules, as names: those that are recorded, and those that are missing beside others. */
export function recordedSeriesIn(
  query: string, cluster: Cluster,
): { readonly recorded: string[]; readonly missing: MissingSeries[] } {
  const { names, byFamily, bySubject } = recorded(cluster);
  const read = namesIn(query);
  const missing = read.filter((name) => !names.has(name)).flatMap((name) => {
    const sibling = (WINDOW.test(name) ? byFamily.get(familyOf(name)) : undefined) ?? bySubject.get(subjectOf(name));
    return sibling === undefined ? [] : [{ name, sibling }];
  });
  return { recorded: read.filter((name) => names.has(name)), missing };
}

function namesIn(expr: string): string[] {
  const words = expr.replace(BESIDE_SERIES, ' ').match(WORD) ?? [];
  return [...new Set(words.filter((word) => RECORDED.test(word)))];
}

function familyOf(name: string): string {
  return name.replace(WINDOW, '');
}

/** What stands before the operations, as `job:errors` of `job:errors:rate5m`; the name itself where it is shorter. */
function subjectOf(name: string): string {
  const parts = name.split(':');
  return parts.length < 3 ? name : parts.slice(0, -1).join(':');
}

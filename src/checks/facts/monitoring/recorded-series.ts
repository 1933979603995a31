import { RuleExpression, ruleExpressions } from './alert-expressions';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { oncePerCluster } from '../once-per-cluster';

/** What of PromQL names no series, though it may look like one: texts, comments and ranges. */
const BESIDE_SERIES = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|\[[^[\]]*\]/g;
const WORD = /[\w:]+/g;
/** By convention, a colon stands in the names of what rules record, and in no other. */
const RECORDED = /^[a-z_]\w*(?::\w+)+$/i;
const WINDOW = /\d{1,9}(?:ms|[smhdwy])$/;

/** A series that a rule reads, whose name says over which window it was recorded. */
export interface SeriesOverWindow {
  readonly name: string;
  readonly rule: RuleExpression;
  /** One that is recorded and is called the same but for its window; undefined where there is none. */
  readonly sibling?: string;
  readonly isRecorded: boolean;
}

const rulesByOwner = oncePerCluster((cluster) => {
  const byOwner = new Map<Manifest, RuleExpression[]>();
  for (const rule of ruleExpressions(cluster)) {
    const ofOwner = byOwner.get(rule.owner);
    if (ofOwner === undefined) byOwner.set(rule.owner, [rule]);
    else ofOwner.push(rule);
  }
  return byOwner;
});

/** A recorded series of each name, and of each name without its window. */
const recordedSeries = oncePerCluster((cluster) => {
  const names = ruleExpressions(cluster).map(({ record }) => record).filter((name) => name !== '');
  return { names: new Set(names), families: new Map(names.map((name) => [familyOf(name), name])) };
});

/** The series over a window that the rules of an object read. */
export function seriesOverWindows(owner: Manifest, cluster: Cluster): SeriesOverWindow[] {
  const { names, families } = recordedSeries(cluster);
  return (rulesByOwner(cluster).get(owner) ?? []).flatMap((rule) => (
    namesIn(rule.expr).map((name) => ({
      name, rule, isRecorded: names.has(name), sibling: families.get(familyOf(name)),
    }))
  ));
}

function namesIn(expr: string): string[] {
  const words = expr.replace(BESIDE_SERIES, ' ').match(WORD) ?? [];
  return [...new Set(words.filter((word) => RECORDED.test(word) && WINDOW.test(word)))];
}

function familyOf(name: string): string {
  return name.replace(WINDOW, '');
}

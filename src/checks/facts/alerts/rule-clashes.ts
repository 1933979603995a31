import { allRules, Rule } from './rule-groups';
import { subjectsDiffer, subjectsOf, Subjects } from './rule-subjects';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { readersFor, readersSelecting } from '../monitoring/prometheus-selection';
import { oncePerCluster } from '../once-per-cluster';

/** So many rules of one name are compared with each other; whoever mends those finds the others. */
const COMPARED = 8;

/** Two rules of which one must be called otherwise. */
export interface RuleClash {
  readonly rule: Rule;
  /** The one that was there before. */
  readonly other: Rule;
}

const clashes = oncePerCluster((cluster) => {
  const byResult = groupBy(allRules(cluster), (rule) => [resultKey(rule)]);
  const all = [...byResult.values()].filter((same) => same.length > 1).flatMap((same) => clashesAmong(same, cluster));
  return groupBy(all, ({ rule }) => [rule.owner]);
});

/**
 * The rules of an object that give what another rule gives too, by another expression: an alert or a metric of the same
 * name and labels, as `promtool` compares them.
 *
 * Rules about different things, as `{job="api"}` and `{job="web"}`, do not, and neither do those that no Prometheus of
 * the input evaluates both. Alerts of one group are one subject, of several conditions.
 */
export function clashesOf(owner: Manifest, cluster: Cluster): readonly RuleClash[] {
  return clashes(cluster).get(owner) ?? [];
}

function resultKey({ kind, name, labels }: Rule): string {
  return JSON.stringify([kind, name, Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1))]);
}

function clashesAmong(rules: readonly Rule[], cluster: Cluster): RuleClash[] {
  const earlier = new ComparedRules();
  return rules.flatMap((rule) => {
    const own = { rule, expr: rule.expr.replace(/\s+/g, ' ').trim(), subjects: subjectsOf(rule.expr) };
    const other = earlier.near(own).find((one) => clash(one, own) && areEvaluatedTogether(one.rule, rule, cluster));
    earlier.add(own);
    return other === undefined ? [] : [{ rule, other: other.rule }];
  });
}

interface Compared {
  readonly rule: Rule;
  readonly expr: string;
  readonly subjects: Subjects;
}

/** Rules of one name, of which a service each may have one. */
class ComparedRules {
  private readonly first: Compared[] = [];
  private readonly bySubjects = new Map<string, Compared[]>();

  public add(rule: Compared): void {
    const same = this.ofSame(rule);
    if (same.length < COMPARED) same.push(rule);
    if (this.first.length < COMPARED) this.first.push(rule);
  }

  /** Some of those about the same things, and some of all. */
  public near(rule: Compared): Compared[] {
    return [...this.ofSame(rule), ...this.first];
  }

  private ofSame({ subjects }: Compared): Compared[] {
    const key = JSON.stringify([...subjects.asked].map(([label, values]) => [label, [...values]]).sort());
    const same = this.bySubjects.get(key) ?? [];
    this.bySubjects.set(key, same);
    return same;
  }
}

function clash(left: Compared, right: Compared): boolean {
  const isOneAlert = left.rule.kind === 'alert' && isSameGroup(left.rule, right.rule);
  return !isOneAlert && left.expr !== right.expr && !subjectsDiffer(left.subjects, right.subjects);
}

function isSameGroup(left: Rule, right: Rule): boolean {
  return left.owner === right.owner && left.group === right.group;
}

/** Files, and objects that nobody here selects, may be those of two clusters where they are in two namespaces. */
function areEvaluatedTogether(left: Rule, right: Rule, cluster: Cluster): boolean {
  const [ofLeft, ofRight] = [left, right].map(({ owner }) => readersSelecting(owner, cluster));
  const isSameNamespace = left.owner.namespace === right.owner.namespace;
  if (ofLeft.length === 0 || ofRight.length === 0) return isSameNamespace;
  return ofLeft.some((one) => ofRight.includes(one) && (isSameNamespace || !separating(cluster).has(one)));
}

/** Those by which the rules of a namespace see and give what is of their own namespace. */
const separating = oncePerCluster((cluster) => new Set(
  readersFor({ kind: 'PrometheusRule' }, cluster).filter(({ spec }) => spec.enforcedNamespaceLabel !== undefined),
));

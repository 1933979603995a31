import { clashesOf } from './rule-clashes';
import { Rule, rulesOf } from './rule-groups';
import type { Finding } from '../../model/check';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';

/** What is said of rules, as of an alert that another one `raises`. */
export interface RuleWords {
  readonly kind: Rule['kind'];
  readonly verb: string;
}

/** Judges whether the rules of an object give what no other rule gives, by what they are called. */
export function judgeRuleNames(owner: Manifest, cluster: Cluster, { kind, verb }: RuleWords): Finding[] {
  const rules = rulesOf(owner, cluster).filter((rule) => rule.kind === kind);
  if (rules.length === 0) return [];
  const clashes = clashesOf(owner, cluster).filter(({ rule }) => rule.kind === kind);
  if (clashes.length === 0) return [{ passed: true, message: `${verb} what no other rule does` }];
  return clashes.map(({ rule: { name, path }, other }) => {
    const place = other.owner === owner ? other.path : `${other.owner.kind} ${other.owner.name} (${other.path})`;
    const message = `${verb} ${name}, as ${place} does with the same labels and another expression`;
    return { passed: false, path: `${path}.${kind}`, message, actual: name };
  });
}

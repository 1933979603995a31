import { belongsToCluster } from './reserved-names';
import { RiskId, riskyGrants, RolePlace } from '../../../internal/values/rbac/risky-rights';
import type { Finding } from '../../model/check';
import type { Manifest } from '../../model/manifest';
import { mapsIn, PlainMap } from '../../model/values/plain-data';

/** What is wrong with a rule of a role. */
export interface RuleProblem {
  readonly message: string;
  /** The field that should change. */
  readonly field: 'verbs' | 'resources' | 'resourceNames' | 'apiGroups' | 'nonResourceURLs';
}

/** What a rule does by a wildcard alone is the fault of the wildcard, and said once, by role-has-no-wildcards. */
export const BY_WILDCARD = 'by a wildcard';

/**
 * One finding for each rule with a problem, or one that says there is none; a role without rules says nothing, and
 * neither does one that has the problem by a wildcard.
 */
export function judgeRoleRules(
  manifest: Manifest, passed: string, problemOf: (rule: PlainMap) => RuleProblem | typeof BY_WILDCARD | undefined,
): Finding[] {
  const rules = mapsIn(manifest.content.rules);
  if (rules.length === 0) return [];
  if (belongsToCluster(manifest)) {
    return [{ passed: true, message: 'belongs to the cluster itself', path: 'metadata.name' }];
  }
  const problems = rules.map(({ item }) => problemOf(item));
  const failed = rules.flatMap(({ item, index }, place) => {
    const problem = problems[place];
    if (problem === undefined || problem === BY_WILDCARD) return [];
    const path = `rules[${index}].${problem.field}`;
    return [{ passed: false, message: problem.message, path, actual: item[problem.field] }];
  });
  if (failed.length > 0 || problems.includes(BY_WILDCARD)) return failed;
  return [{ passed: true, message: passed, path: 'rules' }];
}

/** One finding for each rule with a risky right that it names, or one that says there is none. */
export function judgeRiskyRights(manifest: Manifest, id: RiskId, passed: string): Finding[] {
  return judgeRoleRules(manifest, passed, (rule) => {
    const granted = riskyGrants(rule, id, placeOf(manifest));
    if (granted.length === 0) return undefined;
    const named = granted.filter(({ isNamed }) => isNamed);
    if (named.length === 0) return BY_WILDCARD;
    const verbs = [...new Set(named.flatMap((grant) => grant.verbs))].join(', ');
    return { message: `grants ${verbs} of ${named.map(({ resource }) => resource).join(', ')}`, field: 'resources' };
  });
}

function placeOf({ kind, namespace }: Manifest): RolePlace {
  return kind === 'Role' ? { namespace } : {};
}

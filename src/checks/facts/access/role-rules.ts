import { isReservedName } from './reserved-names';
import type { Finding } from '../../model/check';
import type { Manifest } from '../../model/manifest';
import { listOf, mapsIn, PlainMap } from '../../model/values/plain-data';

const ALL_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What is wrong with a rule of a role. */
export interface RuleProblem {
  readonly message: string;
  /** The field that should change. */
  readonly field: 'verbs' | 'resources' | 'apiGroups' | 'nonResourceURLs';
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
  if (isReservedName(manifest)) {
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

/** What is asked of a rule. */
export interface AccessQuestion {
  readonly group: string;
  /** With its subresource, such as `pods/exec`. */
  readonly resource: string;
  readonly verbs: readonly string[];
}

/** The verbs among those asked for that a rule grants, a wildcard for all of them. */
export function grantedVerbs(rule: PlainMap, { group, resource, verbs }: AccessQuestion): string[] {
  const [kind, part] = resource.split('/');
  const names = part === undefined ? [resource, '*'] : [resource, '*', `${kind}/*`, `*/${part}`];
  if (!includesAny(rule.apiGroups, [group, '*']) || !includesAny(rule.resources, names)) return [];
  return verbs.filter((verb) => includesAny(rule.verbs, [verb, '*']));
}

/** Whether a rule grants all verbs on all that there is, by a wildcard or one by one. */
export function grantsEverything({ apiGroups, resources, verbs }: PlainMap): boolean {
  if (![apiGroups, resources].every((list) => listOf(list).includes('*'))) return false;
  return includesAny(verbs, ['*']) || ALL_VERBS.every((verb) => listOf(verbs).includes(verb));
}

/** Whether a rule is about a few objects that it names. */
export function isLimitedToNamedObjects({ resourceNames }: PlainMap): boolean {
  return listOf(resourceNames).length > 0;
}

function includesAny(list: unknown, wanted: readonly string[]): boolean {
  const items = listOf(list);
  return wanted.some((item) => items.includes(item));
}

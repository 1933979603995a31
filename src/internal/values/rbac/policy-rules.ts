/** A rule of a role, of ours or as anybody wrote it. */
export interface PolicyRule {
  readonly apiGroups?: unknown;
  readonly resources?: unknown;
  readonly resourceNames?: unknown;
  readonly verbs?: unknown;
}

const ALL_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What is asked of a rule. */
export interface AccessQuestion {
  readonly group: string;
  /** With its subresource, such as `pods/exec`, or `userextras/*` for any of them. */
  readonly resource: string;
  readonly verbs: readonly string[];
}

/** The verbs among those asked for that a rule grants, a wildcard for all of them. */
export function grantedVerbs(rule: PolicyRule, { group, resource, verbs }: AccessQuestion): string[] {
  const [kind, part] = resource.split('/');
  const names = part === undefined ? [resource, '*'] : [resource, '*', `${kind}/*`, `*/${part}`];
  if (!includesAny(rule.apiGroups, [group, '*'])) return [];
  if (!includesAny(rule.resources, names) && !(part === '*' && includesPartOf(rule.resources, kind))) return [];
  return verbs.filter((verb) => includesAny(rule.verbs, [verb, '*']));
}

function includesPartOf(resources: unknown, kind: string): boolean {
  return Array.isArray(resources) && resources.some((name) => typeof name === 'string' && name.startsWith(`${kind}/`));
}

/** Whether a rule is about a few objects that it names. */
export function isLimitedToNamedObjects({ resourceNames }: PolicyRule): boolean {
  return Array.isArray(resourceNames) && resourceNames.length > 0;
}

/** Whether a rule grants all verbs on all that there is, by a wildcard or one by one. */
export function grantsEverything({ apiGroups, resources, verbs }: PolicyRule): boolean {
  if (![apiGroups, resources].every((list) => includesAny(list, ['*']))) return false;
  return includesAny(verbs, ['*']) || ALL_VERBS.every((verb) => includesAny(verbs, [verb]));
}

/** Whether a list holds any of some words. */
export function includesAny(list: unknown, wanted: readonly string[]): boolean {
  return Array.isArray(list) && wanted.some((item) => list.includes(item));
}

import { judgeRoleRules } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Of signers alone a pattern is one: any of a domain. */
const SIGNERS_OF_DOMAIN = /^[^/*]+\/\*$/;

/** A role names objects as they are called. */
export const ROLE_NAMES_NO_PATTERNS: ICheck = {
  id: 'role-names-no-patterns',
  title: 'Roles name objects, and no patterns',
  box: 'access',
  severity: Severity.WARNING,
  why: 'In resourceNames an asterisk is a letter: the rule grants what no object is called, and its holder is refused.',
  remedy: {
    manifest: 'Write out the names, or leave resourceNames out where all objects are meant.',
    construct: "ResourceRule.of({ ..., names: ['...'] })",
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRoleRules(manifest, 'names no pattern', (rule) => {
    const pattern = patternIn(rule);
    if (pattern === undefined) return undefined;
    return { message: `names ${pattern}, which no object is called`, field: 'resourceNames' };
  }),
};

function patternIn({ resources, resourceNames }: PlainMap): string | undefined {
  // Of others in the same rule it is the name of no object.
  const isOfSigners = listOf(resources).every((resource) => resource === 'signers');
  return listOf(resourceNames).map(textOf)
    .find((name) => name.includes('*') && !(isOfSigners && SIGNERS_OF_DOMAIN.test(name)));
}

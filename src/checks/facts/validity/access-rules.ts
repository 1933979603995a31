import { isSubdomain } from './name-forms';
import { isSet, problem } from './problems';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const RBAC = 'rbac.authorization.k8s.io';

/** What the API server refuses of roles and bindings beyond their fields. */
export function accessProblems({ groupKind, content }: Manifest): Finding[] {
  switch (groupKind) {
    case `${RBAC}/Role`:
      return mapsIn(content.rules).flatMap(({ item, index }) =>
        listOf(item.nonResourceURLs).length === 0
          ? []
          : [
            problem(
              `rules[${index}].nonResourceURLs`,
              'grants what is in no namespace, which takes a ClusterRole',
            ),
          ],
      );
    case `${RBAC}/ClusterRoleBinding`:
      return [
        ...(mapOf(content.roleRef).kind === 'Role'
          ? [problem('roleRef.kind', 'binds a Role in all namespaces, which takes a ClusterRole', 'Role')]
          : []),
        ...accountProblems(content.subjects, false),
      ];
    case `${RBAC}/RoleBinding`:
      return accountProblems(content.subjects, true);
    default:
      return [];
  }
}

/** Accounts have names of objects; of none of the namespaces there is none. */
function accountProblems(subjects: unknown, isNamespaced: boolean): Finding[] {
  return mapsIn(subjects)
    .filter(({ item }) => item.kind === 'ServiceAccount')
    .flatMap(({ item, index }) => [
      ...(isNamespaced || isSet(item.namespace)
        ? []
        : [problem(`subjects[${index}].namespace`, 'does not say in which namespace its ServiceAccount is')]),
      ...(!isSet(item.name) || isSubdomain(textOf(item.name))
        ? []
        : [problem(`subjects[${index}].name`, 'names a ServiceAccount as none can be named', item.name)]),
    ]);
}

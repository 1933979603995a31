import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';

const DEFAULT_USER = /^system:serviceaccount:[^:]*:default$/;

/** No role is given to the account that pods have by themselves. */
export const BINDING_NAMES_NO_DEFAULT_ACCOUNT: ICheck = {
  id: 'binding-names-no-default-account',
  title: 'No role is bound to a default account',
  box: 'access',
  severity: Severity.WARNING,
  why: 'Every pod of the namespace that names no account has the role, also those that are deployed later.',
  remedy: {
    manifest: 'subjects: [{kind: ServiceAccount, name: web, namespace: shop}]; serviceAccountName: web in the pods.',
  },
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/', 'checkov:CKV_K8S_42'],
  appliesTo: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  evaluate: ({ content }) => {
    const subjects = mapsIn(content.subjects);
    if (subjects.length === 0) return [];
    const failed = subjects.filter(({ item }) => (
      item.kind === 'ServiceAccount' ? item.name === 'default' : item.kind === 'User' && isDefault(item.name)
    )).map(({ item, index }) => (
      { passed: false, message: 'is bound to a default account', path: `subjects[${index}].name`, actual: item.name }
    ));
    if (failed.length > 0) return failed;
    return [{ passed: true, message: 'is bound to no default account', path: 'subjects' }];
  },
};

function isDefault(name: unknown): boolean {
  return typeof name === 'string' && DEFAULT_USER.test(name);
}

import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

const EVERYBODY = new Set([
  'system:anonymous', 'system:unauthenticated', 'system:authenticated', 'system:serviceaccounts', 'system:masters',
]);

/** Rights are given to somebody in particular. */
export const BINDING_IS_NOT_FOR_EVERYBODY: ICheck = {
  id: 'binding-is-not-for-everybody',
  title: 'Nothing is granted to everybody',
  box: 'access',
  severity: Severity.CRITICAL,
  why: 'Whoever reaches the API server, or any pod of the cluster, has the right, and no audit says who used it.',
  remedy: { manifest: 'subjects: [{kind: ServiceAccount, name: web, namespace: shop}]' },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'kubescape:C-0262', 'kubescape:C-0265', 'trivy:KSV-0122', 'trivy:KSV-0123', 'trivy:KSV-01011',
    'kyverno:restrict-binding-system-groups',
  ],
  appliesTo: ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
  evaluate: ({ content }) => {
    const subjects = mapsIn(content.subjects);
    if (subjects.length === 0) return [];
    const failed = subjects.filter(({ item }) => isEverybody(item)).map(({ item, index }) => (
      { passed: false, message: `grants to ${textOf(item.name)}`, path: `subjects[${index}].name`, actual: item.name }
    ));
    if (failed.length > 0) return failed;
    return [{ passed: true, message: 'grants to somebody in particular', path: 'subjects' }];
  },
};

/** An account may have such a name and be no group. */
function isEverybody({ kind, name }: PlainMap): boolean {
  return kind !== 'ServiceAccount' && EVERYBODY.has(textOf(name));
}

import { judgedOfPeople } from '../facts/access/role-holders';
import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role that pods hold does not say what the API server serves. */
export const ROLE_EXTENDS_NO_API: ICheck = {
  id: 'role-extends-no-api',
  title: 'Pods do not extend the API',
  box: 'access',
  severity: Severity.ADVICE,
  why: 'An APIService, or the conversion webhook of a CustomResourceDefinition, sees what is asked of its API and '
    + 'gives the answers; with a CustomResourceDefinition all its objects are deleted.',
  remedy: {
    manifest: 'Write them where everything else is written, and take them out of the rule; people may hold it.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/'
      + '#webhook-conversion',
    'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest, cluster) => (
    judgedOfPeople(manifest, cluster, 'whose work it is')
      ?? judgeRiskyRights(manifest, 'role-extends-no-api', 'extends no API')
  ),
};

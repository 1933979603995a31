import {
  ANNOTATIONS,
  DNS_LABEL,
  exactlyOne,
  LABEL_VALUE,
  LABELS,
  NOT_EMPTY,
  oneOf,
  PATH_SEGMENT,
  QUALIFIED_NAME,
  SOME,
  where,
} from './words';
import type { Constraints } from '../constraints';

/** The values of a requirement fit its operator. */
const VALUES_FIT_OPERATOR = [
  where('operator', ['In', 'NotIn'], { required: ['values'], properties: { values: SOME } }),
  where('operator', ['Exists', 'DoesNotExist'], { properties: { values: { maxItems: 0 } } }),
];

/** @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go */
export const META_CONSTRAINTS: Constraints = {
  'meta.v1.ObjectMeta': {
    fields: {
      labels: LABELS,
      annotations: ANNOTATIONS,
      namespace: { ...DNS_LABEL, pattern: `${DNS_LABEL.pattern}|^$` },
      finalizers: { items: QUALIFIED_NAME },
    },
  },
  'meta.v1.OwnerReference': {
    fields: { apiVersion: NOT_EMPTY, kind: NOT_EMPTY, name: NOT_EMPTY, uid: NOT_EMPTY },
  },
  'meta.v1.LabelSelector': { fields: { matchLabels: LABELS } },
  'meta.v1.LabelSelectorRequirement': {
    fields: {
      key: QUALIFIED_NAME,
      operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'),
      values: { items: LABEL_VALUE },
    },
    whole: VALUES_FIT_OPERATOR,
  },
  'core.v1.NodeSelector': { fields: { nodeSelectorTerms: SOME } },
  'core.v1.NodeSelectorRequirement': {
    fields: {
      key: QUALIFIED_NAME,
      operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
      values: { items: LABEL_VALUE },
    },
    whole: [
      ...VALUES_FIT_OPERATOR,
      where('operator', ['Gt', 'Lt'], {
        required: ['values'],
        properties: { values: { minItems: 1, maxItems: 1 } },
      }),
    ],
  },
  'rbac.v1.RoleRef': {
    fields: {
      apiGroup: oneOf('rbac.authorization.k8s.io', ''),
      kind: oneOf('Role', 'ClusterRole'),
      name: PATH_SEGMENT,
    },
  },
  'rbac.v1.Subject': {
    fields: { kind: oneOf('ServiceAccount', 'User', 'Group'), name: NOT_EMPTY },
    whole: [
      where('kind', ['ServiceAccount'], { properties: { apiGroup: oneOf('') } }),
      // The namespace of a user means nothing, and is taken all the same.
      where('kind', ['User', 'Group'], { properties: { apiGroup: oneOf('rbac.authorization.k8s.io', '') } }),
    ],
  },
  'rbac.v1.PolicyRule': {
    fields: { verbs: SOME },
    whole: [
      {
        ...exactlyOne('nonResourceURLs', 'resources'),
        oneOf: [
          { required: ['nonResourceURLs'], properties: { nonResourceURLs: SOME, resources: { maxItems: 0 } } },
          {
            required: ['resources', 'apiGroups'],
            properties: { resources: SOME, apiGroups: SOME, nonResourceURLs: { maxItems: 0 } },
          },
        ],
        description: 'either nonResourceURLs, or resources with their apiGroups',
      },
    ],
  },
};

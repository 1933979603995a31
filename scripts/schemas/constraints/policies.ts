import { oneOf, SOME, where } from './words';
import type { Constraints } from '../constraints';

/** Others have a domain, such as openshift.io/Image. */
const LIMIT_TYPE = {
  pattern: '^(Container|Pod|PersistentVolumeClaim|[a-z0-9][-.a-z0-9]*/.+)$',
  description: 'Container, Pod or PersistentVolumeClaim',
};

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export const POLICY_CONSTRAINTS: Constraints = {
  'core.v1.LimitRangeItem': {
    fields: { type: LIMIT_TYPE },
    whole: [
      {
        if: { properties: { type: { const: 'Pod' } } },
        then: { properties: { default: { maxProperties: 0 }, defaultRequest: { maxProperties: 0 } } },
        description: 'no default and no defaultRequest in limits of pods',
      },
    ],
  },
  'flowcontrol.v1.LimitResponse': { fields: { type: oneOf('Queue', 'Reject') } },
  'flowcontrol.v1.PolicyRulesWithSubjects': { fields: { subjects: SOME } },
  'flowcontrol.v1.Subject': { fields: { kind: oneOf('Group', 'ServiceAccount', 'User') } },
  'flowcontrol.v1.PriorityLevelConfigurationSpec': {
    fields: { type: oneOf('Exempt', 'Limited') },
    whole: [where('type', ['Limited'], { required: ['limited'] })],
  },
};

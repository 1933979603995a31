import type { DeprecatedUse } from './deprecation';
import type { AskedNodeLabel } from '../pods/node-labels';

/**
 * Labels of nodes that have another name.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/api/node/util.go
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-master
 */
const LABELS = new Map([
  ['beta.kubernetes.io/arch', { since: 14, instead: 'kubernetes.io/arch' }],
  ['beta.kubernetes.io/os', { since: 14, instead: 'kubernetes.io/os' }],
  ['beta.kubernetes.io/instance-type', { since: 17, instead: 'node.kubernetes.io/instance-type' }],
  ['failure-domain.beta.kubernetes.io/region', { since: 17, instead: 'topology.kubernetes.io/region' }],
  ['failure-domain.beta.kubernetes.io/zone', { since: 17, instead: 'topology.kubernetes.io/zone' }],
  ['node-role.kubernetes.io/master', { since: 20, instead: 'node-role.kubernetes.io/control-plane' }],
]);

/** The labels that are deprecated of those by which something is placed. */
export function deprecatedNodeLabels(asked: readonly AskedNodeLabel[]): DeprecatedUse[] {
  return asked.flatMap(({ key, path }) => {
    const deprecation = LABELS.get(key);
    return deprecation === undefined ? [] : [{ ...deprecation, path, name: `the label ${key} of nodes`, actual: key }];
  });
}

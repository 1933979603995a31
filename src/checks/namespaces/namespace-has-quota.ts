import { namedObjects } from '../facts/named-objects';
import { objectsInNamespace } from '../facts/namespaces/objects-in-namespace';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';

/** A namespace has a share of the cluster, and no more. */
export const NAMESPACE_HAS_QUOTA: ICheck = {
  id: 'namespace-has-quota',
  title: 'Namespaces have a quota',
  box: 'quotas',
  severity: Severity.WARNING,
  why: 'Without one, a mistake in one namespace takes the nodes that all others run on.',
  remedy: {
    manifest: 'Add a ResourceQuota to the namespace, with hard limits of CPU, memory and pods.',
    construct: 'quota: NamespaceQuota.computed(), which is the default of ProductionNamespace',
  },
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  appliesTo: ['Namespace'],
  evaluate: ({ name }, cluster) => {
    const quotas = objectsInNamespace(cluster, 'ResourceQuota', name)
      .filter(({ spec }) => Object.keys(mapOf(spec.hard)).length > 0);
    return quotas.length > 0
      ? [{ passed: true, message: `has ${namedObjects(quotas)}` }]
      : [{ passed: false, message: 'has no quota', expected: 'a ResourceQuota in it' }];
  },
};

import { remembered } from '../facts/namespaces/namespace-labels';
import { objectsInNamespace } from '../facts/namespaces/objects-in-namespace';
import { oncePerCluster } from '../facts/once-per-cluster';
import { ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';

/** What a quota has to bound, by each of the names that it goes by. */
const NEEDED = [['requests.cpu', 'cpu'], ['requests.memory', 'memory'], ['limits.memory']];

/** Quotas bound what nodes run out of. */
export const QUOTA_IS_COMPLETE: ICheck = {
  id: 'quota-is-complete',
  title: 'Quotas bound CPU and memory',
  box: 'quotas',
  severity: Severity.WARNING,
  // Trivy asks for limits.cpu as well: CPU is shared by requests, and no node runs out of it.
  why: 'What the quotas of a namespace do not count, one mistake in it takes from all others.',
  remedy: {
    manifest: "spec: {hard: {requests.cpu: '20', requests.memory: 40Gi, limits.memory: 60Gi}}",
    construct: 'quota: NamespaceQuota.computed(), or all three in NamespaceQuota.given()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/', 'trivy:KSV-0040', 'kyverno:add-ns-quota',
  ],
  appliesTo: ['ResourceQuota'],
  evaluate: (quota, cluster) => {
    if (isPartial(quota)) return [];
    const missing = missingIn(cluster)(cluster.effectiveNamespace(quota.namespace));
    const path = 'spec.hard';
    return missing.length === 0
      ? [{ passed: true, path, message: 'bounds CPU and memory' }]
      : [{ passed: false, path, message: `leaves out ${missing.join(', ')}`, expected: missing.join(', ') }];
  },
};

/** One quota may bound what another leaves out. */
const missingIn = oncePerCluster((cluster) => remembered((namespace) => {
  const quotas = objectsInNamespace(cluster, 'ResourceQuota', namespace).filter((quota) => !isPartial(quota));
  const counted = new Set(quotas.flatMap(({ spec }) => Object.keys(mapOf(spec.hard))));
  return NEEDED.filter((names) => !names.some((name) => counted.has(name))).map(([name]) => name);
}));

/** Whether a quota counts some pods alone. */
function isPartial({ spec }: Manifest): boolean {
  return listOf(spec.scopes).length > 0 || Object.keys(mapOf(spec.scopeSelector)).length > 0;
}

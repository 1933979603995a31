import { Nanos, NANOS_PER_UNIT } from '../../internal/values/quantity';
import { failuresOrPass } from '../facts/failures-or-pass';
import { containerLimits } from '../facts/namespaces/limit-ranges';
import { podOwnersIn } from '../facts/namespaces/pod-owners-in';
import { podDemand, ResourceLine } from '../facts/pods/admitted-demand';
import { maximumPods } from '../facts/scaling/maximum-pods';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { formatAmount, quantityOf } from '../model/values/quantity-of';
import { textOf } from '../model/values/text-of';

const LINES: Record<string, ResourceLine | 'pods'> = {
  'pods': 'pods',
  'count/pods': 'pods',
  ...Object.fromEntries(['cpu', 'memory', 'ephemeral-storage'].flatMap((resource) => [
    [resource, { list: 'requests', resource }],
    [`requests.${resource}`, { list: 'requests', resource }],
    [`limits.${resource}`, { list: 'limits', resource }],
  ])),
};

/** A quota has room for all workloads at maximum scale, and for their rollouts. */
export const QUOTA_HOLDS_MAXIMUM_SCALE: ICheck = {
  id: 'quota-holds-maximum-scale',
  title: 'The quota has room for maximum scale and a rollout',
  box: 'quotas',
  severity: Severity.WARNING,
  why: 'Where the quota ends before the autoscaler does, pods are refused under load, and rollouts stand still.',
  remedy: {
    manifest: 'Raise spec.hard to what the message names, or lower maxReplicas of the autoscalers.',
    construct: 'quota: NamespaceQuota.computed()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
    'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers',
  ],
  appliesTo: ['ResourceQuota'],
  evaluate: ({ namespace, spec }, cluster) => {
    // A quota with scopes counts some of the pods only.
    const isScoped = listOf(spec.scopes).length > 0 || spec.scopeSelector !== undefined;
    const hasWorkloads = podOwnersIn(cluster, namespace).some((owner) => maximumPods(owner, cluster) > 0);
    if (isScoped || !hasWorkloads) return [];
    const findings = Object.entries(mapOf(spec.hard)).flatMap(([name, value]) => {
      const hard = Object.hasOwn(LINES, name) ? quantityOf(value) : undefined;
      return hard === undefined ? [] : [judge(name, { hard, demand: demandIn(cluster, namespace, name) })];
    });
    return failuresOrPass(findings, 'has room for maximum scale and a rollout');
  },
};

function judge(name: string, { hard, demand }: { hard: Nanos; demand: Nanos }): Finding {
  const expected = formatAmount(textOf(name.split('/').pop()), demand);
  const actual = formatAmount(textOf(name.split('/').pop()), hard);
  const message = `allows ${actual} of ${name}, and ${expected} are needed at maximum scale with a rollout`;
  return { passed: demand <= hard, path: `spec.hard[${name}]`, message, actual, expected };
}

function demandIn(cluster: Cluster, namespace: string, name: string): Nanos {
  const line = LINES[name];
  const defaults = containerLimits(cluster, namespace);
  return podOwnersIn(cluster, namespace).reduce((sum, owner) => {
    const ofOne = line === 'pods'
      ? BigInt(owner.pods.length) * NANOS_PER_UNIT
      : owner.pods.reduce((total, pod) => total + podDemand(pod, line, defaults), 0n);
    return sum + ofOne * BigInt(maximumPods(owner, cluster));
  }, 0n);
}

import { Nanos, NANOS_PER_UNIT } from '../../internal/values/quantity';
import { failuresOrPass } from '../facts/failures-or-pass';
import { containerLimits } from '../facts/namespaces/limit-ranges';
import { remembered } from '../facts/namespaces/namespace-labels';
import { podOwnersIn } from '../facts/namespaces/pod-owners-in';
import { solverPodsIn } from '../facts/namespaces/solver-demand';
import { oncePerCluster } from '../facts/once-per-cluster';
import { podDemand, ResourceLine } from '../facts/pods/admitted-demand';
import { maximumPods } from '../facts/scaling/maximum-pods';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { PodTemplate } from '../model/manifest-pods';
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

/** A quota has room for all workloads at maximum scale, for their rollouts, and for the proof that hosts are ours. */
export const QUOTA_HOLDS_MAXIMUM_SCALE: ICheck = {
  id: 'quota-holds-maximum-scale',
  title: 'The quota has room for maximum scale and a rollout',
  box: 'quotas',
  severity: Severity.WARNING,
  why: 'Where the quota ends before the autoscaler does, pods are refused under load, and rollouts stand still. '
    + 'The pods by which cert-manager answers HTTP-01 challenges count too: without room no certificate is renewed.',
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
    const home = cluster.effectiveNamespace(namespace);
    if (isScoped || !hasWorkloads(cluster)(home)) return [];
    const findings = Object.entries(mapOf(spec.hard)).flatMap(([name, value]) => {
      const hard = Object.hasOwn(LINES, name) ? quantityOf(value) : undefined;
      return hard === undefined ? [] : [judge(name, { hard, ...demands(cluster)(home)(name) })];
    });
    return failuresOrPass(findings, 'has room for maximum scale and a rollout');
  },
};

/** Each quota of a namespace asks the same. */
const hasWorkloads = oncePerCluster((cluster) => remembered((namespace) => (
  podOwnersIn(cluster, namespace).some((owner) => maximumPods(owner, cluster) > 0)
)));
const demands = oncePerCluster((cluster) => remembered((namespace) => (
  remembered((name) => demandIn(cluster, namespace, name))
)));

interface Demand {
  readonly demand: Nanos;
  /** How many hosts are proved by a pod each, which are part of it. */
  readonly solvers: number;
}

function judge(name: string, { hard, demand, solvers }: Demand & { readonly hard: Nanos }): Finding {
  const expected = formatAmount(textOf(name.split('/').pop()), demand);
  const actual = formatAmount(textOf(name.split('/').pop()), hard);
  const proofs = solvers === 0 ? '' : `, and with ${solvers} pod(s) for HTTP-01 challenges`;
  const message = `allows ${actual} of ${name}, and ${expected} are needed at maximum scale with a rollout${proofs}`;
  return { passed: demand <= hard, path: `spec.hard[${name}]`, message, actual, expected };
}

function demandIn(cluster: Cluster, namespace: string, name: string): Demand {
  const line = LINES[name];
  const defaults = containerLimits(cluster, namespace);
  const demandOf = (pods: readonly PodTemplate[]) => (line === 'pods'
    ? BigInt(pods.length) * NANOS_PER_UNIT
    : pods.reduce((total, pod) => total + podDemand(pod, line, defaults), 0n));
  const { count, template } = solverPodsIn(cluster, namespace);
  const ofWorkloads = podOwnersIn(cluster, namespace).reduce((sum, owner) => (
    sum + demandOf(owner.pods) * BigInt(maximumPods(owner, cluster))
  ), 0n);
  return { demand: ofWorkloads + demandOf([template]) * BigInt(count), solvers: count };
}

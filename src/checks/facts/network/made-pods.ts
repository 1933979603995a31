import {
  askedPairs, isOfKnownOperator, LabelValues, mayMeanPods, operatorLabels, pairsOfLabels,
} from './operator-pods';
import { mayMakePods } from './pod-makers';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { FLAGGER_CANARY, likelyPrimaryLabels, primaryLabelsOf } from '../delivery/flagger-canaries';
import { versionPods } from '../delivery/version-pods';
import { oncePerCluster } from '../once-per-cluster';

/** By these labels others find the pods that cert-manager makes while it proves that a host is ours. */
export const ACME_SOLVER_LABELS = { 'acme.cert-manager.io/http01-solver': 'true' };

/** By labels of these others find pods that a program makes when it is asked to, so that no manifest has them. */
const MADE_ON_DEMAND = [
  ...Object.keys(ACME_SOLVER_LABELS), 'workflows.argoproj.io/', 'tekton.dev/', 'spark-role', 'spark-app-selector',
  'dag_id', 'jenkins/', 'actions.github.com/', 'actions-ephemeral-runner', 'training.kubeflow.org/', 'ray.io/',
];

/** Values by which the pods of the cluster itself are found in their namespace, which whoever makes clusters starts. */
const OF_THE_CLUSTER = new Set([
  'control-plane', 'coredns', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-dns', 'kube-proxy',
  'kube-scheduler',
]);

/** The custom resources of each namespace that make pods: those with known labels, by each, and others. */
const madeIn = oncePerCluster((cluster) => {
  const home = ({ namespace }: Manifest) => [cluster.effectiveNamespace(namespace)];
  const ofOperators = cluster.manifests.filter(isOfKnownOperator)
    .map((maker) => ({ maker, labels: operatorLabels(maker) }));
  const ofFlagger = cluster.ofKind(FLAGGER_CANARY).map((maker) => ({ maker, labels: primaryPods(maker, cluster) }));
  const ofVersions = versionPods(cluster).map(({ maker, labels }) => ({ maker, labels: singleValues(labels) }));
  const known = [...ofOperators, ...ofFlagger, ...ofVersions];
  return {
    known: groupBy(known, ({ maker, labels }) => pairsOfLabels(labels).map((pair) => `${home(maker)[0]}\0${pair}`)),
    unknown: groupBy(cluster.manifests.filter((one) => !isOfKnownOperator(one) && mayMakePods(one)), home),
  };
});

/** What is known of the pods that a selector selects, and that no manifest has a template of. */
export interface UnseenPods {
  /** A custom resource that makes some of them, if there is one. */
  readonly maker?: Manifest;
  /** Whether there may be some that nobody can see here. */
  readonly mayExist: boolean;
}

/** The pods of a namespace that a selector means, beside those of the manifests. */
export function unseenPods(cluster: Cluster, written: string, selector: unknown): UnseenPods {
  const namespace = cluster.effectiveNamespace(written);
  const { known, unknown } = madeIn(cluster);
  const found = askedPairs(selector).flatMap((pair) => known.get(`${namespace}\0${pair}`) ?? [])
    .find(({ labels }) => mayMeanPods(selector, labels));
  const isOfCluster = namespace === 'kube-system'
    && Object.values(mapOf(mapOf(selector).matchLabels)).some((value) => OF_THE_CLUSTER.has(textOf(value)));
  const mayExist = isOfCluster || unknown.has(namespace) || isMadeOnDemand(selector);
  return { maker: found?.maker, mayExist };
}

/** Flagger gives the copy of its target the labels of that one, but for one of them. */
function primaryPods(canary: Manifest, cluster: Cluster): LabelValues {
  return singleValues(primaryLabelsOf(canary, cluster) ?? likelyPrimaryLabels(canary));
}

function singleValues(labels: Record<string, unknown>): LabelValues {
  return new Map(Object.entries(labels).map(([key, value]) => [key, new Set([textOf(value)])]));
}

function isMadeOnDemand(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = mapOf(selector);
  const keys = [...Object.keys(mapOf(matchLabels)), ...mapsIn(matchExpressions).map(({ item }) => textOf(item.key))];
  return keys.some((key) => MADE_ON_DEMAND.some((known) => (
    known.endsWith('/') ? key.startsWith(known) : key === known
  )));
}

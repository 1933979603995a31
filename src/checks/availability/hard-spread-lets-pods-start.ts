import { HOST_TOPOLOGY_KEY, POD_TEMPLATE_HASH_LABEL, ZONE_TOPOLOGY_KEY } from '../../internal/naming/labels';
import { failuresOrPass } from '../facts/failures-or-pass';
import { rolloutSurge } from '../facts/scaling/maximum-pods';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { listOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** What a DoNotSchedule constraint demands can be met in rollouts, and while nodes are away. */
export const HARD_SPREAD_LETS_PODS_START: ICheck = {
  id: 'hard-spread-lets-pods-start',
  title: 'Hard spread constraints let pods start',
  box: 'zones',
  severity: Severity.WARNING,
  why: 'A DoNotSchedule constraint counts pods of the old version beside those of the new one, and nodes that their '
    + 'taints close, unless it is told otherwise: pods stay Pending after a zone is gone, and rollouts end skewed. '
    + 'Two of them, over hosts and over zones, contradict each other where zones have different numbers of nodes. '
    + 'Datree forbids all that are hard; here one may be, where its pods can still start.',
  remedy: {
    manifest: 'Over zones DoNotSchedule with nodeTaintsPolicy: Honor and matchLabelKeys: [pod-template-hash]; over '
      + 'hosts ScheduleAnyway.',
    construct: 'spread: Spread.strictlyOverZones()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#example-conflicting-topologyspreadconstraints',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => manifest.pods.flatMap((pod) => judge(manifest, pod, cluster)),
};

interface HardConstraint {
  readonly item: PlainMap;
  readonly path: string;
}

function judge(manifest: Manifest, { spec, specPath }: PodTemplate, cluster: Cluster): Finding[] {
  const { max } = desiredReplicas(manifest, cluster);
  const hard = mapsIn(spec.topologySpreadConstraints).filter(({ item }) => item.whenUnsatisfiable === 'DoNotSchedule')
    .map(({ item, index }) => ({ item, path: `${specPath}.topologySpreadConstraints[${index}]` }));
  if (hard.length === 0 || max < 2) return [];
  const hasSurge = rolloutSurge(manifest, max) > 0;
  return failuresOrPass([
    ...contradictions(hard),
    ...(hasSurge ? hard.map((constraint) => judgeRevisions(constraint, manifest)) : []),
    ...hard.map((constraint) => judgeTaints(constraint)),
  ], 'has hard spread constraints that let its pods start');
}

function judgeTaints({ item, path }: HardConstraint): Finding {
  return {
    passed: item.nodeTaintsPolicy === 'Honor',
    path: `${path}.nodeTaintsPolicy`,
    message: `counts nodes whose taints close them to its pods in a hard spread over ${textOf(item.topologyKey)}`,
    actual: item.nodeTaintsPolicy,
    expected: 'Honor',
  };
}

/** Argo calls the label otherwise. */
function judgeRevisions({ item, path }: HardConstraint, { groupKind }: Manifest): Finding {
  const label = groupKind === 'argoproj.io/Rollout' ? 'rollouts-pod-template-hash' : POD_TEMPLATE_HASH_LABEL;
  return {
    passed: listOf(item.matchLabelKeys).includes(label),
    path: `${path}.matchLabelKeys`,
    message: `counts the pods of the old version too, in a hard spread over ${textOf(item.topologyKey)}`,
    actual: item.matchLabelKeys,
    expected: [label],
  };
}

function contradictions(hard: readonly HardConstraint[]): Finding[] {
  const [host, zone] = [HOST_TOPOLOGY_KEY, ZONE_TOPOLOGY_KEY].map((key) => (
    hard.find(({ item }) => item.topologyKey === key)
  ));
  if (host === undefined || zone === undefined) return [];
  const message = 'must be spread evenly over hosts and over zones, which zones of different sizes cannot both meet';
  const path = `${host.path}.whenUnsatisfiable`;
  return [{ passed: false, path, message, actual: 'DoNotSchedule', expected: 'ScheduleAnyway' }];
}

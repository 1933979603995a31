import { activeVerticalScalersOf, horizontalScalersOf } from '../facts/scaling/scalers';
import { resourceMetricsOf } from '../facts/scaling/scaling-metrics';
import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { listOf, mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** No two autoscalers pull at one workload. */
export const HAS_ONE_AUTOSCALER: ICheck = {
  id: 'has-one-autoscaler',
  title: 'One autoscaler decides, not two',
  box: 'autoscaling',
  severity: Severity.CRITICAL,
  why: 'Two autoscalers of one target undo what the other did, or both stop; with a VPA the measure itself moves.',
  remedy: {
    manifest: 'Keep one of them: the ScaledObject makes an HPA itself, and a VPA may stay with updateMode: "Off".',
    construct: "autoscaling: Autoscaling.none('KEDA scales it')",
  },
  references: [
    'https://keda.sh/docs/latest/concepts/scaling-deployments/#scaling-of-deployments-and-statefulsets',
    'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md',
    'kyverno:prevent-duplicate-hpa', 'kyverno:prevent-duplicate-vpa',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'apps/DaemonSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    const horizontal = horizontalScalersOf(manifest, cluster);
    const vertical = activeVerticalScalersOf(manifest, cluster);
    const [first] = [...horizontal, ...vertical];
    if (first === undefined) return [];
    const rivals = rivalsAmong(horizontal, vertical).map(({ kind, name }) => `${kind} ${name}`);
    return rivals.length === 0
      ? [{ passed: true, message: `is scaled by ${first.kind} ${first.name}` }]
      : [{ passed: false, message: `is scaled by ${rivals.join(' and ')} at the same time` }];
  },
};

function rivalsAmong(horizontal: readonly Manifest[], vertical: readonly Manifest[]): Manifest[] {
  if (horizontal.length > 1) return [...horizontal];
  if (vertical.length > 1) return [...vertical];
  const [[scaler], [resizer]] = [horizontal, vertical];
  if (scaler === undefined || resizer === undefined) return [];
  // One for CPU and the other for memory do not meet.
  const resized = resizedResources(resizer);
  return measuredResources(scaler).some((resource) => resized.has(resource)) ? [scaler, resizer] : [];
}

function measuredResources(scaler: Manifest): string[] {
  return scaler.groupKind === 'keda.sh/ScaledObject'
    ? mapsIn(scaler.spec.triggers).map(({ item }) => textOf(item.type))
    : resourceMetricsOf(scaler).map(({ resource }) => resource);
}

/** What a VPA changes in any container. */
function resizedResources({ spec }: Manifest): Set<unknown> {
  const policies = mapsIn(mapOf(spec.resourcePolicy).containerPolicies).map(({ item }) => item)
    .filter(({ mode }) => mode !== 'Off');
  const isForAll = policies.some(({ containerName }) => containerName === '*');
  const lists = policies.map(({ controlledResources }) => controlledResources).filter((list) => list !== undefined);
  const all = isForAll && lists.length === policies.length && policies.length > 0 ? [] : ['cpu', 'memory'];
  return new Set([...all, ...lists.flatMap(listOf)]);
}

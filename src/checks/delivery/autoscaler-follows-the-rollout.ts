import { autoscalerOf, canaryDelivering } from '../facts/delivery/flagger-canaries';
import { rolloutInPlaceOf } from '../facts/scaling/rollout-references';
import { scaleTargetOf } from '../facts/scaling/scalers';
import { isOwned } from '../facts/workload-kinds';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** What serves is what is scaled, however it is delivered. */
export const AUTOSCALER_FOLLOWS_THE_ROLLOUT: ICheck = {
  id: 'autoscaler-follows-the-rollout',
  title: 'An autoscaler scales the pods that serve',
  box: 'gradual-delivery',
  severity: Severity.CRITICAL,
  why: 'Where a Rollout took the place of a Deployment, an autoscaler of the Deployment starts the old pods again, '
    + 'and nobody scales those that serve. Flagger stops its target between deliveries and copies the autoscaler that '
    + 'autoscalerRef names; one that it does not know of starts the target again, and what serves keeps its number of '
    + 'pods.',
  remedy: {
    manifest: 'scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web}; of Flagger autoscalerRef: '
      + '{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: web} in the Canary',
    construct: 'RolloutService and FlaggerCanary bind the autoscaler themselves',
  },
  references: [
    'https://argo-rollouts.readthedocs.io/en/stable/features/hpa-support/',
    'https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout',
    'https://docs.flagger.app/usage/how-it-works#canary-target',
  ],
  appliesTo: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
  // What KEDA made follows its ScaledObject.
  evaluate: (autoscaler, cluster) => (isOwned(autoscaler) ? [] : judge(autoscaler, cluster)),
};

function judge(autoscaler: Manifest, cluster: Cluster): Finding[] {
  const { groupKind, kind, name, path } = scaleTargetOf(autoscaler);
  const { namespace } = autoscaler;
  if (groupKind === 'argoproj.io/Rollout') return [{ passed: true, path, message: `scales Rollout ${name}` }];
  const rollout = rolloutInPlaceOf({ kind, namespace, name }, cluster);
  if (rollout !== undefined) {
    const message = `scales ${kind} ${name}, in whose place Rollout ${rollout.name} makes the pods`;
    return [{ passed: false, path, message, actual: kind, expected: `Rollout ${rollout.name}` }];
  }
  const canary = canaryDelivering({ groupKind, namespace, name }, cluster);
  if (canary === undefined) return [];
  const known = autoscalerOf(canary);
  const passed = known.kind === autoscaler.kind && known.name === autoscaler.name;
  const message = passed ? `is named by Canary ${canary.name}`
    : `scales ${kind} ${name}, and is not the autoscalerRef of Canary ${canary.name}`;
  return [{ passed, path, message }];
}

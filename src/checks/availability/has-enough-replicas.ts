import { servicesSendingTo } from '../facts/network/incoming-traffic';
import { proportionalScalersOf } from '../facts/scaling/proportional-autoscalers';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { rolloutInPlaceOf } from '../facts/scaling/rollout-references';
import { scaleTargetOf } from '../facts/scaling/scalers';
import { claimForOneNode } from '../facts/storage/claim-contests';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** One for each of three zones: two are one too few while a node is drained and another fails. */
const ENOUGH_REPLICAS = 3;
const AUTOSCALER = 'autoscaling/HorizontalPodAutoscaler';
const WORKLOADS = ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout', 'apps.openshift.io/DeploymentConfig'];

/** What is to keep running has three replicas, also while little is to do. */
export const HAS_ENOUGH_REPLICAS: ICheck = {
  id: 'has-enough-replicas',
  title: 'At least three replicas run',
  box: 'replicas',
  severity: Severity.WARNING,
  why: 'With fewer than three, the loss of a node during a drain or a rollout leaves one replica or none.',
  remedy: {
    manifest: 'spec: {replicas: 3}, or minReplicas: 3 in the autoscaler.',
    construct: 'scaling: Autoscaling.onCpu({ min: 3, max: 10 })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/', 'kube-score:deployment-replicas',
    'kube-score:horizontalpodautoscaler-replicas', 'kube-linter:minimum-three-replicas',
    'kube-linter:hpa-minimum-three-replicas', 'polaris:hpaMinAvailability', 'polaris:deploymentMissingReplicas',
    'kyverno:require-deployments-have-multiple-replicas',
  ],
  // Workers too, whom no Service selects: nobody else does their work while they are away.
  appliesTo: [...WORKLOADS, AUTOSCALER],
  evaluate: (manifest, cluster) => {
    if (manifest.groupKind === AUTOSCALER) return judgeAutoscaler(manifest, cluster);
    // It is judged itself.
    if (rolloutInPlaceOf(manifest, cluster) !== undefined) return [];
    // The number of nodes decides, which nobody knows here.
    if (proportionalScalersOf(manifest, cluster).length > 0) return [];
    const { min, max } = desiredReplicas(manifest, cluster);
    // Switched off, or started by events: then it is meant to be away. What a Service selects is meant to answer.
    // Pods on other nodes could not mount the claim; of several, claim-fits-its-pods speaks.
    if (claimForOneNode(manifest, cluster) !== undefined) return [];
    const mayRest = max === 0 || (min === 0 && servicesSendingTo(manifest, cluster).length === 0);
    if (mayRest) return [];
    const isFixed = min === max;
    const message = isFixed ? `runs ${min} replica(s)` : `may go down to ${min} replica(s)`;
    const path = isFixed ? 'spec.replicas' : undefined;
    return [{ passed: min >= ENOUGH_REPLICAS, message, path, actual: min, expected: ENOUGH_REPLICAS }];
  },
};

/** An autoscaler whose workload is judged says nothing of its own. */
function judgeAutoscaler(autoscaler: Manifest, cluster: Cluster): Finding[] {
  const { groupKind, name } = scaleTargetOf(autoscaler);
  if (WORKLOADS.includes(groupKind) && cluster.named(groupKind, autoscaler.namespace, name) !== undefined) return [];
  const { minReplicas: actual } = autoscaler.spec;
  const min = typeof actual === 'number' ? actual : 1;
  if (min === 0) return [];
  const message = `may go down to ${min} replica(s)`;
  return [{ passed: min >= ENOUGH_REPLICAS, message, path: 'spec.minReplicas', actual, expected: ENOUGH_REPLICAS }];
}

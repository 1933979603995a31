import { receivesTraffic } from '../facts/network/incoming-traffic';
import { proportionalScalersOf } from '../facts/scaling/proportional-autoscalers';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { rolloutInPlaceOf } from '../facts/scaling/rollout-references';
import { scaledObjectsOf } from '../facts/scaling/scaled-objects';
import { claimForOneNode } from '../facts/storage/claim-contests';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What serves is scaled with its load. */
export const HAS_AUTOSCALER: ICheck = {
  id: 'has-autoscaler',
  title: 'An autoscaler follows the load',
  box: 'autoscaling',
  severity: Severity.ADVICE,
  why: 'A fixed number of replicas is too many at night and too few on the day that matters.',
  remedy: {
    manifest: 'Add a HorizontalPodAutoscaler, or a ScaledObject of KEDA, whose scaleTargetRef names it.',
    construct: 'scaling: Autoscaling.onCpu({ min: 3, max: 10 })',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/', 'kyverno:check-hpa-exists',
  ],
  appliesTo: ['apps/Deployment', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    if (desiredReplicas(manifest, cluster).max === 0 || !receivesTraffic(manifest, cluster)) return [];
    // One pod alone can mount the claim.
    if (claimForOneNode(manifest, cluster) !== undefined) return [];
    const target = rolloutInPlaceOf(manifest, cluster) ?? manifest;
    const scalers = [
      ...cluster.autoscalersOf(target), ...scaledObjectsOf(target, cluster), ...proportionalScalersOf(target, cluster),
    ];
    return scalers.length > 0
      ? [{ passed: true, message: `is scaled by ${scalers.map(({ kind, name }) => `${kind} ${name}`).join(', ')}` }]
      : [{ passed: false, message: 'is scaled by nothing', expected: 'a HorizontalPodAutoscaler or ScaledObject' }];
  },
};

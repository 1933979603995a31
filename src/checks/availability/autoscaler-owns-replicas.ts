import { horizontalScalersOf } from '../facts/scaling/scalers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Where an autoscaler decides on the number of pods, nobody else does. */
export const AUTOSCALER_OWNS_REPLICAS: ICheck = {
  id: 'autoscaler-owns-replicas',
  title: 'Replicas are left to the autoscaler',
  box: 'autoscaling',
  severity: Severity.WARNING,
  // Polaris wants the field even here; kube-score and the documentation do not, and they are right.
  why: 'Each time the manifest is applied, it sets the number of pods back to its own, in the middle of the load. '
    + 'Polaris wants a number there even so; kube-score and this check want none.',
  remedy: {
    manifest: 'Remove spec.replicas.',
    construct: 'Remove the patch: the constructs write replicas only where there is no autoscaler.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
    'kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured',
  ],
  appliesTo: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  evaluate: (manifest, cluster) => {
    const [autoscaler] = horizontalScalersOf(manifest, cluster);
    if (autoscaler === undefined) return [];
    const { replicas } = manifest.spec;
    const path = 'spec.replicas';
    const owner = `${autoscaler.kind} ${autoscaler.name}`;
    const isSilent = replicas === undefined || replicas === null;
    if (isSilent) return [{ passed: true, path, message: `leaves replicas to ${owner}` }];
    const message = `sets replicas, which ${owner} decides on`;
    return [{ passed: false, path, message, actual: replicas, expected: 'nothing' }];
  },
};

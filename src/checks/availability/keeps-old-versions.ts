import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** There is a version to go back to. */
export const KEEPS_OLD_VERSIONS: ICheck = {
  id: 'keeps-old-versions',
  title: 'Old versions are kept, to go back to',
  box: 'rollouts',
  severity: Severity.WARNING,
  why: 'With none kept, kubectl rollout undo has nothing to go back to, and nobody sees what ran before a bad version.',
  remedy: {
    manifest: 'spec: {revisionHistoryLimit: 3}; Kubernetes keeps ten where nothing is written',
    construct: 'Remove the patch: the constructs keep some.',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment',
  ],
  appliesTo: [
    'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet',
    'argoproj.io/Rollout', 'apps.openshift.io/DeploymentConfig',
  ],
  evaluate: ({ spec: { revisionHistoryLimit: actual } }) => {
    // Some are kept where nothing is written.
    if (typeof actual !== 'number') return [];
    const path = 'spec.revisionHistoryLimit';
    return actual > 0
      ? [{ passed: true, path, actual, message: `keeps ${actual} old version(s)` }]
      : [{ passed: false, path, actual, message: 'keeps no old version to go back to', expected: 1 }];
  },
};

import { canaryOfPrimary } from '../facts/delivery/flagger-canaries';
import { isDeclaredExternal } from '../facts/references/declared-external';
import { scaleTargetOf } from '../facts/scaling/scalers';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What an autoscaler scales is there. */
export const AUTOSCALER_TARGET_EXISTS: ICheck = {
  id: 'autoscaler-target-exists',
  title: 'Autoscalers scale something that exists',
  box: 'autoscaling',
  severity: Severity.WARNING,
  why: 'An autoscaler whose target has another name or kind does nothing, and says so only in its status.',
  remedy: {
    manifest: 'scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: <name of the workload>}',
    construct: 'Remove the patch: the constructs write the name of their own workload.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#api-object',
    'kube-score:horizontalpodautoscaler-has-target', 'kube-linter:dangling-horizontalpodautoscaler', 'kubescape:C-0300',
    'kyverno:verify-vpa-target',
  ],
  appliesTo: [
    'autoscaling/HorizontalPodAutoscaler', 'autoscaling.k8s.io/VerticalPodAutoscaler', 'keda.sh/ScaledObject',
  ],
  evaluate: (autoscaler, cluster) => {
    const { groupKind, kind, name, path } = scaleTargetOf(autoscaler);
    if (isDeclaredExternal(autoscaler, kind, name)) return [];
    const { namespace } = autoscaler;
    const isThere = cluster.named(groupKind, namespace, name) !== undefined
      || canaryOfPrimary({ groupKind, namespace, name }, cluster) !== undefined;
    const target = `${groupKind} ${name || 'without a name'}`;
    const message = isThere ? `scales ${target}` : `scales ${target}, which is not in the manifests`;
    return [{ passed: isThere, path, message }];
  },
};

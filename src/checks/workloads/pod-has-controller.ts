import { isOwned } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const STATIC = /^kubernetes\.io\/config\.(?:source|mirror|hash)$/;
const HOOKS = ['helm.sh/hook', 'argocd.argoproj.io/hook'];

/** Something starts a pod again. */
export const POD_HAS_CONTROLLER: ICheck = {
  id: 'pod-has-controller',
  title: 'Pods are made by what starts them again',
  box: 'replicas',
  severity: Severity.WARNING,
  why: 'A Pod that stands by itself is gone with its node, and with every drain, and nothing makes another one.',
  remedy: {
    manifest: 'kind: Deployment, or Job where the pod is to end, with the spec of the Pod as its template.',
    construct: 'ProductionService, ProductionWorker, or BatchJob',
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs',
    'kubescape:C-0073', 'kyverno:prevent-bare-pods',
  ],
  appliesTo: ['Pod'],
  evaluate: (manifest) => {
    const keys = Object.keys(manifest.annotations);
    // Those of the kubelet are its own, and those of a release are made anew by the next one.
    if (keys.some((key) => STATIC.test(key) || HOOKS.includes(key))) return [];
    return isOwned(manifest)
      ? [{ passed: true, path: 'metadata.ownerReferences', message: 'is made by something else' }]
      : [{ passed: false, path: 'kind', message: 'is made by nobody who would make it again', actual: 'Pod' }];
  },
};

import { isOwned } from '../facts/workload-kinds';
import { ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const OF_THE_SYSTEM = 'kube-system';
/** Where everybody may read, and where nodes keep their leases. */
const WITHOUT_PODS = new Set(['kube-public', 'kube-node-lease']);
/** By which kubeadm and the addon manager know their own. */
const SYSTEM_LABELS = ['addonmanager.kubernetes.io/mode', 'kubernetes.io/cluster-service'];

/** What is no part of the cluster has a namespace of its own. */
export const NOT_IN_SYSTEM_NAMESPACE: ICheck = {
  id: 'not-in-system-namespace',
  title: 'Nothing but the system runs in its namespaces',
  box: 'access',
  severity: Severity.WARNING,
  // Trivy lets the four programs of the control plane be there alone; network and storage are the system too.
  why: 'Policies leave these namespaces out, and whoever may read Secrets or start pods in kube-system holds the '
    + 'cluster.',
  remedy: {
    manifest: 'metadata: {namespace: shop}; what the cluster cannot do without has a priorityClassName of the system',
    construct: "new ProductionNamespace(chart, 'shop')",
  },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces',
    'https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/',
    'trivy:KSV-0037',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest) => {
    const { namespace } = manifest;
    if (namespace === '' || isOwned(manifest)) return [];
    const isAllowed = namespace === OF_THE_SYSTEM ? isOfTheSystem(manifest) : !WITHOUT_PODS.has(namespace);
    const message = `stands in the namespace ${namespace}`;
    return [{ passed: isAllowed, path: 'metadata.namespace', message, actual: namespace }];
  },
};

/** Whether a workload says that the cluster needs it. */
function isOfTheSystem({ labels, pods }: Manifest): boolean {
  return SYSTEM_LABELS.some((label) => labels[label] !== undefined) || labels.tier === 'control-plane'
    || pods.some(({ spec }) => textOf(spec.priorityClassName).startsWith('system-'));
}

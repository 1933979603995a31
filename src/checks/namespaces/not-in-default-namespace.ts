import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const OF_THE_CLUSTER = new Set(['ConfigMap kube-root-ca.crt', 'Service kubernetes', 'ServiceAccount default']);

/** Nothing is put where everything without a place of its own ends up. */
export const NOT_IN_DEFAULT_NAMESPACE: ICheck = {
  id: 'not-in-default-namespace',
  title: 'Nothing runs in the namespace default',
  box: 'access',
  severity: Severity.WARNING,
  // Checkov refuses objects without a namespace as well; Helm and Kustomize fill it in after the manifest is written.
  why: 'Rights, quotas and policies are given by namespace, and in default everybody works beside everybody else. '
    + 'Checkov and Kubescape take silence for default; here whoever applies the manifest may say the namespace.',
  remedy: {
    manifest: 'metadata: {namespace: shop}',
    construct: "new Chart(app, 'shop', { namespace: 'shop' })",
  },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/', 'kube-linter:use-namespace',
    'checkov:CKV_K8S_21', 'kubescape:C-0061', 'kubescape:C-0212', 'trivy:KSV-0110',
    'kyverno:disallow-default-namespace',
  ],
  appliesTo: ['pods', 'Service', 'ConfigMap', 'Secret', 'PersistentVolumeClaim', 'networking.k8s.io/Ingress'],
  evaluate: ({ groupKind, name, namespace }) => (namespace === '' ? [] : [{
    // What every cluster has there by itself.
    passed: namespace !== 'default' || OF_THE_CLUSTER.has(`${groupKind} ${name}`),
    message: `stands in the namespace ${namespace}`,
    path: 'metadata.namespace',
    actual: namespace,
  }]),
};

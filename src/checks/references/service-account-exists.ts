import { accountExists, accountNameOf } from '../facts/access/service-accounts';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The ServiceAccount that pods run as is in the input. */
export const SERVICE_ACCOUNT_EXISTS: ICheck = {
  id: 'service-account-exists',
  title: 'The service account of the pods exists',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Pods of an account which is not there are refused.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "ServiceAccount/web".',
    construct: 'Remove the patch: the constructs write the account with the workload.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
    'kube-linter:non-existent-service-account', 'kubescape:C-0307', 'kyverno:check-serviceaccount',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => {
    const references = manifest.pods.map((pod) => (
      { kind: 'ServiceAccount', name: accountNameOf(pod), path: `${pod.specPath}.serviceAccountName` }
    ));
    return judgeReferences(manifest, references.filter(({ name }) => name !== 'default'), ({ name }) => (
      accountExists(name, manifest.namespace, cluster)
    ));
  },
};

import { accountNameOf, mountsToken } from '../facts/access/service-accounts';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Pods that talk to the API server do so under a name of their own. */
export const OWN_SERVICE_ACCOUNT: ICheck = {
  id: 'own-service-account',
  title: 'Pods run under an account of their own',
  box: 'access',
  severity: Severity.WARNING,
  why: 'A role that is given to the default account is given to every pod of the namespace that names no other.',
  remedy: { manifest: 'Add a ServiceAccount and name it in serviceAccountName.' },
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/', 'kube-linter:default-service-account',
    'kubescape:C-0189', 'kyverno:restrict-service-account',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods, namespace }, cluster) => pods.map((pod) => {
    const name = accountNameOf(pod);
    const place = { path: `${pod.specPath}.serviceAccountName`, actual: pod.spec.serviceAccountName };
    if (name !== 'default') return { ...place, passed: true, message: `runs as ServiceAccount ${name}` };
    return mountsToken(pod, namespace, cluster)
      ? { ...place, passed: false, message: 'runs as ServiceAccount default and mounts its token' }
      : { ...place, passed: true, message: 'runs as ServiceAccount default and mounts no token' };
  }),
};

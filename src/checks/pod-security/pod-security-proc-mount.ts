import { judgeProcMounts } from '../facts/pod-security/proc-mounts';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { hasUserNamespace } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** No container sees all of /proc, but in a user namespace of its own, from 1.35 on. */
export const POD_SECURITY_PROC_MOUNT: ICheck = {
  id: 'pod-security-proc-mount',
  title: 'Containers see /proc masked',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'What is masked in /proc shows and changes the kernel of the node. Trivy finds fault with Default too, which '
    + 'is the default.',
  remedy: { manifest: 'Remove procMount.' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:baseline/procMount', 'kube-linter:unsafe-proc-mount', 'polaris:procMount',
    'trivy:KSV-0027', 'kyverno:disallow-proc-mount',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }, { minor }) => pods.flatMap((pod) => judgeProcMounts(pod, hasUserNamespace(pod, minor))),
};

import { judgeProcMounts } from '../facts/pod-security/proc-mounts';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const SINCE = 35;

/** No container sees all of /proc, not even in a user namespace of its own; before 1.35 the baseline says the same. */
export const POD_SECURITY_PROC_MOUNT_RESTRICTED: ICheck = {
  id: 'pod-security-proc-mount-restricted',
  title: 'Containers see /proc masked, in user namespaces too',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'A user namespace keeps most of the kernel from who sees all of /proc; the mask keeps the rest.',
  remedy: { manifest: 'Remove procMount.' },
  references: [
    POD_SECURITY_STANDARDS, 'pss:restricted/procMount_restricted', 'kube-linter:unsafe-proc-mount', 'polaris:procMount',
    'trivy:KSV-0027', 'kyverno:disallow-proc-mount',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }, { minor }) => (minor < SINCE ? [] : pods.flatMap((pod) => judgeProcMounts(pod, false))),
};

import { judgeConfinementProfile, SECCOMP } from '../facts/pod-security/confinement-profiles';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { inheritedFindings, declaresWindows } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Each container has a seccomp profile, of its own or of its pod; that of a file is as good as the runtime's. */
export const POD_SECURITY_SECCOMP_RESTRICTED: ICheck = {
  id: 'pod-security-seccomp-restricted',
  title: 'Containers have a seccomp profile',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'Where no profile is set, most clusters let containers use all system calls of the kernel.',
  remedy: { manifest: 'securityContext: {seccompProfile: {type: RuntimeDefault}}' },
  references: [
    POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    'pss:restricted/seccompProfile_restricted', 'kube-score:container-seccomp-profile', 'polaris:linuxHardening',
    'checkov:CKV_K8S_31', 'kubescape:C-0210', 'kubescape:C-0055', 'trivy:KSV-0030', 'trivy:KSV-0104',
    'kyverno:restrict-seccomp-strict',
  ],
  appliesTo: ['pods'],
  // Annotations that Checkov and Trivy still take count for nothing since Kubernetes 1.27.
  evaluate: ({ pods }) => pods.filter((pod) => !declaresWindows(pod)).flatMap((pod) => inheritedFindings(pod, {
    judge: (context) => judgeConfinementProfile(context, SECCOMP),
    missing: ({ path, container }) => ({
      passed: false,
      container,
      path: `${path}.seccompProfile.type`,
      message: 'has no seccomp profile, nor has its pod',
      expected: 'RuntimeDefault or Localhost',
    }),
  })),
};

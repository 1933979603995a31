import { judgeConfinementProfile, SECCOMP } from '../facts/pod-security/confinement-profiles';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { securityContextsOf } from '../facts/pods/security-context';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Where a seccomp profile is set, it is one. */
export const POD_SECURITY_SECCOMP_BASELINE: ICheck = {
  id: 'pod-security-seccomp-baseline',
  title: 'Seccomp is not turned off',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Unconfined opens all system calls, those that most escapes from containers begin with included.',
  remedy: { manifest: 'securityContext: {seccompProfile: {type: RuntimeDefault}}' },
  references: [
    POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    'pss:baseline/seccompProfile_baseline', 'kyverno:restrict-seccomp',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap(securityContextsOf)
    .flatMap((context) => judgeConfinementProfile(context, SECCOMP) ?? []),
};

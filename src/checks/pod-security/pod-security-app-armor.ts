import { APP_ARMOR, judgeConfinementProfile } from '../facts/pod-security/confinement-profiles';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset, securityContextsOf } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { valueText } from '../model/values/value-text';

const ANNOTATION_PREFIX = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * No pod leaves the AppArmor profile of its runtime for none.
 *
 * API servers before 1.30 do not know the field; the standard of these minors judges it all the same.
 */
export const POD_SECURITY_APP_ARMOR: ICheck = {
  id: 'pod-security-app-armor',
  title: 'AppArmor is not turned off',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Without a profile, what a taken container reads and writes is bound by its user alone. None need be '
    + 'named, for runtimes apply their own, and nodes without AppArmor refuse pods that name one.',
  remedy: { manifest: 'Remove the profile: runtimes apply their own where AppArmor is there.' },
  references: [
    POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/tutorials/security/apparmor/', 'pss:baseline/appArmorProfile',
    'trivy:KSV-0002', 'kyverno:restrict-apparmor-profiles',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap((pod) => [
    ...securityContextsOf(pod).flatMap((context) => judgeConfinementProfile(context, APP_ARMOR) ?? []),
    ...judgeAnnotations(pod),
  ]),
};

function judgeAnnotations({ path, annotations, containers }: PodTemplate): Finding[] {
  return Object.entries(annotations).filter(([key]) => key.startsWith(ANNOTATION_PREFIX)).map(([key, actual]) => {
    const name = key.slice(ANNOTATION_PREFIX.length);
    return {
      passed: isAllowed(actual),
      container: containers.some((container) => container.name === name) ? name : undefined,
      path: `${path === '' ? '' : `${path}.`}metadata.annotations[${key}]`,
      message: `has the AppArmor profile ${valueText(actual)}`,
      actual,
      expected: 'runtime/default or localhost/<profile>',
    };
  });
}

function isAllowed(profile: unknown): boolean {
  if (isUnset(profile) || profile === '' || profile === 'runtime/default') return true;
  return typeof profile === 'string' && profile.startsWith('localhost/');
}

import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { isUnset, SecurityContext, securityContextsOf } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

const TYPES = ['container_t', 'container_init_t', 'container_kvm_t'];
const ENGINE_TYPE = 'container_engine_t';
const ENGINE_TYPE_SINCE = 31;

/** No pod takes an SELinux label that is not meant for containers. */
export const POD_SECURITY_SELINUX_OPTIONS: ICheck = {
  id: 'pod-security-selinux-options',
  title: 'SELinux labels are those of containers',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'A label such as spc_t frees the container from SELinux; a user or role of its own may do the same. Kubescape '
    + 'wants some to be set; none is right here, for a type that one distribution needs is refused by another.',
  remedy: { manifest: 'Remove seLinuxOptions, or set its type to container_t without user and role.' },
  references: [POD_SECURITY_STANDARDS, 'pss:baseline/seLinuxOptions', 'trivy:KSV-0025', 'kyverno:disallow-selinux'],
  appliesTo: ['pods'],
  evaluate: ({ pods }, { minor }) => {
    const types = minor >= ENGINE_TYPE_SINCE ? [...TYPES, ENGINE_TYPE] : TYPES;
    return pods.flatMap((pod) => securityContextsOf(pod).flatMap((context) => judge(context, types)));
  },
};

function judge({ fields, path, container }: SecurityContext, types: readonly string[]): Finding[] {
  if (isUnset(fields.seLinuxOptions)) return [];
  const options = mapOf(fields.seLinuxOptions);
  const allowed: Record<string, readonly string[]> = { type: types, user: [], role: [] };
  const isForbidden = (key: string) => !isEmpty(options[key]) && !allowed[key].includes(options[key]);
  const forbidden = Object.keys(allowed).filter(isForbidden);
  const place = `${path}.seLinuxOptions`;
  if (forbidden.length === 0) {
    return [{ passed: true, container, path: place, message: 'has an SELinux label of containers' }];
  }
  return forbidden.map((key) => ({
    passed: false,
    container,
    path: `${place}.${key}`,
    message: `has the SELinux ${key} ${valueText(options[key])}`,
    actual: options[key],
    expected: key === 'type' ? `one of ${types.join(', ')}` : `no ${key}`,
  }));
}

function isEmpty(value: unknown): boolean {
  return isUnset(value) || value === '';
}

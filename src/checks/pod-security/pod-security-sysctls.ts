import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { podSecurityContext } from '../facts/pods/security-context';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { listOf, mapOf } from '../model/values/plain-data';
import { valueText } from '../model/values/value-text';

const ALLOWED_SINCE: readonly { readonly minor: number; readonly names: readonly string[] }[] = [
  {
    minor: 0,
    names: [
      'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  },
  { minor: 27, names: ['net.ipv4.ip_local_reserved_ports'] },
  {
    minor: 29,
    names: [
      'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  },
  { minor: 32, names: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
  { minor: 37, names: ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'] },
];

/** Pods set only those parameters of the kernel that are theirs alone. */
export const POD_SECURITY_SYSCTLS: ICheck = {
  id: 'pod-security-sysctls',
  title: 'Only safe kernel parameters are set',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'Other parameters turn off protections or change the node for all its pods.',
  remedy: { manifest: 'Remove it from sysctls, or set it on nodes that are kept for this workload.' },
  references: [
    POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
    'pss:baseline/sysctls', 'kube-linter:unsafe-sysctls', 'trivy:KSV-0026', 'kyverno:restrict-sysctls',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }, cluster) => pods.flatMap((pod): Finding[] => {
    const { fields, path } = podSecurityContext(pod);
    const names = listOf(fields.sysctls).map((sysctl) => mapOf(sysctl).name);
    if (names.length === 0) return [];
    const allowed = sysctlsAllowedIn(cluster.minor);
    const forbidden = names.flatMap((name, index) => (allowed.has(name) ? [] : [{ name, index }]));
    if (forbidden.length === 0) {
      return [{ passed: true, path: `${path}.sysctls`, message: 'sets safe kernel parameters only' }];
    }
    return forbidden.map(({ name, index }) => ({
      passed: false,
      path: `${path}.sysctls[${index}].name`,
      message: `sets the kernel parameter ${valueText(name)}`,
      actual: name,
      expected: `a safe one of 1.${cluster.minor}`,
    }));
  }),
};

function sysctlsAllowedIn(minor: number): ReadonlySet<unknown> {
  return new Set(ALLOWED_SINCE.filter((step) => step.minor <= minor).flatMap(({ names }) => names));
}

import { POD_SECURITY_APP_ARMOR } from './pod-security-app-armor';
import { POD_SECURITY_CAPABILITIES_BASELINE } from './pod-security-capabilities-baseline';
import { POD_SECURITY_CAPABILITIES_RESTRICTED } from './pod-security-capabilities-restricted';
import { POD_SECURITY_HOST_NAMESPACES } from './pod-security-host-namespaces';
import { POD_SECURITY_HOST_PATH_VOLUMES } from './pod-security-host-path-volumes';
import { POD_SECURITY_HOST_PORTS } from './pod-security-host-ports';
import { POD_SECURITY_HOST_PROBES } from './pod-security-host-probes';
import { POD_SECURITY_PRIVILEGE_ESCALATION } from './pod-security-privilege-escalation';
import { POD_SECURITY_PRIVILEGED } from './pod-security-privileged';
import { POD_SECURITY_PROC_MOUNT } from './pod-security-proc-mount';
import { POD_SECURITY_PROC_MOUNT_RESTRICTED } from './pod-security-proc-mount-restricted';
import { POD_SECURITY_RUN_AS_NON_ROOT } from './pod-security-run-as-non-root';
import { POD_SECURITY_RUN_AS_USER } from './pod-security-run-as-user';
import { POD_SECURITY_SECCOMP_BASELINE } from './pod-security-seccomp-baseline';
import { POD_SECURITY_SECCOMP_RESTRICTED } from './pod-security-seccomp-restricted';
import { POD_SECURITY_SELINUX_OPTIONS } from './pod-security-selinux-options';
import { POD_SECURITY_SYSCTLS } from './pod-security-sysctls';
import { POD_SECURITY_VOLUME_TYPES } from './pod-security-volume-types';
import { POD_SECURITY_WINDOWS_HOST_PROCESS } from './pod-security-windows-host-process';
import { POD_SECURITY_LABEL } from '../../internal/naming/labels';
import { POD_SECURITY_STANDARDS } from '../facts/pod-security/standards';
import { ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { textOf } from '../model/values/text-of';

const BASELINE = [
  POD_SECURITY_APP_ARMOR, POD_SECURITY_CAPABILITIES_BASELINE, POD_SECURITY_HOST_NAMESPACES,
  POD_SECURITY_HOST_PATH_VOLUMES, POD_SECURITY_HOST_PORTS, POD_SECURITY_HOST_PROBES, POD_SECURITY_PRIVILEGED,
  POD_SECURITY_PROC_MOUNT, POD_SECURITY_SECCOMP_BASELINE, POD_SECURITY_SELINUX_OPTIONS, POD_SECURITY_SYSCTLS,
  POD_SECURITY_WINDOWS_HOST_PROCESS,
];
const RESTRICTED = [
  ...BASELINE, POD_SECURITY_CAPABILITIES_RESTRICTED, POD_SECURITY_PRIVILEGE_ESCALATION,
  POD_SECURITY_PROC_MOUNT_RESTRICTED, POD_SECURITY_RUN_AS_NON_ROOT, POD_SECURITY_RUN_AS_USER,
  POD_SECURITY_SECCOMP_RESTRICTED, POD_SECURITY_VOLUME_TYPES,
];
const LEVELS: Readonly<Record<string, readonly ICheck[]>> = { baseline: BASELINE, restricted: RESTRICTED };

/** Pods are such as their own namespace lets in. */
export const NAMESPACE_ADMITS_ITS_PODS: ICheck = {
  id: 'namespace-admits-its-pods',
  title: 'The namespace admits the pods in it',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  why: 'The API server refuses a pod that breaks the level that its namespace enforces: the workload is created, and '
    + 'no pod of it ever is. What is wrong with the pod is said by the check of each control.',
  remedy: {
    manifest: `Mend what the other checks say of the pod, or lower the label ${POD_SECURITY_LABEL} of the Namespace.`,
    construct: "podSecurity: PodSecurity.baseline('why'), at the ProductionNamespace, or remove the patch of the pod",
  },
  references: [POD_SECURITY_STANDARDS, 'https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => {
    const namespace = cluster.named('Namespace', '', manifest.namespace);
    const level = textOf(namespace?.labels[POD_SECURITY_LABEL]);
    if (namespace === undefined || !Object.hasOwn(LEVELS, level) || manifest.pods.length === 0) return [];
    const enforced = asEnforcedBy(namespace, cluster);
    const broken = LEVELS[level].filter(({ evaluate }) => evaluate(manifest, enforced).some(({ passed }) => !passed));
    const actual = broken.map(({ id }) => id);
    return [{
      passed: broken.length === 0,
      path: manifest.pods[0].specPath,
      message: broken.length === 0
        ? `is let in by its namespace, which enforces ${level}`
        : `is refused by its namespace, which enforces ${level}: ${actual.join(', ')}`,
      actual: broken.length === 0 ? undefined : actual,
    }];
  },
};

/** A namespace may enforce what a level said in an older minor. */
function asEnforcedBy({ labels }: Manifest, cluster: Cluster): Cluster {
  const match = /^v1\.(\d+)$/.exec(textOf(labels[`${POD_SECURITY_LABEL}-version`]));
  return match === null ? cluster : new Cluster([], Math.min(Number(match[1]), cluster.minor));
}

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
import { ICheck } from '../model/check';

/** The controls of the Pod Security Standards, each as the API server decides it. */
export const POD_SECURITY_CHECKS: readonly ICheck[] = [
  POD_SECURITY_APP_ARMOR,
  POD_SECURITY_CAPABILITIES_BASELINE,
  POD_SECURITY_CAPABILITIES_RESTRICTED,
  POD_SECURITY_HOST_NAMESPACES,
  POD_SECURITY_HOST_PATH_VOLUMES,
  POD_SECURITY_HOST_PORTS,
  POD_SECURITY_HOST_PROBES,
  POD_SECURITY_PRIVILEGE_ESCALATION,
  POD_SECURITY_PRIVILEGED,
  POD_SECURITY_PROC_MOUNT_RESTRICTED,
  POD_SECURITY_PROC_MOUNT,
  POD_SECURITY_RUN_AS_NON_ROOT,
  POD_SECURITY_RUN_AS_USER,
  POD_SECURITY_SECCOMP_BASELINE,
  POD_SECURITY_SECCOMP_RESTRICTED,
  POD_SECURITY_SELINUX_OPTIONS,
  POD_SECURITY_SYSCTLS,
  POD_SECURITY_VOLUME_TYPES,
  POD_SECURITY_WINDOWS_HOST_PROCESS,
];

import { Capability, ContainerSecurityContextProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Platform } from '../platform/platform';
import { Provider } from '../platform/provider';

/** Above 10000, so that it is no user of the node; scanners count 10000 itself as too low. */
const USER_ID = 10001;

/** What a container of ours may do: nothing that it was not built to. */
export const HARDENED_CONTAINER: ContainerSecurityContextProps = {
  ensureNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: [Capability.ALL] },
};

const ROOT = { ensureNonRoot: false, user: 0, group: 0 };

/** Pods whose processes are root, for files of the node that belong to root. */
export const ROOT_POD = ROOT;

/** Root without a capability: it may read what belongs to root, and nothing more. */
export const ROOT_CONTAINER: ContainerSecurityContextProps = { ...HARDENED_CONTAINER, ...ROOT };

/** Who the processes of a pod are; OpenShift gives each namespace user ids of its own and refuses others. */
export function unprivilegedUser(scope: Construct) {
  if (Platform.of(scope).provider === Provider.OPENSHIFT) return { ensureNonRoot: true };
  return { ensureNonRoot: true, user: USER_ID, group: USER_ID, fsGroup: USER_ID };
}

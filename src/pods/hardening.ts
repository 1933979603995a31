import { Capability, ContainerSecurityContextProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Platform } from '../platform/platform';
import { Provider } from '../platform/provider';

/** Above 10000, so that it is no user of the node; scanners count 10000 itself as too low. */
const USER_ID = 10001;
/** Nobody: who sees the processes of other pods must not be their user, or may end them and read their environment. */
const OBSERVER_ID = 65534;

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
export function unprivilegedUser(scope: Construct, { seesOtherPods = false } = {}) {
  if (Platform.of(scope).provider === Provider.OPENSHIFT) return { ensureNonRoot: true };
  const id = seesOtherPods ? OBSERVER_ID : USER_ID;
  return { ensureNonRoot: true, user: id, group: id, fsGroup: id };
}

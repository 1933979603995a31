import { Construct } from 'constructs';
import { EtcdBackupProps } from './etcd-backup-props';
import { PKI, PKI_FILES } from './etcd-steps';
import { fail } from '../../internal/fail';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { requirePrivilegedNamespace } from '../../internal/tree/privileged-namespace';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { StepMount } from '../../pods/jobs/step';
import { hostFile } from '../../pods/jobs/step-volumes';
import { isHttpsEndpoint } from '../store/endpoints';

const MANAGED = [Provider.EKS, Provider.GKE, Provider.AKS];
const PKI_FOLDER = '/etc/kubernetes/pki/etcd';

const ON_NODE = 'the client certificate of etcd is on the node: three files, read only';
const ROOT = 'the key of the client certificate belongs to root; all capabilities are dropped';
/** Why the pods of a backup are as close to the node as they are, by check. */
const WAIVERS = {
  'pod-security-host-namespaces': 'etcd answers on the address of its node alone',
  'pod-security-host-path-volumes': ON_NODE,
  'pod-security-volume-types': ON_NODE,
  'pod-security-run-as-non-root': ROOT,
  'pod-security-run-as-user': ROOT,
  'no-node-credentials': ON_NODE,
  'high-user-id': ROOT,
  'high-group-id': ROOT,
  'no-root-group': ROOT,
};

/** Refuses where no pod may, or can, reach etcd; and records what its pods need. */
export function openControlPlane(context: WorkloadContext): void {
  const { scope, waivers } = context;
  checkProvider(scope);
  requirePrivilegedNamespace(context, { what: 'pods on the network of their node', reason: 'etcd backups' });
  for (const [checkId, reason] of Object.entries(WAIVERS)) waivers.add({ checkId, reason });
}

/** The certificate of a client, file by file: the folder also holds the key of the authority. */
export function pkiMounts(context: WorkloadContext, props: EtcdBackupProps): Record<string, StepMount> {
  const { pkiFolder = PKI_FOLDER } = props;
  checkMountPath(context.scope, 'pkiFolder', pkiFolder);
  const mounts = Object.entries(PKI_FILES).map(([use, file]) => {
    const volume = hostFile(context, `etcd-${use}`, `${pkiFolder}/${file}`);
    return [`${PKI}/${file}`, { volume, readOnly: true }];
  });
  return Object.fromEntries(mounts) as Record<string, StepMount>;
}

/** Refuses an address that the client certificate would be sent to in the clear, or none. */
export function checkEndpoint(scope: Construct, endpoint: string): void {
  if (isHttpsEndpoint(endpoint) && /:\d+$/.test(endpoint)) return;
  const remedy = 'write it like https://127.0.0.1:2379; a snapshot is taken of one member';
  fail(scope, { prop: 'endpoint', must: 'be one https address with a port', got: endpoint, remedy });
}

function checkProvider(scope: Construct): void {
  const { provider } = Platform.of(scope);
  if (!MANAGED.includes(provider)) return;
  fail(scope, {
    prop: 'provider',
    must: `run a control plane of its own; nobody but the provider reaches the etcd of ${provider}`,
    got: provider,
    remedy: 'back up what is in the cluster with Velero and keep its manifests in Git; the provider saves etcd',
  });
}

import { failuresOrPass } from '../facts/failures-or-pass';
import { NodePath, nodePathsOf, reachedPath } from '../facts/pods/node-paths';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

const CREDENTIALS = [
  '/etc/kubernetes', '/etc/rancher', '/etc/eks', '/var/lib/rancher/k3s/server', '/var/lib/rancher/rke2/server',
  '/var/lib/k0s/pki', '/var/lib/kubelet/pki', '/var/lib/kubelet/kubeconfig', '/var/lib/kubelet/config.json',
  '/var/lib/kubelet/pods',
  ...['.aws', '.azure', '.config/gcloud', '.docker', '.kube', '.ssh'].map((folder) => `/root/${folder}`),
];
/** Where programs keep what they log in with, wherever that folder is; and private keys. */
const BY_NAME = /\/(?:\.aws|\.azure|\.docker|\.kube|\.ssh|\.config\/gcloud|pki)(?:\/|$)|\.key$/;

/** No pod reads what its node, or who works there, logs in with. */
export const NO_NODE_CREDENTIALS: ICheck = {
  id: 'no-node-credentials',
  title: 'Pods do not read the credentials of their node',
  box: 'secrets',
  severity: Severity.CRITICAL,
  why: 'With the keys of the kubelet, of the cloud, or of a control plane, a process in the pod is that node, or more.',
  remedy: {
    manifest: 'Remove the hostPath volume; give the pod a ServiceAccount, and an identity of the cloud by it.',
    construct: 'WorkloadIdentity.gke(), eksPodIdentity() or azure(...) as the identity of the workload',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath', 'kubescape:C-0020',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => failuresOrPass(
    pods.flatMap(nodePathsOf).map(judge), 'reads no folder with credentials of its node',
  ),
};

function judge(folder: NodePath): Finding {
  const actual = folder.seen[0].path;
  const reached = reachedPath(folder, CREDENTIALS) ?? folder.seen.find(({ path }) => BY_NAME.test(path))?.path;
  return reached === undefined
    ? { passed: true, path: folder.place, message: 'holds no credentials', actual }
    : { passed: false, path: folder.place, message: `gets at ${reached} of its node`, actual };
}

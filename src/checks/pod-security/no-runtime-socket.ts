import { failuresOrPass } from '../facts/failures-or-pass';
import { nodePathsOf, reachedPath } from '../facts/pods/node-paths';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const SOCKETS = [
  '/run/docker.sock', '/run/containerd/containerd.sock', '/run/crio/crio.sock', '/run/cri-dockerd.sock',
  '/run/dockershim.sock', '/run/k3s/containerd/containerd.sock', '/run/podman/podman.sock',
  '/run/k0s/containerd.sock',
];

/** No pod gets at the program that runs all pods of its node. */
export const NO_RUNTIME_SOCKET: ICheck = {
  id: 'no-runtime-socket',
  title: 'Pods do not get at the socket of the container runtime',
  box: 'pod-security',
  severity: Severity.CRITICAL,
  // Read-only mounts make no difference: a socket is written to all the same.
  why: 'Whoever speaks to the runtime starts containers with all rights on the node, past every check of the cluster.',
  remedy: {
    manifest: 'Remove the hostPath volume; build images with BuildKit or Buildah without root, and read metrics of '
      + 'containers from the kubelet.',
    construct: 'Leave the folder out of NodeAccess, or read it as another user than root.',
  },
  references: [
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface', 'kube-linter:docker-sock',
    'checkov:CKV_K8S_27', 'kubescape:C-0074', 'trivy:KSV-0006', 'kyverno:disallow-cri-sock-mount',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => failuresOrPass(pods.flatMap(nodePathsOf).map((folder) => {
    const reached = reachedPath(folder, SOCKETS);
    return reached === undefined
      ? { passed: true, path: folder.place, message: 'holds no socket' }
      : { passed: false, path: folder.place, message: `gets at ${reached} of its node`, actual: folder.seen[0].path };
  }), 'gets at no socket of the container runtime'),
};

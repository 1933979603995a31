import { PageStep } from '../known-backups';
import { fetchSteps } from '../store/bucket-restoring';
import { Bucket } from '../store/bucket-steps';

/** How to restore etcd by hand, from the bucket alone. */
export function etcdRestoring(bucket: Bucket, backup: string): PageStep[] {
  return [...fetchSteps(bucket, backup), ...IN_PLACE];
}

const IN_PLACE: readonly PageStep[] = [
  {
    text: 'Copy the folder to each node of the control plane, and go on there as root. Stop every API server, then '
      + 'every etcd: take their manifests away, and go on when none of them is listed any more.',
    commands: [
      'mkdir -p stopped',
      'mv /etc/kubernetes/manifests/kube-apiserver.yaml /etc/kubernetes/manifests/etcd.yaml stopped/',
      "crictl ps --name '^(etcd|kube-apiserver)$'",
    ],
  },
  {
    text: 'On each of these nodes, restore the same snapshot with etcdutl of the minor of your etcd. MEMBER and '
      + 'PEER_URL are its own name and address; CLUSTER names all members, as member-1=https://10.0.0.1:2380 with a '
      + 'comma before the next one.',
    commands: [
      'etcdutl snapshot restore restore/snapshot.db --data-dir=etcd-restored \\',
      '  --name="$MEMBER" --initial-cluster="$CLUSTER" --initial-advertise-peer-urls="$PEER_URL" \\',
      '  --bump-revision=1000000000 --mark-compacted',
      'mv /var/lib/etcd etcd-before',
      'mv etcd-restored /var/lib/etcd',
    ],
  },
  {
    text: 'Start the etcds, then the API servers. Nodes, certificates and the key that encrypts Secrets must be '
      + 'those of the same cluster.',
    commands: [
      'mv stopped/etcd.yaml /etc/kubernetes/manifests/',
      'mv stopped/kube-apiserver.yaml /etc/kubernetes/manifests/',
    ],
  },
];

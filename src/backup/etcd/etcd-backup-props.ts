import { BackupProps, RehearsalOptions } from '../backup-props';

/** Properties for `EtcdBackup`. */
export interface EtcdBackupProps extends BackupProps {
  /**
   * Minor version of the etcd servers, `3.5`, `3.6` or `3.7`.
   *
   * @default - what kubeadm installs with the platform's Kubernetes: 3.7 from 1.37 on, 3.6 from 1.34 on, else 3.5
   */
  readonly serverVersion?: string;

  /**
   * An image of etcd, at the minor of the servers or one above. It needs no shell.
   *
   * @default - etcd's own, by digest
   */
  readonly image?: string;

  /**
   * Where etcd answers on each control-plane node.
   *
   * @default 'https://127.0.0.1:2379'
   */
  readonly endpoint?: string;

  /**
   * The folder of the node that holds `ca.crt`, `healthcheck-client.crt` and `healthcheck-client.key`.
   *
   * Only these three files are mounted: the key of the authority and those of the servers stay where they are.
   *
   * @default '/etc/kubernetes/pki/etcd'
   * @see https://kubernetes.io/docs/setup/best-practices/certificates/
   */
  readonly pkiFolder?: string;
}

/** Options for `EtcdBackup.rehearse`. */
export interface EtcdRehearsalOptions extends RehearsalOptions {
  /**
   * Keys, or beginnings of keys, of which the restored etcd must hold one at least.
   *
   * @default - `/registry/namespaces/kube-system`, which every cluster has
   */
  readonly keys?: string[];
}

/** Options for `mountSecret`. */
export interface MountSecretOptions {
  /**
   * Keys of the Secret with the names of their files. A pod does not start before the Secret has all of them.
   *
   * In the manifest: pod template `spec.volumes[].secret.items`.
   *
   * @default - every key, in a file of its own name
   */
  readonly keys?: { [key: string]: string };

  /**
   * Permissions of the files, which belong to root and to the group of the pod: its processes read them by their group.
   *
   * Write them in octal. Programs such as PostgreSQL and ssh refuse keys that everybody may read.
   *
   * In the manifest: pod template `spec.volumes[].secret.defaultMode`.
   *
   * @default 0o440
   */
  readonly mode?: number;

  /**
   * Whether the files stand beside what the image has in the folder, instead of taking its place. `keys` names them.
   *
   * Such a file never changes in a pod that runs, for Kubernetes updates none that is mounted by itself: what renews
   * the Secret, such as a certificate, must restart the pods too.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts[].subPath`.
   *
   * @default false
   * @see https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath
   */
  readonly keepFolder?: boolean;
}

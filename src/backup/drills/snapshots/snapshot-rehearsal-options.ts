import { ClusterRehearsalOptions } from '../cluster/cluster-rehearsal-options';

/** When claims are made of snapshots, where, and what their volumes must hold. */
export interface SnapshotRehearsalOptions extends ClusterRehearsalOptions {
  /**
   * What looks at each volume, which is mounted at `/volume` and can only be read: it is what it should be where the
   * command ends with 0. `CLAIM` is the name of the claim that was saved.
   *
   * It runs without a privilege, as a user of its own with the group of the files, on a read-only root with `/tmp`.
   *
   * @default - a command that lists what is at the top of the volume, and fails where that is nothing
   */
  readonly checkCommand?: string[];

  /**
   * The image that the command is in.
   *
   * @default - that of `image`
   */
  readonly checkImage?: string;
}

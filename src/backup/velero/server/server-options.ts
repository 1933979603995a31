import { Size } from 'cdk8s';
import { WorkloadIdentity } from '../../../access/workload-identity';
import { Resources } from '../../../availability/resources';

/** Options for `VeleroServer.own`. */
export interface VeleroServerOptions {
  /**
   * Velero's image, 1.18 or later. It needs no shell.
   *
   * @default - Velero's own
   */
  readonly image?: string;

  /**
   * Images of plugins, by the name of the container that copies each.
   *
   * @default - the one for each provider of the locations, such as `velero-plugin-for-aws`
   */
  readonly plugins?: { [name: string]: string };

  /**
   * Who the pods are to their cloud. Both ServiceAccounts, `velero` and `node-agent`, are.
   *
   * @default - nobody; each location needs credentials
   */
  readonly identity?: WorkloadIdentity;

  /**
   * CPU and memory of the server.
   *
   * @default - 250m CPU, up to one, 512 MiB
   */
  readonly resources?: Resources;

  /**
   * Local storage for backups on their way to the bucket, and for what repositories cache. At least 1 GiB.
   *
   * @default Size.gibibytes(4)
   */
  readonly scratch?: Size;

  /**
   * Memory of a pod that moves the data of one volume, and of one that tidies up a repository.
   *
   * @default Size.gibibytes(2)
   */
  readonly moverMemory?: Size;

  /**
   * How many nodes there may be, by which a computed quota of the namespace goes: one agent, and one pod that moves
   * data, for each of them.
   *
   * @default 5000, the most that Kubernetes is made for: no quota keeps a backup from the volumes of a new node
   */
  readonly maxNodes?: number;
}

import { Size } from 'cdk8s';
import { Resources } from '../../availability/resources';

/** Properties for `Alertmanager`. */
export interface AlertmanagerProps {
  /**
   * Name of all objects, and of the job by which alerts find it.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 0.28 or later.
   *
   * @default - Alertmanager 0.33.1 of quay.io
   */
  readonly image?: string;

  /**
   * Address under which people open it, which links in messages lead to. Whatever serves it under a path takes the path
   * off.
   *
   * In the manifest: the arguments `--web.external-url` and, where it has a path, `--web.route-prefix=/`.
   *
   * @default - that of its Service, such as http://alertmanager.monitoring.svc:9093
   */
  readonly externalUrl?: string;

  /**
   * How many replicas run, up to five. Each tells the others what it has sent, and waits 15 seconds longer than the one
   * before.
   *
   * In the manifest: StatefulSet `spec.replicas`, and one argument `--cluster.peer` for each.
   *
   * @default - what the platform's environment keeps, three in production
   */
  readonly replicas?: number;

  /**
   * Size of each volume, which holds silences and what was sent in the last five days.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.resources.requests.storage`.
   *
   * @default Size.gibibytes(1)
   */
  readonly storageSize?: Size;

  /**
   * StorageClass of the volumes. It must exist in the cluster.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates[].spec.storageClassName`.
   *
   * @default - the cluster's default class
   */
  readonly storageClassName?: string;

  /**
   * What each pod asks for.
   *
   * @default Resources.guaranteed(Cpu.millis(100), Size.mebibytes(256))
   */
  readonly resources?: Resources;
}

import { Resources } from '../../availability/resources';

/** Properties for `NodeExporter`. */
export interface NodeExporterProps {
  /**
   * Name of all objects, and of the job by which alerts find it.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 1.4 or later.
   *
   * @default - node_exporter 1.12.1 of quay.io
   */
  readonly image?: string;

  /**
   * The port of each node at which it answers, where 9100 is taken.
   *
   * In the manifest: DaemonSet `spec.template.spec.containers[0].ports[0].hostPort`, and an argument.
   *
   * @default 9100
   */
  readonly port?: number;

  /**
   * What it asks for on each node.
   *
   * @default - 50m CPU, up to 250m, and 128 MiB
   */
  readonly resources?: Resources;

  /**
   * How many nodes there may be, by which a computed quota of the namespace goes.
   *
   * In the manifest: ResourceQuota `spec.hard`.
   *
   * @default 5000, the most that Kubernetes is made for
   */
  readonly maxNodes?: number;
}

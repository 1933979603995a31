import { knownMembersOnly } from '../internal/signatures/known-members';

/** A port that the main container listens on, offered by the Service. */
export interface WorkloadPort {
  /** Name of the port, at most 15 lower-case letters, digits and `-`. In the manifest: container `ports[].name`. */
  readonly name: string;

  /** Port that the process listens on, 1024 or above. In the manifest: container `ports[].containerPort`. */
  readonly containerPort: number;

  /**
   * Port under which the Service offers it.
   *
   * In the manifest: Service `spec.ports[].port`.
   *
   * @default - the container port
   */
  readonly servicePort?: number;

  /**
   * Transport protocol.
   *
   * In the manifest: `protocol` of both.
   *
   * @default WorkloadProtocol.TCP
   */
  readonly protocol?: WorkloadProtocol;

  /**
   * What is spoken on top, such as `kubernetes.io/h2c`; meshes and gateways go by it.
   *
   * In the manifest: Service `spec.ports[].appProtocol`.
   *
   * @default - not said
   */
  readonly appProtocol?: string;
}

/** Transport protocols that a Service can offer. */
export enum WorkloadProtocol {
  /** Transmission control protocol. */
  TCP = 'TCP',
  /** User datagram protocol. */
  UDP = 'UDP',
  /** Stream control transmission protocol. */
  SCTP = 'SCTP',
}

knownMembersOnly({ WorkloadProtocol });

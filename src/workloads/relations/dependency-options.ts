import { Address } from './address';
import { WorkloadProtocol } from '../workload-port';

/** Options for `dependsOn`. */
export interface DependsOnOptions {
  /**
   * Which port of the target is called, by the number that its container listens on.
   *
   * @default - the only port of the target; one with several must be told which
   */
  readonly port?: number;

  /**
   * Environment variable that tells the caller where the target is, as `name:port`; short for one of `addresses`.
   *
   * In the manifest: pod template `spec.containers[0].env`.
   *
   * @default - none
   */
  readonly addressAs?: string;

  /**
   * Environment variables that tell the caller where the target is, in other forms too.
   *
   * In the manifest: pod template `spec.containers[0].env`.
   *
   * @default - none
   */
  readonly addresses?: Address[];

  /**
   * Start the process only once the target accepts connections, whenever a pod starts.
   *
   * An init container of its own tries every two seconds for a minute, and is started again if that was too short, so
   * that no image needs a shell. A name that is not there yet, as that of a StatefulService without a ready pod, is
   * tried again by the kubelet: after ten seconds at first, then ever more rarely, up to five minutes.
   *
   * A process that tries again by itself is better: a pod that waits cannot come back while its dependency is away.
   *
   * In the manifest: pod template `spec.initContainers`.
   *
   * @default false
   */
  readonly wait?: boolean;

  /**
   * Image of that init container, with `socat` in its path.
   *
   * @default - alpine/socat, pinned by digest
   */
  readonly waitImage?: string;
}

/** Options for `dependsOnHost`. */
export interface DependsOnHostOptions {
  /**
   * Transport protocol.
   *
   * In the manifest: NetworkPolicy `spec.egress[].ports[].protocol`.
   *
   * @default WorkloadProtocol.TCP
   */
  readonly protocol?: WorkloadProtocol;
}

/** Options for `allowFrom`. */
export interface AllowFromOptions {
  /**
   * Container port that is opened.
   *
   * @default - the first port of the container
   */
  readonly port?: number;
}

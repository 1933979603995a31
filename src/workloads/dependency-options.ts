import { WorkloadProtocol } from './workload-port';

/** Options for `dependsOn`. */
export interface DependsOnOptions {
  /**
   * Which port of the target is called, by the number that its container listens on.
   *
   * @default - the only port of the target; one with several must be told which
   */
  readonly port?: number;

  /**
   * Environment variable that tells the caller where the target is, as `name:port`.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].env`.
   *
   * @default - none
   */
  readonly addressAs?: string;
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

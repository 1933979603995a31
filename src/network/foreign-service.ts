import { IReachable, PodGroup, ReachablePort } from '../contracts/reachable';
import { checked } from '../internal/signatures/checked';

/** Options for `ForeignService.at`. */
export interface ForeignServiceOptions {
  /** Name of its Service. */
  readonly name: string;

  /** Its namespace. */
  readonly namespace: string;

  /** Labels that its pods carry, as the selector of its Service names them. */
  readonly podLabels: { [key: string]: string };

  /** Port that its pods listen on, by which network policies go. */
  readonly containerPort: number;

  /**
   * Port of its Service.
   *
   * @default - the container port
   */
  readonly servicePort?: number;

  /**
   * Transport protocol: `TCP`, `UDP` or `SCTP`.
   *
   * @default 'TCP'
   */
  readonly protocol?: string;
}

/**
 * Something in the cluster that this library did not make, as a target of `dependsOn`.
 *
 * Only the caller's side is opened: whether the other side lets it in is for its owner to say.
 *
 * @example
 *
 * const vault = ForeignService.at({
 *   name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
 * });
 * api.dependsOn(vault, { addressAs: 'VAULT_ADDR' });
 */
@checked
export class ForeignService implements IReachable {
  /**
   * Names the target.
   *
   * @param options where it is
   */
  public static at(options: ForeignServiceOptions): ForeignService {
    return new ForeignService(options);
  }

  /** Name of its Service. */
  public readonly reachableName: string;
  /** Its pods. */
  public readonly reachablePods: PodGroup;
  /** Its one port. */
  public readonly reachablePorts: ReachablePort[];

  private constructor(options: ForeignServiceOptions) {
    const { name, namespace, podLabels, containerPort, servicePort = containerPort, protocol = 'TCP' } = options;
    this.reachableName = name;
    this.reachablePods = { namespace, labels: { ...podLabels } };
    this.reachablePorts = [{ containerPort, servicePort, protocol }];
  }

  /**
   * Does nothing: the other side is not ours to open.
   *
   * @param _callers the pods
   * @param _port the port
   */
  public admit(_callers: PodGroup, _port: ReachablePort): void {
    return;
  }
  /**
   * Does nothing: the other side is not ours to open.
   *
   * @param _namespace where the pods are
   * @param _port the port
   */
  public admitNamespace(_namespace: string, _port: ReachablePort): void {
    return;
  }
}

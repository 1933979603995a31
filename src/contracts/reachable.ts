/** A port of something that can be called. */
export interface ReachablePort {
  /** Port that the pods listen on, by which network policies go. */
  readonly containerPort: number;

  /** Port that callers name. */
  readonly servicePort: number;

  /** Transport protocol: `TCP`, `UDP` or `SCTP`. */
  readonly protocol: string;
}

/** The pods of one side of a flow inside the cluster. */
export interface PodGroup {
  /** Namespace of the pods. */
  readonly namespace: string;

  /** Labels that all of them carry, and no others. */
  readonly labels: { [key: string]: string };
}

/** What workloads can call: something with a name, ports, and pods behind it. */
export interface IReachable {
  /** Name under which callers of the same namespace find it. */
  readonly reachableName: string;

  /** The pods behind it. */
  readonly reachablePods: PodGroup;

  /** Its ports, the first one first. */
  readonly reachablePorts: ReachablePort[];

  /**
   * Lets pods connect to a port.
   *
   * @param callers the pods
   * @param port one of `reachablePorts`
   */
  admit(callers: PodGroup, port: ReachablePort): void;

  /**
   * Lets every pod of a namespace connect to a port, such as those of an ingress controller.
   *
   * @param namespace where the pods are
   * @param port one of `reachablePorts`
   */
  admitNamespace(namespace: string, port: ReachablePort): void;
}

import { ApiObject } from 'cdk8s';

/** What is opened: a peer, and ports of whoever is called. */
export interface Flow {
  /** What the user called, for messages. */
  readonly verb: string;
  readonly peer: object;
  readonly ports: readonly FlowPort[];
}

/** A port as network policies see it: behind the Service. */
export interface FlowPort {
  readonly containerPort: number;
  readonly protocol: string;
}

/** Whom a workload may connect to, as it is known when everything is there. */
export interface DerivedFlow {
  readonly peers: readonly object[];
  readonly ports: readonly FlowPort[];
}

/** What opens the flows of a workload. */
export interface WorkloadFlows {
  /** The NetworkPolicy; none of pods that policies do not see. */
  readonly policy?: ApiObject;

  /** Lets a peer connect to the workload. */
  allowFrom(flow: Flow): void;

  /** Lets a caller in that says itself that it calls; what is open already stays so. */
  admit(flow: Flow): void;

  /** Lets the workload connect to a peer. */
  allowTo(flow: Flow): void;

  /** Lets the workload connect to what is known only when everything is there; what is open already stays so. */
  deriveTo(flows: () => readonly DerivedFlow[]): void;
}

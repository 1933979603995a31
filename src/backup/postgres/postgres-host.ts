import { PodGroup } from '../../contracts/reachable';
import { WorkloadFlows } from '../../network/workload-flows';
import { StatefulSubject } from '../known-backups';

/** Where a server is, for a backup. */
export interface PostgresHost {
  readonly name: string;
  readonly port: number;
  /** The namespace of the workload that may be the server, none where it is no workload of the cluster. */
  readonly reach: readonly string[];
  /** Lets the pods through to it, on both sides where both are ours. */
  open(policy: WorkloadFlows, callers: PodGroup): void;
  /** Whether a workload of that namespace is the server. */
  keeps(subject: StatefulSubject): boolean;
}

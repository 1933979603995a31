import { PodGroup } from '../../contracts/reachable';
import { WorkloadFlows } from '../../network/workload-flows';
import { StatefulSubject } from '../known-backups';

/** Where a server is, for a backup. */
export interface PostgresHost {
  readonly name: string;
  readonly port: number;
  /** Lets the pods through to it, on both sides where both are ours. */
  open(policy: WorkloadFlows, callers: PodGroup): void;
  /** Whether a workload is the server. */
  keeps(subject: StatefulSubject): boolean;
}

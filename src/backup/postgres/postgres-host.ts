import { PodGroup } from '../../contracts/reachable';
import { WorkloadPolicy } from '../../network/workload-policy';

/** Where a server is, for a backup. */
export interface PostgresHost {
  readonly name: string;
  readonly port: number;
  /** Lets the pods through to it, on both sides where both are ours. */
  open(policy: WorkloadPolicy, callers: PodGroup): void;
}

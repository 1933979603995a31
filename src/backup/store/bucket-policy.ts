import { BackupDestination } from './backup-destination';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { WorkloadPolicy } from '../../network/workload-policy';

/** Policies know no names, and the addresses of a provider change. */
const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** The NetworkPolicy of pods that reach the bucket and DNS, and that nothing reaches. */
export function bucketPolicy(context: WorkloadContext, destination: BackupDestination): WorkloadPolicy {
  const policy = new WorkloadPolicy(context);
  const open = (cidr: string, ports: readonly number[]) => policy.allowTo({
    verb: 'destination',
    peer: { ipBlock: { cidr } },
    ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })),
  });
  ANYWHERE.forEach((cidr) => open(cidr, [destination._port]));
  destination._identityHosts.forEach(({ cidr, ports }) => open(cidr, ports));
  return policy;
}

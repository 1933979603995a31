import { fail } from '../../internal/fail';
import { Workload } from '../workload';

const CAPABILITY = 'NET_BIND_SERVICE';

/** Gives the main container the one capability that Pod Security allows at `restricted`. */
export function allowNetBindService(workload: Workload): void {
  const { scope, name } = workload.context;
  if (workload.bindsLowPorts) {
    const remedy = 'remove this call';
    fail(scope, { prop: 'allowNetBindService', must: 'be called once', got: 'a second call', remedy });
  }
  workload.bindsLowPorts = true;
  workload.changePods({ spec: { containers: [{ name, securityContext: { capabilities: { add: [CAPABILITY] } } }] } });
}

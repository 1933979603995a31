import { WorkloadFlows } from './workload-flows';
import { fail } from '../internal/fail';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { Platform } from '../platform/platform';

/** Pods, and what of the network is open to them. */
export interface ApiCaller {
  readonly context: WorkloadContext;
  readonly policy: WorkloadFlows;
}

/** Lets pods connect to the API servers. */
export function openKubernetesApi({ context: { scope }, policy }: ApiCaller): void {
  const { kubernetesApi, provider } = Platform.of(scope);
  if (kubernetesApi === undefined) {
    const remedy = "call Platform.configure(app, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) }); "
      + 'no selector means the API servers';
    fail(scope, { prop: 'kubernetesApi', must: 'be known', got: kubernetesApi, remedy });
  }
  for (const { cidr, port } of kubernetesApi._targets(provider)) {
    const ports = [{ containerPort: port, protocol: 'TCP' }];
    policy.allowTo({ verb: 'callKubernetesApi', peer: { ipBlock: { cidr } }, ports });
  }
}

import { ApiObject } from 'cdk8s';
import { FlowSide } from './dependencies';
import { WorkloadIdentity } from '../../access/workload-identity';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { undefinedIfEmpty } from '../../internal/values/json';
import { openKubernetesApi } from '../../network/kubernetes-api-flow';
import { GKE_METADATA, IdentityHost, INSTANCE_METADATA } from '../../platform/identity-hosts';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { mountAccountToken } from '../../pods/volumes/account-token';
import { Workload } from '../workload';
import { WorkloadProtocol } from '../workload-port';

/** Lets the pods call the API server, and gives the main container a token of their ServiceAccount for it. */
export function callKubernetesApi(workload: Workload): void {
  if (workload.callsKubernetesApi) return;
  openKubernetesApi(workload);
  workload.changePods(mountAccountToken(workload.context.scope, workload.container));
  workload.callsKubernetesApi = true;
}

/** Lets the pods ask the metadata server of their cloud. */
export function callMetadataServer(workload: Workload): void {
  const { provider } = Platform.of(workload.context.scope);
  const hosts = provider === Provider.GKE ? GKE_METADATA : [INSTANCE_METADATA];
  hosts.forEach((host) => open(workload, 'callMetadataServer', host));
}

/** Pods that their cloud may know. */
export type IdentifiedSide = FlowSide & Pick<Workload, 'identity' | 'serviceAccount' | 'changePods'>;

/** Lets the cloud know the pods, and the pods get their credentials. */
export function useIdentity(workload: IdentifiedSide, identity: WorkloadIdentity): void {
  const { scope } = workload.context;
  identity._check(scope);
  if (workload.identity !== undefined) {
    const remedy = 'call it once';
    fail(scope, { prop: 'useIdentity', must: 'be the only identity of the workload', got: identity._text, remedy });
  }
  workload.identity = identity;
  identity._hosts.forEach((host) => open(workload, 'useIdentity', host));
  const annotations = undefinedIfEmpty(identity._accountAnnotations);
  Overlay.of(ApiObject.of(workload.serviceAccount)).merge({ metadata: { annotations } });
  workload.changePods({ metadata: { labels: identity._podLabels } });
}

function open({ policy }: FlowSide, verb: string, { cidr, ports }: IdentityHost): void {
  policy.allowTo({
    verb,
    peer: { ipBlock: { cidr } },
    ports: ports.map((containerPort) => ({ containerPort, protocol: WorkloadProtocol.TCP })),
  });
}

import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { isSame } from '../internal/json';
import { NAMESPACE_NAME_LABEL } from '../internal/labels';
import { PortEntry } from '../internal/ports';
import { objectMetadata, WorkloadContext } from '../internal/workload-context';
import { Platform } from '../platform/platform';

/** One rule of `spec.ingress`. */
interface IngressRule {
  readonly from: object[];
  readonly ports: object[];
}

/** The network policy of one workload: closed, but for DNS and the flows that were declared. */
export class WorkloadPolicy {
  /** The NetworkPolicy. */
  public readonly policy: ApiObject;
  private readonly ingress: IngressRule[] = [];

  constructor(private readonly context: WorkloadContext, metricsPort?: PortEntry) {
    const { scope, selector } = context;
    this.policy = new ApiObject(scope, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: objectMetadata(context),
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: Lazy.any({ produce: () => [...this.ingress] }),
        egress: [Platform.of(scope).clusterDns._egressRule()],
      },
    });
    if (metricsPort) this.allowFrom(prometheus(scope), [metricsPort]);
  }

  /** Lets a peer connect to ports. */
  public allowFrom(peer: object, ports: readonly PortEntry[]): void {
    const rule = { from: [peer], ports: ports.map(({ protocol, containerPort: port }) => ({ protocol, port })) };
    if (this.ingress.some((existing) => isSame(existing, rule))) {
      const { scope } = this.context;
      const must = 'open a flow that is not open yet';
      fail(scope, { prop: 'allowFrom', must, got: rule, remedy: 'remove this call' });
    }
    this.ingress.push(rule);
  }
}

function prometheus(scope: Construct): object {
  return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: Platform.of(scope).metrics.namespace } } };
}

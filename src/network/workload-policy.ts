import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { DerivedFlow, Flow, FlowPort, WorkloadFlows } from './workload-flows';
import { fail } from '../internal/fail';
import { namespacePeer } from '../internal/manifest/pod-peers';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { PortEntry } from '../internal/naming/container-ports';
import { openedPorts } from '../internal/tree/opened-ports';
import { isSame } from '../internal/values/json';
import { Platform } from '../platform/platform';

/** The network policy of one workload: closed, but for DNS and the flows that were declared. */
export class WorkloadPolicy implements WorkloadFlows {
  /** The NetworkPolicy. */
  public readonly policy: ApiObject;
  private readonly ingress: object[] = [];
  private readonly egress: object[] = [];
  private readonly derivedEgress: (() => readonly DerivedFlow[])[] = [];

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
        egress: Lazy.any({ produce: () => this.egressRules() }),
      },
    });
    this.egress.push(Platform.of(scope).clusterDns._egressRule());
    if (metricsPort) this.allowFrom({ verb: 'metrics', peer: prometheus(scope), ports: [metricsPort] });
  }

  public allowFrom(flow: Flow): void {
    this.add(this.ingress, flow, { from: [flow.peer], ports: policyPorts(flow.ports) });
    this.recordOpened(flow);
  }

  public admit({ peer, ports }: Flow): void {
    const rule = { from: [peer], ports: policyPorts(ports) };
    if (includes(this.ingress, rule)) return;
    this.ingress.push(rule);
    this.recordOpened({ peer, ports });
  }

  public allowTo(flow: Flow): void {
    this.add(this.egress, flow, egressRule({ peers: [flow.peer], ports: flow.ports }));
  }

  /** Lets the workload connect to what is known only when the policy is written; what is open already stays so. */
  public deriveTo(flows: () => readonly DerivedFlow[]): void {
    this.derivedEgress.push(flows);
  }

  private egressRules(): object[] {
    const derived = this.derivedEgress.flatMap((flows) => flows()).map(egressRule);
    return [...this.egress, ...derived.filter((rule) => !includes(this.egress, rule))];
  }

  private recordOpened({ peer, ports }: Pick<Flow, 'peer' | 'ports'>): void {
    const { scope, namespace, name } = this.context;
    for (const { containerPort: port, protocol } of ports) {
      openedPorts(scope).push({ peer, namespace, name, port, protocol });
    }
  }

  private add(rules: object[], { verb }: Flow, rule: object): void {
    if (includes(rules, rule)) {
      const must = 'open a flow that is not open yet';
      fail(this.context.scope, { prop: verb, must, got: rule, remedy: 'remove this call' });
    }
    rules.push(rule);
  }
}

function egressRule({ peers, ports }: DerivedFlow): object {
  return { to: [...peers], ports: policyPorts(ports) };
}

function includes(rules: readonly object[], rule: object): boolean {
  return rules.some((existing) => isSame(existing, rule));
}

function policyPorts(ports: readonly FlowPort[]): object[] {
  return ports.map(({ protocol, containerPort: port }) => ({ protocol, port }));
}

function prometheus(scope: Construct): object {
  return namespacePeer(Platform.of(scope).metrics.namespace);
}

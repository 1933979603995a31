import { Construct } from 'constructs';
import { Provider } from './provider';
import { fail } from '../internal/fail';
import { namespacePeer } from '../internal/manifest/pod-peers';
import { checkDnsLabel, checkLabels } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { isCidr } from '../internal/values/addresses/ip-networks';
import { PORT_RANGE, checkInteger } from '../internal/values/numbers';

const NODE_LOCAL_CACHE = '169.254.20.10/32';

/** Where the pods that answer DNS are. */
export interface ClusterDnsOptions {
  /**
   * Namespace of the DNS pods.
   *
   * @default 'kube-system'
   */
  readonly namespace?: string;

  /**
   * Labels of the DNS pods.
   *
   * @default { 'k8s-app': 'kube-dns' }
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Port of the DNS pods, which may differ from the Service's 53.
   *
   * @default 53
   */
  readonly port?: number;

  /**
   * Addresses outside of the pod network that answer DNS too, such as a node-local cache.
   *
   * @default - none
   */
  readonly cidrs?: string[];
}

/**
 * What a closed network must leave open so that names resolve.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
@checked
export class ClusterDns {
  /** CoreDNS or kube-dns in `kube-system`. */
  public static kubeDns(): ClusterDns {
    return new ClusterDns({});
  }

  /** CoreDNS or kube-dns, with the node-local cache at 169.254.20.10 before it. */
  public static nodeLocalCache(): ClusterDns {
    return new ClusterDns({ cidrs: [NODE_LOCAL_CACHE] });
  }

  /** The DNS of OpenShift, whose pods listen on 5353. */
  public static openShift(): ClusterDns {
    const podLabels = { 'dns.operator.openshift.io/daemonset-dns': 'default' };
    return new ClusterDns({ namespace: 'openshift-dns', podLabels, port: 5353 });
  }

  /**
   * A DNS of your own.
   *
   * @param options where its pods are
   */
  public static at(options: ClusterDnsOptions): ClusterDns {
    return new ClusterDns(options);
  }

  /** @internal */
  public static _of(provider: Provider): ClusterDns {
    if (provider === Provider.OPENSHIFT) return ClusterDns.openShift();
    return provider === Provider.GKE ? ClusterDns.nodeLocalCache() : ClusterDns.kubeDns();
  }

  private readonly namespace: string;
  private readonly podLabels: { [key: string]: string };
  private readonly port: number;
  private readonly cidrs: string[];

  private constructor(options: ClusterDnsOptions) {
    this.namespace = options.namespace ?? 'kube-system';
    this.podLabels = { ...options.podLabels ?? { 'k8s-app': 'kube-dns' } };
    this.port = options.port ?? 53;
    this.cidrs = [...options.cidrs ?? []];
  }

  /** @internal */
  public _check(scope: Construct): void {
    checkDnsLabel(scope, 'clusterDns.namespace', this.namespace);
    checkLabels(scope, 'clusterDns.podLabels', this.podLabels);
    checkInteger(scope, { prop: 'clusterDns.port', value: this.port }, PORT_RANGE);
    const wrong = this.cidrs.find((cidr) => !isCidr(cidr));
    if (wrong !== undefined) {
      const remedy = 'write one address as 169.254.20.10/32';
      fail(scope, { prop: 'clusterDns.cidrs', must: 'hold networks', got: wrong, remedy });
    }
  }

  /** The egress rule of a NetworkPolicy. @internal */
  public _egressRule() {
    const pods = {
      ...namespacePeer(this.namespace),
      podSelector: { matchLabels: this.podLabels },
    };
    return {
      to: [pods, ...this.cidrs.map((cidr) => ({ ipBlock: { cidr } }))],
      ports: [{ protocol: 'UDP', port: this.port }, { protocol: 'TCP', port: this.port }],
    };
  }
}

import { IConstruct } from 'constructs';
import { Provider } from './provider';
import { fail } from '../internal/fail';
import { checked } from '../internal/signatures/checked';
import { hostNetwork, isCidr } from '../internal/values/addresses/ip-networks';
import { checkInteger, PORT_RANGE } from '../internal/values/numbers';

/** Options for `KubernetesApi.at`. */
export interface KubernetesApiOptions {
  /**
   * The networks that the API servers themselves are in, such as `10.0.0.0/28` or `203.0.113.10/32`.
   *
   * `kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes` lists their addresses.
   */
  readonly cidrs: string[];

  /**
   * Port that they listen on, as the same command lists it.
   *
   * In the manifest: NetworkPolicy `spec.egress[].ports[].port`.
   *
   * @default - 443 where the platform's provider is EKS, GKE or AKS, whose API servers listen there; otherwise 6443
   */
  readonly port?: number;

  /**
   * Address of the Service `kubernetes` in the namespace `default`, for networks that judge a connection by it.
   *
   * @default - none: most networks judge connections by the address behind the Service
   */
  readonly serviceAddress?: string;
}

const DEFAULT_PORT = 6443;
/** Where those of a provider listen, as the Service `kubernetes` has them for its endpoints. */
const PORTS_OF: Readonly<Record<string, number>> = { [Provider.AKS]: 443, [Provider.EKS]: 443, [Provider.GKE]: 443 };
const SERVICE_PORT = 443;

/**
 * Where the API servers are, as network policies see them.
 *
 * No label selects them, and most networks do not see the address of their Service: pods that call them need the
 * addresses behind it.
 *
 * @example
 *
 * Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
@checked
export class KubernetesApi {
  /**
   * At addresses of your own.
   *
   * @param options where
   */
  public static at(options: KubernetesApiOptions): KubernetesApi {
    return new KubernetesApi(options);
  }

  private readonly cidrs: readonly string[];
  private readonly port?: number;
  private readonly serviceAddress?: string;

  private constructor({ cidrs, port, serviceAddress }: KubernetesApiOptions) {
    this.cidrs = [...cidrs];
    this.port = port;
    this.serviceAddress = serviceAddress;
  }

  /** @internal */
  public _check(scope: IConstruct, provider = Provider.ANY): void {
    if (this.cidrs.length === 0) {
      const remedy = "write them like ['10.0.0.0/28']";
      fail(scope, { prop: 'kubernetesApi.cidrs', must: 'name a network', got: this.cidrs, remedy });
    }
    for (const cidr of this.cidrs) {
      if (isCidr(cidr)) continue;
      const remedy = 'write one address as 203.0.113.10/32';
      fail(scope, { prop: 'kubernetesApi.cidrs', must: 'hold networks', got: cidr, remedy });
    }
    const targets = this._targets(provider).map(({ cidr, port }) => `${cidr}:${port}`);
    const twice = targets.find((target, index) => targets.indexOf(target) !== index);
    if (twice !== undefined) {
      const remedy = 'remove one of the two';
      fail(scope, { prop: 'kubernetesApi', must: 'name each network once', got: twice, remedy });
    }
    if (this.port !== undefined) checkInteger(scope, { prop: 'kubernetesApi.port', value: this.port }, PORT_RANGE);
    if (this._serviceCidr !== undefined && !isCidr(this._serviceCidr)) {
      const prop = 'kubernetesApi.serviceAddress';
      fail(scope, { prop, must: 'be an address', got: this.serviceAddress, remedy: 'write it like 10.96.0.1' });
    }
  }

  /** Where pods go that call it. @internal */
  public _targets(provider: Provider): { readonly cidr: string; readonly port: number }[] {
    const { _serviceCidr: service, port = PORTS_OF[provider] ?? DEFAULT_PORT } = this;
    return [
      ...this.cidrs.map((cidr) => ({ cidr, port })),
      ...(service === undefined ? [] : [{ cidr: service, port: SERVICE_PORT }]),
    ];
  }

  /** The Service, as a network of one address. @internal */
  public get _serviceCidr(): string | undefined {
    const { serviceAddress: address } = this;
    return address === undefined ? undefined : hostNetwork(address);
  }
}

import { Construct } from 'constructs';
import { IReachable } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { isCidr } from '../../internal/values/addresses/ip-networks';
import { checkForms, SERVER_FORM } from '../provider-forms';

const HTTPS_PORT = 443;

/** Where agents find Vault, and what policies let them connect to. */
@checked
export class VaultServer {
  /**
   * In the cluster, by its Service, with https.
   *
   * In the manifest: NetworkPolicy `spec.egress` of the workload.
   *
   * @param target its Service, such as a ForeignService, with one port
   */
  public static inCluster(target: IReachable): VaultServer {
    return new VaultServer(undefined, { target });
  }

  /**
   * Elsewhere.
   *
   * In the manifest: NetworkPolicy `spec.egress` of the workload.
   *
   * @param vaultAddress its address, with https, such as `https://vault.example.com:8200`
   * @param cidrs the networks behind it: policies see addresses
   */
  public static outside(vaultAddress: string, cidrs: string[]): VaultServer {
    return new VaultServer(vaultAddress, { cidrs: [...cidrs] });
  }

  private constructor(
    private readonly address: string | undefined,
    private readonly place: { readonly target?: IReachable; readonly cidrs?: readonly string[] },
  ) {}

  /** @internal */
  public _check(scope: Construct): void {
    const given = [{ prop: 'vaultAddress', value: this.address, ...SERVER_FORM }];
    checkForms(scope, { verb: 'Vault', within: 'server', given });
    const { cidrs } = this.place;
    const wrong = cidrs?.find((cidr) => !isCidr(cidr));
    if (cidrs === undefined || (cidrs.length > 0 && wrong === undefined)) return;
    const remedy = 'write them like 203.0.113.0/28: policies see addresses, no names';
    fail(scope, { prop: 'server.cidrs', must: 'hold the networks where Vault is', got: wrong ?? [], remedy });
  }

  /** With the port that its callers name. @internal */
  public get _address(): string {
    const { target } = this.place;
    if (target === undefined) return this.address!;
    const { reachableName, reachablePods: { namespace }, reachablePorts: [{ servicePort }] } = target;
    return `https://${reachableName}.${namespace}.svc:${servicePort}`;
  }

  /** In the cluster. @internal */
  public get _target(): IReachable | undefined {
    return this.place.target;
  }

  /** Elsewhere, with the port. @internal */
  public get _hosts(): readonly { readonly cidr: string; readonly port: number }[] {
    const { cidrs = [] } = this.place;
    if (cidrs.length === 0) return [];
    const { port } = new URL(this.address!);
    return cidrs.map((cidr) => ({ cidr, port: port === '' ? HTTPS_PORT : Number(port) }));
  }
}

import { IConstruct } from 'constructs';
import { AcmeChallenge } from './acme-challenge';
import { OptOut } from '../internal/manifest/waiver-annotations';
import { checkDnsSubdomain } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { checkReason } from '../internal/values/plain-text';

/** Which certificate; the kinds of cert-manager are named as it names them. */
type Source = 'ClusterIssuer' | 'Issuer' | 'Secret' | 'Gateway' | 'None';

/** Options for `RouteTls.clusterIssuer` and `RouteTls.issuer`. */
export interface IssuerOptions {
  /**
   * How the issuer proves that a host is ours.
   *
   * By HTTP-01, pods of cert-manager answer in the namespace of the route: they are let in and counted.
   *
   * @default - AcmeChallenge.HTTP_01, and AcmeChallenge.DNS_01 for a host like `*.example.com`
   */
  readonly challenge?: AcmeChallenge;
}

const VERBS: Readonly<Record<Source, string>> = {
  ClusterIssuer: 'clusterIssuer',
  Issuer: 'issuer',
  Secret: 'secret',
  Gateway: 'atGateway',
  None: 'none',
};

/**
 * Where the certificate of a public host comes from.
 *
 * @example
 *
 * Platform.configure(chart, { tls: RouteTls.clusterIssuer('letsencrypt') });
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
@checked
export class RouteTls {
  /**
   * From a ClusterIssuer of cert-manager; one Certificate is written for each host.
   *
   * A host like `*.example.com` needs an issuer that proves its right by DNS.
   *
   * In the manifest: Certificate `spec.issuerRef`.
   *
   * @param name name of the ClusterIssuer
   * @param options how it proves that a host is ours
   */
  public static clusterIssuer(name: string, options: IssuerOptions = {}): RouteTls {
    return new RouteTls('ClusterIssuer', name, options.challenge);
  }

  /**
   * From an Issuer of cert-manager in the namespace of the route; one Certificate is written for each host.
   *
   * In the manifest: Certificate `spec.issuerRef`.
   *
   * @param name name of the Issuer
   * @param options how it proves that a host is ours
   */
  public static issuer(name: string, options: IssuerOptions = {}): RouteTls {
    return new RouteTls('Issuer', name, options.challenge);
  }

  /**
   * From a Secret of type `kubernetes.io/tls` that exists in the namespace of the route.
   *
   * In the manifest: Ingress `spec.tls[].secretName`, or ListenerSet `spec.listeners[].tls.certificateRefs`.
   *
   * @param secretName name of the Secret
   */
  public static secret(secretName: string): RouteTls {
    return new RouteTls('Secret', secretName);
  }

  /**
   * From the HTTPS listener of the shared Gateway, which has the certificate of the host already.
   *
   * Fails where routes are written as Ingresses.
   */
  public static atGateway(): RouteTls {
    return new RouteTls('Gateway', '');
  }

  /**
   * There is none: the host is served over plain HTTP.
   *
   * In the manifest: annotation `preflight/waive.route-has-tls` of the Ingress or HTTPRoute.
   *
   * @param reason why, for the readiness report
   */
  public static none(reason: string): RouteTls {
    return new RouteTls('None', reason);
  }

  private constructor(
    private readonly source: Source,
    private readonly text: string,
    private readonly challenge?: AcmeChallenge,
  ) {}

  /** @internal */
  public _check(scope: IConstruct, prop: string): void {
    if (this.source === 'None') checkReason(scope, prop, this.text);
    else if (this.source !== 'Gateway') checkDnsSubdomain(scope, prop, this.text);
  }

  /** Who issues the certificate, where one is to be written. @internal */
  public get _issuerRef(): { group: string; kind: string; name: string } | undefined {
    const isIssued = this.source === 'ClusterIssuer' || this.source === 'Issuer';
    return isIssued ? { group: 'cert-manager.io', kind: this.source, name: this.text } : undefined;
  }

  /** Whether pods of cert-manager answer for a host. @internal */
  public _usesHttp01(host: string): boolean {
    if (this._issuerRef === undefined) return false;
    const usual = host.startsWith('*.') ? AcmeChallenge.DNS_01 : AcmeChallenge.HTTP_01;
    return (this.challenge ?? usual) === AcmeChallenge.HTTP_01;
  }

  /** The Secret that holds the certificate, where the route names one. @internal */
  public _secretName(certificateName: string): string | undefined {
    if (this.source === 'Secret') return this.text;
    return this._issuerRef && certificateName;
  }

  /** @internal */
  public get _isAtGateway(): boolean {
    return this.source === 'Gateway';
  }

  /** Why there is none, where there is none. @internal */
  public get _optOut(): OptOut | undefined {
    return this.source === 'None' ? { reason: this.text } : undefined;
  }

  /** As users write it; the same for what is the same. @internal */
  public get _text(): string {
    const isUsual = this.challenge === undefined || this.challenge === AcmeChallenge.HTTP_01;
    const challenge = isUsual ? '' : `, ${JSON.stringify({ challenge: this.challenge })}`;
    return `RouteTls.${VERBS[this.source]}(${this._isAtGateway ? '' : JSON.stringify(this.text)}${challenge})`;
  }
}

import { ApiObject } from 'cdk8s';
import { AcmeSolvers } from './acme-solvers';
import { certificateName } from './certificate-name';
import { Exposure, RouteContext } from './exposure';
import { keepCertificate } from './kept-routes';
import { fail, pathOf } from '../internal/fail';
import { checkDnsSubdomain } from '../internal/naming/names';
import { hostName, RouteHosts } from '../internal/tree/route-hosts';

/** The certificates of a route: one for each host that no other route of the namespace exposed before. */
export class Certificates {
  public readonly all: ApiObject[] = [];

  constructor(private readonly context: RouteContext) {}

  /** Refuses a host that is encrypted in another way elsewhere, or whose objects could not be told from another's. */
  public check({ host, tls }: Exposure): void {
    const { scope, namespace } = this.context;
    if (tls._issuerRef) checkDnsSubdomain(scope, 'expose.host', certificateName(host));
    const known = RouteHosts.of(scope).hostLike(namespace, host);
    if (known === undefined) return;
    if (known.host !== host) {
      const must = `not be named like ${known.host} of [${pathOf(known.route)}]`;
      fail(scope, { prop: 'expose.host', must, got: host, remedy: 'expose one of the two' });
    }
    if (known.tls !== tls._text) {
      const must = `be ${known.tls} for ${host}, as in [${pathOf(known.route)}]`;
      const remedy = 'give both the same: a host has one certificate';
      fail(scope, { prop: 'expose.tls', must, got: tls._text, remedy });
    }
  }

  /** @param controllerNamespace where the requests come from by which an authority looks for its proof */
  public add({ host, tls }: Exposure, controllerNamespace: string): void {
    const { scope, namespace, labels } = this.context;
    const hosts = RouteHosts.of(scope);
    if (hosts.hostLike(namespace, host)) return;
    hosts.addHost(namespace, { host, route: scope, tls: tls._text });
    if (tls._issuerRef === undefined) return;
    const name = certificateName(host);
    const certificate = new ApiObject(scope, `Certificate-${hostName(host)}`, {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, namespace, labels },
      spec: {
        secretName: name,
        dnsNames: [host],
        issuerRef: tls._issuerRef,
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        usages: ['digital signature', 'server auth'],
      },
    });
    keepCertificate(this.context, certificate, host);
    this.all.push(certificate);
    if (tls._usesHttp01(host)) AcmeSolvers.in(this.context).admit(controllerNamespace);
  }
}

import { ApiObject, Lazy } from 'cdk8s';
import { certificateName } from './certificate-name';
import { Exposure, RouteContext, RouteWriter } from './exposure';
import { keepIngress } from './kept-routes';
import { fail } from '../internal/fail';
import { Externals } from '../internal/manifest/external-names';
import { Overlay } from '../internal/manifest/overlay';
import { Waivers } from '../internal/manifest/waiver-annotations';
import { JsonObject, undefinedIfEmpty } from '../internal/values/json';
import { RouteFlavor } from '../platform/route-flavor';
import { RouteTls } from '../platform/route-tls';

/** The one Ingress of a route. */
export class IngressWriter implements RouteWriter {
  public ingress?: ApiObject;
  private readonly exposures: Exposure[] = [];

  constructor(private readonly context: RouteContext, private readonly flavor: RouteFlavor) {}

  /** Annotations hold for all hosts of an Ingress: those that redirect, and the reason why there is no TLS. */
  public check({ tls, shares, serviceName }: Exposure): void {
    if (shares !== undefined) {
      fail(this.context.scope, {
        prop: 'expose.target',
        must: 'be behind one Service, for an Ingress has no weights',
        got: serviceName,
        remedy: 'give the platform RouteFlavor.gateway(...), or use TrafficRouting.byReplicas()',
      });
    }
    const first = this.exposures[0]?.tls;
    if (first === undefined) return;
    const isSame = first._optOut || tls._optOut ? first._text === tls._text : true;
    if (isSame) return;
    fail(this.context.scope, {
      prop: 'expose.tls',
      must: `be ${first._optOut ? first._text : 'some certificate'} for all hosts of one Ingress`,
      got: tls._text,
      remedy: 'expose this host by another PublicRoute',
    });
  }

  public add(exposure: Exposure): void {
    this.exposures.push(exposure);
    this.ingress ??= this.create(exposure.tls);
  }

  // cdk8s-plus' Ingress sorts paths as the locale of the machine does, and takes no Service but its own.
  private create(tls: RouteTls): ApiObject {
    const { scope, name, namespace, labels } = this.context;
    const ingress = new ApiObject(scope, 'Ingress', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace, labels },
      spec: {
        ingressClassName: this.flavor._className,
        tls: tls._optOut ? undefined : Lazy.any({ produce: () => this.hosts().map(encryption) }),
        rules: Lazy.any({ produce: () => this.hosts().map(rule) }),
      },
    });
    const waivers = new Waivers(scope);
    if (tls._optOut !== undefined) waivers.addOptOut('expose.tls', 'route-has-tls', tls._optOut);
    waivers.recordAt(ingress);
    const annotations = Lazy.any({ produce: () => this.annotations(tls, waivers) });
    Overlay.of(ingress).merge({ metadata: { annotations } });
    keepIngress(this.context, ingress, () => this.exposures);
    return ingress;
  }

  private annotations({ _optOut: optOut }: RouteTls, waivers: Waivers): JsonObject | undefined {
    const redirect = optOut === undefined ? this.flavor._redirectAnnotations : {};
    return undefinedIfEmpty({ ...redirect, ...this.externals().annotations(), ...waivers.annotations() });
  }

  /** The class, and the Secrets that no Certificate makes. */
  private externals(): Externals {
    const { scope, namespace } = this.context;
    const externals = new Externals(scope, namespace);
    if (this.flavor._className !== undefined) externals.add('IngressClass', this.flavor._className);
    for (const { tls } of this.exposures) {
      const name = tls._issuerRef === undefined ? tls._secretName('') : undefined;
      if (name !== undefined) externals.add('Secret', name);
    }
    return externals;
  }

  /** By host, in the order of the calls. */
  private hosts(): Exposure[][] {
    const byHost = new Map<string, Exposure[]>();
    for (const exposure of this.exposures) {
      byHost.set(exposure.host, [...byHost.get(exposure.host) ?? [], exposure]);
    }
    return [...byHost.values()];
  }
}

function encryption([{ host, tls }]: Exposure[]): object {
  return { hosts: [host], secretName: tls._secretName(certificateName(host)) };
}

function rule(exposures: Exposure[]): object {
  const paths = exposures.map(({ path, pathType, serviceName, servicePort }) => ({
    path,
    pathType,
    backend: { service: { name: serviceName, port: { number: servicePort } } },
  }));
  return { host: exposures[0].host, http: { paths } };
}

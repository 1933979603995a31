import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { destinationRule, virtualService } from './istio-objects';
import { TrafficShares } from '../../contracts/traffic-shares';
import { fail } from '../../internal/fail';
import { hostName } from '../../internal/tree/route-hosts';
import { controllerNamespace } from '../../network/controller-namespace';
import { ExposeOptions } from '../../network/public-route';
import { checkHost } from '../../network/route-checks';
import { IstioRoutingOptions } from '../strategy/traffic-routing';

/** Name of the route whose weights are those of the versions. */
export const MESH_ROUTE = 'primary';

/** Two versions that share the requests of hosts in a mesh. */
export interface MeshShares {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** Port of both Services. */
  readonly port: number;
  readonly shares: TrafficShares;
  readonly istio: IstioRoutingOptions;
}

/** What divides the requests to two versions in a mesh: of their Service, and of public hosts. */
export class SharedMesh {
  public readonly virtualServices: ApiObject[] = [];
  public readonly destinationRules: ApiObject[];

  constructor(private readonly scope: Construct, private readonly shared: MeshShares) {
    const { name, namespace, labels, shares: { shares }, istio } = shared;
    this.destinationRules = shares.map(({ serviceName: host }) => (
      destinationRule(scope, `DestinationRule-${host}`, { name: host, namespace, labels, host, istio })
    ));
    this.addRoute('VirtualService', name, name);
  }

  /** Lets the public in by the Gateways of Istio; yields the namespace that is to be let in. */
  public expose(host: string, options: ExposeOptions): string {
    const { scope, shared: { name, istio: { gateways = [] } } } = this;
    checkHost(scope, 'expose.host', host);
    const [given] = Object.entries(options).find(([, value]) => value !== undefined) ?? [];
    if (given !== undefined) {
      const must = 'be left out with Istio, whose Gateways have the certificates, and whose routes are of whole hosts';
      const remedy = 'leave it out, or use TrafficRouting.gatewayApi()';
      fail(scope, { prop: `expose.${given}`, must, got: host, remedy });
    }
    if (gateways.length === 0) {
      const remedy = 'write it like TrafficRouting.istio({ gateways: ["istio-ingress/public"] })';
      fail(scope, { prop: 'routing.gateways', must: 'name the Gateways that have the host', got: gateways, remedy });
    }
    const namespace = controllerNamespace(scope);
    this.addRoute(`VirtualService-${host}`, `${name}-${hostName(host)}`, host);
    return namespace;
  }

  private addRoute(id: string, name: string, host: string): void {
    const { namespace, labels, port, shares, istio: { gateways } } = this.shared;
    const isPublic = host !== this.shared.name;
    const route = { name: MESH_ROUTE, port, ...shares };
    this.virtualServices.push(virtualService(this.scope, id, {
      name, namespace, labels, hosts: [host], gateways: isPublic ? gateways : [], route,
    }));
  }
}

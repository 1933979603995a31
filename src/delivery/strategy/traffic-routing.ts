import { Duration } from 'cdk8s';
import { checked } from '../../internal/signatures/checked';
import { knownMembersOnly } from '../../internal/signatures/known-members';

/** What the proxies of a mesh speak with the pods of a destination. */
export enum MeshTls {
  /** Mutual TLS by certificates of the mesh. */
  ISTIO_MUTUAL = 'ISTIO_MUTUAL',
  /** Plain text, for pods without a proxy. */
  DISABLE = 'DISABLE',
}

knownMembersOnly({ MeshTls });

/** When the proxies of a mesh leave a pod out for a while. */
export interface OutlierEjectionOptions {
  /**
   * Errors of the server in a row until a pod is left out. In the manifest: DestinationRule
   * `spec.trafficPolicy.outlierDetection.consecutive5xxErrors`.
   *
   * @default 5
   */
  readonly consecutiveErrors?: number;

  /**
   * How often it is looked at. In the manifest: `interval` there.
   *
   * @default Duration.seconds(10)
   */
  readonly interval?: Duration;

  /**
   * How long a pod is left out for the first time. In the manifest: `baseEjectionTime` there.
   *
   * @default Duration.seconds(30)
   */
  readonly ejection?: Duration;

  /**
   * How many of the pods may be left out at once. In the manifest: `maxEjectionPercent` there.
   *
   * @default 50
   */
  readonly maxPercent?: number;
}

/** Options for `TrafficRouting.istio`. */
export interface IstioRoutingOptions {
  /**
   * Gateways of Istio by which the public comes in, as `namespace/name`; each must have the host.
   *
   * In the manifest: VirtualService `spec.gateways`, after which `mesh` stands for callers within the mesh.
   *
   * @default - none: callers within the mesh alone
   */
  readonly gateways?: string[];

  /**
   * What the proxies speak with the pods. In the manifest: DestinationRule `spec.trafficPolicy.tls.mode`.
   *
   * @default MeshTls.ISTIO_MUTUAL
   */
  readonly tls?: MeshTls;

  /**
   * When a pod is left out for a while. In the manifest: DestinationRule `spec.trafficPolicy.outlierDetection`.
   *
   * @default - five errors in a row, for 30 seconds, half of the pods at most
   */
  readonly outliers?: OutlierEjectionOptions;
}

/** Which of the ways divides the traffic. */
type RoutingKind = 'Gateway API' | 'Istio' | 'replicas';

/** What divides the traffic between two versions. */
@checked
export class TrafficRouting {
  /** How many pods each version has, behind one Service. Works everywhere, and as exactly as there are pods. */
  public static byReplicas(): TrafficRouting {
    return new TrafficRouting('replicas', {});
  }

  /**
   * The Gateway of the platform, by the weights of an HTTPRoute.
   *
   * Callers within the cluster are not divided so: their Service leads to all pods, and that of a FlaggerCanary to
   * those of the old version.
   *
   * @see https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
   */
  public static gatewayApi(): TrafficRouting {
    return new TrafficRouting('Gateway API', {});
  }

  /**
   * The proxies of Istio, by the weights of a VirtualService.
   *
   * The namespace must be one whose pods get a proxy, and its policies must let the proxies ask istiod.
   *
   * @param options gateways, mutual TLS and outliers
   * @see https://istio.io/latest/docs/concepts/traffic-management/
   */
  public static istio(options: IstioRoutingOptions = {}): TrafficRouting {
    return new TrafficRouting('Istio', options);
  }

  private constructor(
    /** What it is called in messages, and how it is told from the others. @internal */
    public readonly _kind: RoutingKind,
    /** What was said of Istio. @internal */
    public readonly _istio: IstioRoutingOptions,
  ) {}
}

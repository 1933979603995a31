import { Construct, IConstruct } from 'constructs';
import { ClusterDns } from './cluster-dns';
import { checkDashboards, dashboardAddress, ServicePlace } from './dashboards';
import { Environment } from './environment';
import { KubernetesApi } from './kubernetes-api';
import { MetricsFlavor } from './metrics-flavor';
import { checkNodeSize, NodeAmounts, nodeAmounts } from './node-amounts';
import { NodeSize } from './node-size';
import { Ownership } from './ownership';
import { Provider } from './provider';
import { RecoveryObjective } from './recovery-objective';
import { RouteFlavor } from './route-flavor';
import { RouteTls } from './route-tls';
import { fail, pathOf } from '../internal/fail';
import { rewriteRegistry } from '../internal/images/image-reference';
import { checkRegistries, checkTrustedRegistries } from '../internal/images/registry-prefixes';
import { DEFAULT_MINOR, parseMinor } from '../internal/kubernetes-version';
import {
  COST_CENTER_LABEL, ENVIRONMENT_LABEL, MANAGED_BY, MANAGED_BY_LABEL, OWNER_LABEL, TEAM_LABEL,
} from '../internal/naming/labels';
import { checkDnsLabel, checkDnsSubdomain, checkLabelValue } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';

const PLATFORM = Symbol.for('cdk8s-preflight.platform');
// What is above a configured construct has children, and so is not configured any more.
const PLATFORMS = new WeakMap<IConstruct, Platform>();

/** Defaults of a subtree. What is left out comes from the platform above it. */
export interface PlatformProps {
  /**
   * The stage, and what may be relaxed there.
   *
   * @default Environment.PRODUCTION
   */
  readonly environment?: Environment;

  /**
   * The oldest minor that the manifests must run on, from `1.28` to `1.37`.
   *
   * It decides what may be written: what that minor does not serve is left out, or an error says so.
   *
   * @default '1.30'
   */
  readonly kubernetesVersion?: string;

  /**
   * Who runs the clusters.
   *
   * @default Provider.ANY
   */
  readonly provider?: Provider;

  /**
   * Who answers for the subtree, as labels of every object.
   *
   * @default - no such labels
   */
  readonly ownership?: Ownership;

  /**
   * How Prometheus finds what to scrape.
   *
   * @default MetricsFlavor.annotations()
   */
  readonly metrics?: MetricsFlavor;

  /**
   * Address of the dashboard of a service, with `{namespace}` and `{service}` where its own go.
   *
   * Such as `https://grafana.example.com/d/service?var-namespace={namespace}&var-service={service}`.
   *
   * In the manifest: annotation `dashboard_url` of the alerts about a service.
   *
   * @default - alerts lead to no dashboard but to one that is given with them
   */
  readonly dashboards?: string;

  /**
   * Namespace where the pods of the ingress controller or of the shared Gateway run, from which requests come.
   *
   * For `PublicRoute` and `TrafficPeer.ingressController()`.
   *
   * @default - unknown; opening a workload to the ingress controller is an error
   */
  readonly ingressControllerNamespace?: string;

  /**
   * How the cluster learns of public hosts.
   *
   * @default RouteFlavor.ingress()
   */
  readonly routes?: RouteFlavor;

  /**
   * Where the certificates of public hosts come from.
   *
   * @default - unknown; each host of a `PublicRoute` must say
   */
  readonly tls?: RouteTls;

  /**
   * What a closed network leaves open so that names resolve.
   *
   * @default - what the provider runs, else kube-dns in kube-system
   */
  readonly clusterDns?: ClusterDns;

  /**
   * Where the API servers are, for workloads that call them.
   *
   * @default - unknown; `callKubernetesApi` is an error
   */
  readonly kubernetesApi?: KubernetesApi;

  /**
   * Registries, or longer prefixes of images, with what replaces them: `{ 'docker.io': 'mirror.acme.io' }`.
   *
   * The longest prefix wins. Short names such as `redis:7` belong to `docker.io/library`.
   *
   * @default - images are used as they are written
   */
  readonly registries?: { [prefix: string]: string };

  /**
   * Where images may come from, as registries or longer prefixes: `['ghcr.io/acme', 'registry.k8s.io']`.
   *
   * What is judged are the images that are written, after `registries` replaced what they begin with. An `Audit` goes
   * by those of the app, `expectReady` by those of the chart.
   *
   * @default - anywhere: no list is known
   */
  readonly trustedRegistries?: string[];

  /**
   * PriorityClass of every workload. It must exist in the cluster.
   *
   * @default - the cluster's default priority
   */
  readonly priorityClassName?: string;

  /**
   * How much may be lost in a disaster, and how long it may take to be back. Schedules, retention and drills of backups
   * follow from it.
   *
   * @default - each backup says for itself
   */
  readonly recoveryObjective?: RecoveryObjective;

  /**
   * The largest node, which no container may outgrow.
   *
   * One that asks for more waits for a node for ever, and more than any node has is a slip of the unit, such as
   * `Cpu.units(500)`.
   *
   * @default - 256 CPUs, 4 TiB of memory and 64 TiB of local storage, more than nearly every node that can be had
   */
  readonly largestNode?: NodeSize;
}

/**
 * The defaults of a subtree: where it runs, who owns it, and what the cluster offers.
 *
 * @example
 *
 * Platform.configure(chart, {
 *   kubernetesVersion: '1.33',
 *   ownership: { team: 'payments', costCenter: 'cc-42' },
 * });
 */
@checked
export class Platform {
  /**
   * Sets defaults for everything below `scope`.
   *
   * Fails where `scope` already has children or is configured already: what was made before would not have them.
   *
   * @param scope the app, a chart, or any construct
   * @param props the defaults
   */
  public static configure(scope: Construct, props: PlatformProps): void {
    const carrier = scope as Carrier;
    if (carrier[PLATFORM] !== undefined) {
      const must = `be called once for ${pathOf(scope)}`;
      fail(scope, { prop: 'Platform.configure', must, got: props, remedy: 'merge it into the first call' });
    }
    if (scope.node.children.length > 0) {
      fail(scope, {
        prop: 'Platform.configure',
        must: 'be called before anything is made below',
        got: scope.node.children.map(pathOf),
        remedy: 'call it right after the construct is made',
      });
    }
    check(scope, props);
    const { ownership, registries, trustedRegistries, largestNode } = props;
    carrier[PLATFORM] = {
      ...props,
      ownership: ownership && { ...ownership },
      registries: { ...registries },
      trustedRegistries: trustedRegistries && [...trustedRegistries],
      largestNode: largestNode && { ...largestNode },
    };
  }

  /**
   * The defaults that hold for a construct: the nearest ones above it, prop by prop.
   *
   * @param scope any construct
   */
  public static of(scope: IConstruct): Platform {
    const place = nearestConfigured(scope);
    const known = PLATFORMS.get(place);
    if (known !== undefined) return known;
    const layers = place.node.scopes.map((ancestor) => (ancestor as Carrier)[PLATFORM] ?? {});
    const platform = new Platform(place, layers.reduce(mergeDefined, {}));
    // A root without defaults may still get some.
    if (isConfigured(place)) PLATFORMS.set(place, platform);
    return platform;
  }

  /** The stage. */
  public readonly environment: Environment;
  /** The oldest minor that the manifests must run on, such as `1.30`. */
  public readonly kubernetesVersion: string;
  /** Who runs the clusters. */
  public readonly provider: Provider;
  /** Who answers for the subtree. */
  public readonly ownership: Ownership;
  /** How Prometheus finds what to scrape. */
  public readonly metrics: MetricsFlavor;
  /** Address of the dashboard of a service, with `{namespace}` and `{service}` in it, where there is one. */
  public readonly dashboards?: string;
  /** Namespace of the ingress controller, where it is known. */
  public readonly ingressControllerNamespace?: string;
  /** How the cluster learns of public hosts. */
  public readonly routes: RouteFlavor;
  /** Where the certificates of public hosts come from, where that is known. */
  public readonly tls?: RouteTls;
  /** What a closed network leaves open so that names resolve. */
  public readonly clusterDns: ClusterDns;
  /** Where the API servers are, where that is known. */
  public readonly kubernetesApi?: KubernetesApi;
  /** PriorityClass of every workload, where there is one. */
  public readonly priorityClassName?: string;
  /** How much may be lost in a disaster, and how long it may take to be back, as far as it was said. */
  public readonly recoveryObjective?: RecoveryObjective;
  /** Where images may come from, as far as it was said. */
  public readonly trustedRegistries?: string[];
  /** The largest node, as far as it was said. */
  public readonly largestNode: NodeSize;
  /** What no container may ask for more of. @internal */
  public readonly _largestNode: NodeAmounts;
  private readonly minor: number;
  private readonly registries: { [prefix: string]: string };

  private constructor(scope: IConstruct, props: PlatformProps) {
    this.environment = props.environment ?? Environment.PRODUCTION;
    this.kubernetesVersion = props.kubernetesVersion ?? `1.${DEFAULT_MINOR}`;
    this.minor = parseMinor(scope, this.kubernetesVersion);
    this.provider = props.provider ?? Provider.ANY;
    this.ownership = props.ownership ?? {};
    this.metrics = props.metrics ?? MetricsFlavor.annotations();
    this.dashboards = props.dashboards;
    this.ingressControllerNamespace = props.ingressControllerNamespace;
    this.routes = props.routes ?? RouteFlavor.ingress();
    this.tls = props.tls;
    this.clusterDns = props.clusterDns ?? ClusterDns._of(this.provider);
    this.kubernetesApi = props.kubernetesApi;
    this.registries = props.registries ?? {};
    this.trustedRegistries = props.trustedRegistries;
    this.priorityClassName = props.priorityClassName;
    this.recoveryObjective = props.recoveryObjective;
    this.largestNode = props.largestNode ?? {};
    this._largestNode = nodeAmounts(this.largestNode);
  }

  /**
   * The image as the platform's clusters pull it.
   *
   * @param image an image with tag or digest
   */
  public resolveImage(image: string): string {
    return rewriteRegistry(image, this.registries);
  }

  /** Whether the oldest minor serves what came with `minor`. @internal */
  public _has(minor: number): boolean {
    return this.minor >= minor;
  }

  /** Address of the dashboard of a service, where there is one: that which is given for it, or ours. @internal */
  public _dashboardOf(service: ServicePlace, given?: string): string | undefined {
    const address = given ?? this.dashboards;
    return address === undefined ? undefined : dashboardAddress(address, service);
  }

  /** Who decides where nobody else is named: a person, or the team. @internal */
  public get _owner(): string | undefined {
    return this.ownership.owner ?? this.ownership.team;
  }

  /** The labels of objects that are no workload's. @internal */
  public _objectLabels(): Record<string, string> {
    return { ...this._labels(), [MANAGED_BY_LABEL]: MANAGED_BY };
  }

  /** The labels of ownership and environment. @internal */
  public _labels(): Record<string, string> {
    const { team, costCenter, owner } = this.ownership;
    return {
      [ENVIRONMENT_LABEL]: this.environment.name,
      ...(team === undefined ? {} : { [TEAM_LABEL]: team }),
      ...(costCenter === undefined ? {} : { [COST_CENTER_LABEL]: costCenter }),
      ...(owner === undefined ? {} : { [OWNER_LABEL]: owner }),
    };
  }
}

interface Carrier extends IConstruct {
  [PLATFORM]?: PlatformProps;
}

function isConfigured(place: Carrier): boolean {
  return place[PLATFORM] !== undefined;
}

/** The root where nothing is configured. */
function nearestConfigured(scope: IConstruct): IConstruct {
  let place = scope;
  while (!isConfigured(place) && place.node.scope !== undefined) place = place.node.scope;
  return place;
}

function mergeDefined(above: PlatformProps, below: PlatformProps): PlatformProps {
  const defined = Object.entries(below).filter(([, value]) => value !== undefined);
  return { ...above, ...Object.fromEntries(defined) };
}

function check(scope: Construct, props: PlatformProps): void {
  const { kubernetesVersion, priorityClassName } = props;
  if (kubernetesVersion !== undefined) parseMinor(scope, kubernetesVersion);
  if (priorityClassName !== undefined) checkDnsSubdomain(scope, 'priorityClassName', priorityClassName);
  checkDashboards(scope, props.dashboards);
  props.environment?._check(scope);
  props.metrics?._check(scope);
  props.recoveryObjective?._check(scope, 'recoveryObjective');
  checkNodeSize(scope, props.largestNode ?? {});
  checkNetwork(scope, props);
  checkRoutes(scope, props);
  checkRegistries(scope, props.registries ?? {});
  checkTrustedRegistries(scope, props.trustedRegistries);
  checkOwnership(scope, props.ownership ?? {});
}

function checkNetwork(scope: Construct, { clusterDns, kubernetesApi, provider }: PlatformProps): void {
  clusterDns?._check(scope);
  kubernetesApi?._check(scope, provider);
}

function checkRoutes(scope: Construct, { ingressControllerNamespace, routes, tls }: PlatformProps): void {
  if (ingressControllerNamespace !== undefined) {
    checkDnsLabel(scope, 'ingressControllerNamespace', ingressControllerNamespace);
  }
  routes?._check(scope);
  tls?._check(scope, 'tls');
}

function checkOwnership(scope: Construct, ownership: Ownership): void {
  for (const [key, value] of Object.entries(ownership)) {
    if (value !== undefined) checkLabelValue(scope, `ownership.${key}`, value as string);
  }
}

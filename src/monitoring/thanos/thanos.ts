import { ApiObject, Size, Yaml } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ObjectStoreAccess } from './object-store-access';
import { thanosAlerts } from './thanos-alerts';
import { GRPC, HTTP, LISTEN_GRPC, LISTEN_HTTP, thanosProbes } from './thanos-program';
import { ThanosProps } from './thanos-props';
import { ThanosRetention } from './thanos-retention';
import { addThanosSidecar, ShippedPrometheus, SIDECAR_RESOURCES } from './thanos-sidecar';
import { alertRulesObject } from '../../alerts/alert-rules';
import { checkLabelNames } from '../../alerts/routing/label-checks';
import { Autoscaling } from '../../availability/autoscaling';
import { Resources } from '../../availability/resources';
import { IReachable } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { resourceFields } from '../../internal/manifest/resource-fields';
import { chosenPorts } from '../../internal/naming/reachable-ports';
import { checked } from '../../internal/signatures/checked';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { JsonObject } from '../../internal/values/json';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { Config } from '../../pods/config/config';
import { pulledImage } from '../../pods/containers/pulled-image';
import { ProductionService } from '../../workloads/production-service';
import { IdentifiedSide } from '../../workloads/relations/platform-access';
import { StatefulService } from '../../workloads/stateful-service';
import { programVersion } from '../operator/program-version';

const ENDPOINTS_FOLDER = '/etc/thanos';
const ENDPOINTS_FILE = 'endpoints.yaml';
const DATA_FOLDER = '/var/thanos';
/** The gateway would take 2.25 GiB for these two alone. */
const STORE_CACHES = ['--index-cache-size=256MB', '--chunk-pool-size=512MB'];
const STORE_MEMORY = Size.gibibytes(2);
/** With the flags that the operator gives the sidecar of a Prometheus that joins its own blocks. */
const LEAST_VERSION = '0.41.0';
const OBJECT_STORE_VOLUME = 'object-store';
const READABLE_BY_GROUP = 0o440;
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/thanos.md';
const FEW_QUERIERS = 'people ask it, and alerts do not; two of them outlive the loss of one';

/**
 * Keeps metrics for years in an object store, and shows those of several Prometheus as one.
 *
 * Writes three parts: `<name>-query`, a ProductionService that asks all others and leaves out what a pair of Prometheus
 * measured twice; `<name>-store`, a StatefulService of two gateways to the object store; and `<name>-compact`, of which
 * there is one, as two would destroy each other's blocks: it joins blocks, averages them and deletes what is too old.
 * And alerts, for uploads that fail, a compactor that stopped, an object store and queries that fail.
 *
 * Metrics get there by a sidecar of each Prometheus: our own has one by its prop `thanos`, others are made known to the
 * querier by `addEndpoint`. Dashboards ask at `queryAddress`, as they would a Prometheus.
 *
 * @example
 *
 * Platform.configure(chart, {
 *   kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
 *   metrics: MetricsFlavor.annotations({ namespace: 'shop' }),
 * });
 * const thanos = new Thanos(chart, 'thanos', { objectStore: SecretKey.of('thanos-object-store', 'store.yaml') });
 * new Prometheus(chart, 'prometheus', { storage: Size.gibibytes(50), thanos });
 *
 * @see https://thanos.io/tip/thanos/design.md/
 */
@checked
export class Thanos extends OwnConstruct {
  /** The querier. */
  public readonly query: ProductionService;
  /** The gateways to the object store. */
  public readonly store: StatefulService;
  /** The compactor. */
  public readonly compactor: StatefulService;
  /** The alerts: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;

  private readonly endpoints = new Set<string>();
  private readonly access: ObjectStoreAccess;
  private readonly image: string;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and what the names of its objects begin with by default
   * @param props where the object store is, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ThanosProps) {
    super(scope, id);
    const { name = id, image = Images.THANOS, retention = ThanosRetention.of(), runbook = RUNBOOK } = props;
    const { replicaLabels = ['prometheus_replica'] } = props;
    checkReplicaLabels(this, replicaLabels);
    checkRunbook(this, 'runbook', runbook);
    this.access = new ObjectStoreAccess(this, props);
    this.image = image;
    this.query = this.querier(`${name}-query`, replicaLabels);
    this.store = this.ofObjectStore('Store', {
      name: `${name}-store`,
      args: ['store', LISTEN_HTTP, LISTEN_GRPC, ...STORE_CACHES],
      ports: [HTTP, GRPC],
      replicas: 2,
      size: props.storeStorage ?? Size.gibibytes(20),
    });
    this.compactor = this.ofObjectStore('Compactor', {
      name: `${name}-compact`,
      args: ['compact', LISTEN_HTTP, '--wait', '--delete-delay=48h', ...retention._arguments(this)],
      ports: [HTTP],
      replicas: 1,
      size: props.compactorStorage ?? Size.gibibytes(100),
    });
    this.addEndpoint(this.store);
    const { namespace } = this.query.reachablePods;
    this.alertRules = alertRulesObject(this, 'AlertRules', {
      metadata: { name: `${name}-alerts`, namespace, labels: Platform.of(this)._objectLabels() },
      groups: () => [{ name: `${namespace}-${name}`, rules: thanosAlerts({ namespace, runbook }) }],
    });
  }

  /** Where the querier answers as a Prometheus would, with its scheme and port. */
  public get queryAddress(): string {
    const { reachablePods: { namespace }, reachableName } = this.query;
    return `http://${reachableName}.${namespace}.svc:${HTTP.containerPort}`;
  }

  /**
   * Makes the querier ask others too, such as sidecars of a Prometheus that is not ours, each of their pods by itself.
   *
   * They answer at port 10901, or at the only one that they have. Fails where the querier asks them already.
   *
   * In the manifest: a file in the ConfigMap of the querier, and NetworkPolicies of both.
   *
   * @param target pods behind a headless Service, such as a StatefulService
   */
  public addEndpoint(target: IReachable): void {
    const { reachableName, reachablePods: { namespace }, reachablePorts } = target;
    const number = reachablePorts.find(({ containerPort }) => containerPort === GRPC.containerPort)?.containerPort;
    const [{ containerPort, servicePort }] = chosenPorts(this, { verb: 'addEndpoint', target, number });
    const address = `dns+${reachableName}.${namespace}.svc:${servicePort}`;
    if (this.endpoints.has(address)) {
      fail(this, { prop: 'addEndpoint', must: 'name each endpoint once', got: address, remedy: 'remove this call' });
    }
    this.query.dependsOn(target, { port: containerPort });
    this.endpoints.add(address);
  }

  /** Keeps what a Prometheus of the tree measures. @internal */
  public _keep(prometheus: ShippedPrometheus): void {
    addThanosSidecar(prometheus, { image: this.image, access: this.access });
    this.addEndpoint(prometheus.service);
  }

  /** Keeps what a Prometheus of the operator measures; what its `spec` must say for that. @internal */
  public _keepOperated(prometheus: IReachable, side: IdentifiedSide): JsonObject {
    const { secretName, key } = this.access.objectStore;
    this.access.open(side);
    this.addEndpoint(prometheus);
    side.context.externals.add('Secret', secretName);
    const secret = { secretName, items: [{ key, path: key }], defaultMode: READABLE_BY_GROUP };
    return { thanos: this.operatedSidecar(side, key), volumes: [{ name: OBJECT_STORE_VOLUME, secret }] };
  }

  private operatedSidecar({ context }: IdentifiedSide, key: string): JsonObject {
    return {
      image: pulledImage(this, 'image', this.image).name,
      version: programVersion(this, { prop: 'image', image: this.image, least: LEAST_VERSION }),
      // As a variable it would be an argument, which everybody reads who sees the processes.
      objectStorageConfigFile: `${this.access.folder}/${key}`,
      volumeMounts: [{ name: OBJECT_STORE_VOLUME, mountPath: this.access.folder, readOnly: true }],
      resources: resourceFields(SIDECAR_RESOURCES._demand(context)),
    };
  }

  private querier(name: string, replicaLabels: readonly string[]): ProductionService {
    const file = () => Yaml.stringify({ endpoints: [...this.endpoints].map((address) => ({ address })) });
    return new ProductionService(this, 'Query', {
      name,
      image: this.image,
      args: [
        'query', LISTEN_HTTP, LISTEN_GRPC,
        ...replicaLabels.map((label) => `--query.replica-label=${label}`),
        '--query.auto-downsampling',
        `--endpoint.sd-config-file=${ENDPOINTS_FOLDER}/${ENDPOINTS_FILE}`,
      ],
      ports: [HTTP, GRPC],
      config: Config._derived({ [ENDPOINTS_FILE]: file }, ENDPOINTS_FOLDER),
      probes: thanosProbes(),
      resources: Resources.large(),
      scaling: Autoscaling.none(FEW_QUERIERS, 2),
    });
  }

  private ofObjectStore(id: string, part: ObjectStorePart): StatefulService {
    const service = new StatefulService(this, id, {
      name: part.name,
      image: this.image,
      args: [...part.args, `--data-dir=${DATA_FOLDER}`, this.access.argument],
      ports: part.ports,
      claims: [{ mountPath: DATA_FOLDER, size: part.size }],
      replicas: part.replicas,
      probes: thanosProbes(),
      resources: Resources.guaranteed(Cpu.millis(500), STORE_MEMORY),
    });
    this.access.give(service);
    return service;
  }
}

/** What is there once for each part that keeps something of the object store. */
interface ObjectStorePart {
  readonly name: string;
  readonly args: readonly string[];
  readonly ports: (typeof HTTP)[];
  readonly replicas: number;
  readonly size: Size;
}

function checkReplicaLabels(scope: Construct, labels: string[]): void {
  if (labels.length === 0) {
    const remedy = 'name the label by which the members of a pair differ, such as prometheus_replica';
    fail(scope, { prop: 'replicaLabels', must: 'name a label', got: labels, remedy });
  }
  checkLabelNames(scope, 'replicaLabels', labels);
}

import { ApiObject } from 'cdk8s';
import { ConfigMap, Container, Deployment, HorizontalPodAutoscaler, ServiceAccount } from 'cdk8s-plus-28';
import { Metrics } from './metrics';
import { Promises } from './relations/promises';
import { SecretRotation } from './relations/secret-rotation';
import { PodSettings } from './workload-defaults';
import { WorkloadPod } from './workload-pod';
import { WorkloadIdentity } from '../access/workload-identity';
import { CountedService } from '../alerts/services/counted-service';
import { progressSeconds } from '../availability/rollout-time';
import { KeptField } from '../internal/manifest/kept-fields';
import { Overlay } from '../internal/manifest/overlay';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { PortEntry } from '../internal/naming/container-ports';
import { ControllerKind } from '../internal/naming/pod-names';
import { NamespaceRegistry } from '../internal/tree/namespace-registry';
import { JsonObject } from '../internal/values/json';
import { HostNetwork } from '../network/host-network';
import { WorkloadFlows } from '../network/workload-flows';
import { WorkloadPolicy } from '../network/workload-policy';
import { ActualDemand } from '../pods/actual-demand';
import { ConfigSources } from '../pods/config/config-source';
import { AdditionalContainers } from '../pods/containers/additional-containers';
import { PodController } from '../pods/containers/main-container';
import { settleEnvironment } from '../pods/containers/pod-environment';
import { SidecarPorts } from '../pods/containers/sidecar-ports';
import { keepIdentity } from '../pods/identity/kept-identity';
import { hasEndingPods, inTemplate, podSpecOf, templatePath } from '../pods/pod-template';
import { ReadinessGates } from '../pods/readiness-gates';

/** Kinds that alerts know. */
const CONTROLLER_KINDS: readonly ControllerKind[] = ['Deployment', 'Rollout', 'StatefulSet'];

/** What is known of a workload once all of its objects are there. */
export interface Sealed {
  /** What scales it, if anything does. */
  readonly autoscaler?: HorizontalPodAutoscaler;
  /** How many runs of a job, or versions of a service, there may be beside each other. */
  readonly runs?: number;
  /** What is counted of its requests, where that is more than what it makes itself. */
  readonly counted?: Partial<CountedService>;
  /** What others go by, beside what they know every workload by. */
  readonly fields?: () => KeptField[];
}

/** What a workload has beside its controller, whatever makes its pods, is called or calls it. */
export class Workload {
  public readonly context: WorkloadContext;
  public readonly callablePorts: readonly PortEntry[];
  public readonly ports: readonly PortEntry[];
  public readonly metricsPort?: PortEntry;
  public readonly configSources: ConfigSources;
  public readonly readinessGates: ReadinessGates;
  public readonly serviceAccount: ServiceAccount;
  public readonly configMap?: ConfigMap;
  public readonly containers: AdditionalContainers;
  public readonly disruptionBudget?: ApiObject;
  public readonly policy: WorkloadFlows;
  public readonly secretRotation = new SecretRotation();
  /** Who the pods are to their cloud, once that is said. */
  public identity?: WorkloadIdentity;
  /** Whether it may call the API server, and has a token for it. */
  public callsKubernetesApi = false;
  /** What it promises of its requests, and is alerted on. */
  public readonly promises: Promises;
  /** None where the pods end by themselves. */
  private readonly metrics?: Metrics;
  /** How long the first rollout may take. */
  private readonly startSeconds: number;
  private isScaled = false;
  private others: Partial<CountedService> = {};
  /** Whether the main container has the capability to bind ports below 1024. */
  public bindsLowPorts = false;

  constructor(pod: WorkloadPod, settings: PodSettings, private readonly controller: PodController) {
    const { context, ports, demand, containerFields } = pod;
    this.context = context;
    this.promises = new Promises(context.scope);
    this.callablePorts = pod.callablePorts;
    this.ports = ports;
    this.metricsPort = pod.metricsPort;
    this.metrics = settings.metrics;
    this.startSeconds = controller instanceof Deployment
      ? controller.progressDeadline.toSeconds()
      : progressSeconds(pod.slowStartSeconds);
    this.configSources = pod.configSources;
    this.readinessGates = pod.readinessGates;
    this.serviceAccount = pod.serviceAccount;
    this.configMap = pod.config?.configMap;
    this.containers = new AdditionalContainers(context, {
      controller,
      main: demand,
      ports: new SidecarPorts(controller, ports, containerFields),
      smallResources: settings.smallResources,
    });
    this.disruptionBudget = settings.disruptionBudget?._budget(context);
    this.policy = settings.nodeAccess?._network
      ? new HostNetwork(context.scope)
      : new WorkloadPolicy(context, pod.metricsPort);
    settleEnvironment({
      scope: context.scope,
      controller,
      main: context.name,
      podSpec: podSpecOf(controller),
      sources: pod.configSources,
    });
  }

  /** The main container. */
  public get container(): Container {
    return this.controller.containers[0];
  }

  /** Whether its pods end by themselves. */
  public get isEnding(): boolean {
    return hasEndingPods(this.controller);
  }

  /** As alerts know it. */
  public get counted(): CountedService {
    const { scope, name, namespace, labels } = this.context;
    const { startSeconds, isScaled } = this;
    const isAvailabilityPromised = () => this.promises.isAvailabilityPromised;
    const kind = CONTROLLER_KINDS.find((one) => one === this.controller.kind) ?? 'Deployment';
    const { _requests: metrics, _interval: scrapeInterval } = this.metrics ?? Metrics.at();
    const subject = { scope, name, namespace, labels, controller: kind, startSeconds, isScaled };
    return { ...subject, isAvailabilityPromised, metrics, scrapeInterval, ...this.others };
  }

  /** Merges something into the template of the pods. */
  public changePods(template: JsonObject): void {
    Overlay.of(ApiObject.of(this.controller)).merge(inTemplate(this.controller, template));
  }

  /** Merges something into the object that makes the pods. */
  public changeController(fragment: JsonObject): void {
    Overlay.of(ApiObject.of(this.controller)).merge(fragment);
  }

  /**
   * To be called once all objects are there: from now on patches of any of them are seen, and its namespace counts it.
   *
   * @param maxPods pods at maximum scale, with the surge of a rollout
   * @param sealed what else is known of it now
   */
  public seal(maxPods: number, { autoscaler, runs, counted = {}, fields }: Sealed = {}): void {
    const { context, containers, controller, ports, metricsPort } = this;
    const { scope, namespace } = context;
    const objects = scope.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
    objects.forEach((object) => Overlay.of(object));
    const scaler = autoscaler && ApiObject.of(autoscaler);
    this.isScaled = scaler !== undefined;
    this.others = counted;
    const template = templatePath(controller);
    keepIdentity({ context, controller, autoscaler: scaler, template, ports, metricsPort, objects, fields });
    const planned = {
      namespace,
      maxPods,
      get pod() { return containers.podDemand; },
      get containers() { return containers.containerDemands; },
    };
    NamespaceRegistry.of(scope).addDemand(new ActualDemand(planned, {
      scope,
      controller: ApiObject.of(this.controller),
      autoscaler: scaler,
      podSpec: podSpecOf(controller),
      runs,
      isExtended: () => containers.areOthersThere,
    }));
  }
}

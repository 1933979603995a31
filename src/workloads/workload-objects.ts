import { ApiObject } from 'cdk8s';
import { ConfigMap, Container, HorizontalPodAutoscaler, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AdditionalContainers } from './additional-containers';
import { InitContainerOptions, SidecarOptions } from './container-options';
import { Metrics } from './metrics';
import { addSecretVariable, mountSecret } from './pod-additions';
import { checkProcess, decidePod, PodDecisions, PodPreferences } from './pod-decisions';
import { PodController, PodParts } from './pod-template';
import { mountScratch } from './scratch-volume';
import { SidecarPorts } from './sidecar-ports';
import { workloadContext } from './workload-context';
import { WorkloadProps } from './workload-props';
import { WorkloadWaiverOptions } from './workload-waiver-options';
import { WritableFolderOptions } from './writable-folder-options';
import { DisruptionBudget } from '../availability/disruption-budget';
import { Resources } from '../availability/resources';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { Overlay } from '../internal/manifest/overlay';
import { checkPorts, PortEntry } from '../internal/naming/container-ports';
import { NamespaceRegistry } from '../internal/tree/namespace-registry';
import { WorkloadPolicy } from '../network/workload-policy';
import { Platform } from '../platform/platform';
import { SecretKey } from '../secrets/secret-key';

/** What one workload is, before its props are looked at. */
export interface WorkloadSubject {
  readonly id: string;
  /** The value of `app.kubernetes.io/component`. */
  readonly component: string;
  /** The ports that the props name. */
  readonly ports: readonly PortEntry[];
}

/** What tells one kind of workload from another. */
export interface WorkloadKind<C extends PodController> extends WorkloadSubject {
  readonly preferences: PodPreferences;
  /** What containers beside the main one get where they do not say. */
  readonly smallResources: Resources;
  /** Pods at maximum scale, with the surge of a rollout; refuses impossible numbers. */
  maxPods(context: WorkloadContext): number;
  create(context: WorkloadContext, parts: PodParts): { controller: C; autoscaler?: HorizontalPodAutoscaler };
}

/** The objects that every workload has, whatever makes its pods, is called or calls it. */
export class WorkloadObjects<C extends PodController> {
  public readonly context: WorkloadContext;
  public readonly ports: readonly PortEntry[];
  public readonly decisions: PodDecisions;
  public readonly controller: C;
  public readonly serviceAccount: ServiceAccount;
  public readonly autoscaler?: HorizontalPodAutoscaler;
  public readonly disruptionBudget?: ApiObject;
  public readonly policy: WorkloadPolicy;
  public readonly configMap?: ConfigMap;
  private readonly maxPods: number;
  private readonly additional: AdditionalContainers;

  constructor(scope: Construct, private readonly kind: WorkloadKind<C>, props: WorkloadProps) {
    const { image, name = kind.id, metrics = Metrics.at(), config } = props;
    const { component, preferences } = kind;
    this.context = workloadContext(scope, { name, image, component });
    this.ports = metrics._ports(scope, kind.ports);
    checkPorts(scope, this.ports);
    checkProcess(scope, props, config?._environmentNames());
    this.maxPods = kind.maxPods(this.context);
    this.decisions = decidePod(this.context, props, { ports: this.ports, preferences });

    const metadata = objectMetadata(this.context);
    this.serviceAccount = new ServiceAccount(scope, 'ServiceAccount', { metadata, automountToken: false });
    this.configMap = config?._configMap(this.context);
    const { controller, autoscaler } = kind.create(this.context, {
      ...this.decisions,
      process: props,
      ports: this.ports,
      config: this.configMap && { configMap: this.configMap, mountPath: config?._mountPath },
      serviceAccount: this.serviceAccount,
    });
    this.controller = controller;
    this.autoscaler = autoscaler;
    this.additional = new AdditionalContainers(this.context, {
      controller,
      main: this.decisions.demand,
      ports: new SidecarPorts(controller, this.ports, this.decisions.containerFields),
      smallResources: kind.smallResources,
    });
    this.disruptionBudget = (props.disruptionBudget ?? DisruptionBudget.maxUnavailable(1))._budget(this.context);
    this.policy = new WorkloadPolicy(this.context, this.decisions.metricsPort);
  }

  /** The ports that the props name: what callers may depend on. */
  public get callablePorts(): readonly PortEntry[] {
    return this.kind.ports;
  }

  /** The main container. */
  public get container(): Container {
    return this.controller.containers[0];
  }

  /** Adds a container that runs to its end before the main one starts. */
  public addInitContainer(name: string, options: InitContainerOptions): Container {
    return this.additional.addInitContainer(name, options);
  }

  /** Adds a container that runs beside the main one. */
  public addSidecar(name: string, options: SidecarOptions): Container {
    return this.additional.addSidecar(name, options);
  }

  /** Reads a variable from a Secret. */
  public addSecretVariable(name: string, source: SecretKey): void {
    addSecretVariable(this.context, this.container, { name, source, taken: this.decisions.configNames });
  }

  /** Mounts a Secret as files. */
  public mountSecret(secretName: string, path: string): void {
    mountSecret(this.context, this.container, { secretName, path });
  }

  /** Adds a folder that the process may write to. */
  public addWritableFolder(path: string, { sizeLimit }: WritableFolderOptions): void {
    mountScratch(this.context, this.container, { path, sizeLimit });
  }

  /** Makes pods ready only when a controller says so too. */
  public addReadinessGate(conditionType: string): void {
    this.decisions.readinessGates.add(this.context.scope, conditionType);
  }

  /** Records the decision not to follow a check, by the owner where nobody else is named. */
  public waive(checkId: string, reason: string, options: WorkloadWaiverOptions): void {
    const { container, owner = Platform.of(this.context.scope)._owner, until, ticket } = options;
    const waivers = container === undefined ? this.context.waivers : this.additional.waiversOf(container);
    waivers.add({ checkId, reason, owner, until, ticket });
  }

  /** To be called once all objects are there: from now on patches of any of them are seen. */
  public seal(): void {
    const { scope, namespace } = this.context;
    scope.node.findAll().filter(ApiObject.isApiObject).forEach((object) => Overlay.of(object as ApiObject));
    const { additional, maxPods } = this;
    NamespaceRegistry.of(scope).addDemand({
      namespace,
      maxPods,
      get pod() { return additional.podDemand; },
      get containers() { return additional.containerDemands; },
    });
  }
}

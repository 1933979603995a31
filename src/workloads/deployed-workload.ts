import { ApiObject } from 'cdk8s';
import { ConfigMap, Container, Deployment, HorizontalPodAutoscaler, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { createDeployment } from './deployment';
import { Metrics } from './metrics';
import { addSecretVariable, mountSecret } from './pod-additions';
import { checkProcess, decidePod, PodDecisions } from './pod-decisions';
import { mountScratch } from './scratch-volume';
import { workloadContext } from './workload-context';
import { WorkloadProps } from './workload-props';
import { WritableFolderOptions } from './writable-folder-options';
import { Autoscaling } from '../availability/autoscaling';
import { DisruptionBudget } from '../availability/disruption-budget';
import { Overlay } from '../internal/overlay';
import { checkPorts, PortEntry } from '../internal/ports';
import { Registry } from '../internal/registry';
import { WaiverEntry } from '../internal/waivers';
import { objectMetadata, WorkloadContext } from '../internal/workload-context';
import { WorkloadPolicy } from '../network/workload-policy';
import { Platform } from '../platform/platform';
import { SecretKey } from '../secrets/secret-key';

/** What tells one kind of workload from another. */
export interface WorkloadKind {
  readonly id: string;
  /** The value of `app.kubernetes.io/component`. */
  readonly component: string;
  /** The ports that the props name. */
  readonly ports: readonly PortEntry[];
}

/** The objects that every workload of a Deployment has, whatever is called or calls it. */
export class DeployedWorkload {
  public readonly context: WorkloadContext;
  public readonly ports: readonly PortEntry[];
  public readonly decisions: PodDecisions;
  public readonly deployment: Deployment;
  public readonly serviceAccount: ServiceAccount;
  public readonly autoscaler?: HorizontalPodAutoscaler;
  public readonly disruptionBudget?: ApiObject;
  public readonly policy: WorkloadPolicy;
  public readonly configMap?: ConfigMap;

  constructor(scope: Construct, private readonly kind: WorkloadKind, props: WorkloadProps) {
    const { image, name = kind.id, scaling = Autoscaling.onCpu(), metrics = Metrics.at() } = props;
    this.context = workloadContext(scope, { name, image, component: kind.component });
    this.ports = metrics._ports(scope, kind.ports);
    checkPorts(scope, this.ports);
    checkProcess(scope, props);
    this.decisions = decidePod(this.context, props, this.ports);

    const metadata = objectMetadata(this.context);
    this.serviceAccount = new ServiceAccount(scope, 'ServiceAccount', { metadata, automountToken: false });
    this.configMap = props.config?._configMap(this.context);
    this.deployment = createDeployment(this.context, {
      ...this.decisions,
      process: props,
      ports: this.ports,
      config: this.configMap && { configMap: this.configMap, mountPath: props.config?._mountPath },
      serviceAccount: this.serviceAccount,
    });
    this.autoscaler = scaling._autoscaler(this.context, this.deployment);
    this.disruptionBudget = (props.disruptionBudget ?? DisruptionBudget.maxUnavailable(1))._budget(this.context);
    this.policy = new WorkloadPolicy(this.context, this.decisions.metricsPort);
  }

  /** The ports that the props name: what callers may depend on. */
  public get callablePorts(): readonly PortEntry[] {
    return this.kind.ports;
  }

  /** The main container. */
  public get container(): Container {
    return this.deployment.containers[0];
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
  public waive(waiver: WaiverEntry): void {
    this.context.waivers.add({ ...waiver, owner: waiver.owner ?? Platform.of(this.context.scope)._owner });
  }

  /** To be called once all objects are there: from now on patches of any of them are seen. */
  public seal(): void {
    const { scope, namespace } = this.context;
    scope.node.findAll().filter(ApiObject.isApiObject).forEach((object) => Overlay.of(object as ApiObject));
    Registry.of(scope).addDemand({ namespace, pod: this.decisions.demand, maxPods: this.decisions.maxPods });
  }
}

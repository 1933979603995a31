import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { ConfigMap, Deployment, HorizontalPodAutoscaler, Service, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { createDeployment } from './deployment';
import { Metrics } from './metrics';
import { addSecretVariable, mountSecret } from './pod-additions';
import { checkProcess, decidePod, PodDecisions } from './pod-decisions';
import { mountScratch } from './scratch-volume';
import { createService } from './service';
import { servicePorts } from './service-ports';
import { workloadContext } from './workload-context';
import { WorkloadPort } from './workload-port';
import { WorkloadProps } from './workload-props';
import { Autoscaling } from '../availability/autoscaling';
import { DisruptionBudget } from '../availability/disruption-budget';
import { WaiverOptions } from '../contracts/waiver-options';
import { mergePatchWithin, patchWithin } from '../internal/escape-hatch';
import { Overlay } from '../internal/overlay';
import { checkPorts, PortEntry, portNumbered } from '../internal/ports';
import { Registry } from '../internal/registry';
import { objectMetadata, WorkloadContext } from '../internal/workload-context';
import { TrafficPeer } from '../network/traffic-peer';
import { WorkloadPolicy } from '../network/workload-policy';
import { Platform } from '../platform/platform';
import { SecretKey } from '../secrets/secret-key';

/** Properties for `ProductionService`. */
export interface ProductionServiceProps extends WorkloadProps {
  /**
   * Port on which the process serves HTTP, 1024 or above. The Service offers it on port 80 under the name `http`.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].ports[0].containerPort`.
   *
   * @default - 8080 where no `ports` are given either
   */
  readonly port?: number;

  /**
   * Ports beside `port`, or instead of it.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].ports`, and Service `spec.ports`.
   *
   * @default - none
   */
  readonly ports?: WorkloadPort[];
}

/** Options for `ProductionService.allowFrom`. */
export interface AllowFromOptions {
  /**
   * Container port that is opened.
   *
   * @default - the first port of the container
   */
  readonly port?: number;
}

/** Options for `ProductionService.addWritableFolder`. */
export interface WritableFolderOptions {
  /**
   * Size above which the pod is evicted, in whole MiB. Counts against its local storage.
   *
   * @default Size.mebibytes(64)
   */
  readonly sizeLimit?: Size;
}

/**
 * A stateless service with everything that production needs around its image.
 *
 * Writes a Deployment, Service, ServiceAccount, HorizontalPodAutoscaler, PodDisruptionBudget and NetworkPolicy,
 * and where they are asked for a ConfigMap and a ServiceMonitor. Nobody may connect to it but Prometheus
 * until `allowFrom` says so.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const api = new ProductionService(chart, 'api', { image: 'ghcr.io/acme/api:1.5.0', port: 8080 });
 * api.allowFrom(TrafficPeer.ingressController());
 */
export class ProductionService extends Construct {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The Service. */
  public readonly service: Service;
  /** The ServiceAccount, whose token is mounted nowhere. */
  public readonly serviceAccount: ServiceAccount;
  /** The HorizontalPodAutoscaler, none where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** The PodDisruptionBudget, none where it was opted out of. */
  public readonly disruptionBudget?: ApiObject;
  /** The NetworkPolicy. */
  public readonly networkPolicy: ApiObject;
  /** The ServiceMonitor, none unless the platform uses the Prometheus operator. */
  public readonly serviceMonitor?: ApiObject;
  /** The ConfigMap, none without `config`. */
  public readonly configMap?: ConfigMap;

  private readonly context: WorkloadContext;
  private readonly ports: readonly PortEntry[];
  private readonly policy: WorkloadPolicy;
  private readonly decisions: PodDecisions;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ProductionServiceProps) {
    super(scope, id);
    const { image, name = id, metrics = Metrics.at(), scaling = Autoscaling.onCpu() } = props;
    this.context = workloadContext(this, { name, image, component: 'service' });
    this.ports = metrics._ports(this, servicePorts(props.port, props.ports));
    checkPorts(this, this.ports);
    checkProcess(this, props);
    this.decisions = decidePod(this.context, props, this.ports);

    const metadata = objectMetadata(this.context);
    this.serviceAccount = new ServiceAccount(this, 'ServiceAccount', { metadata, automountToken: false });
    this.configMap = props.config?._configMap(this.context);
    this.deployment = createDeployment(this.context, {
      ...this.decisions,
      process: props,
      ports: this.ports,
      config: this.configMap && { configMap: this.configMap, mountPath: props.config?._mountPath },
      serviceAccount: this.serviceAccount,
    });
    this.service = createService(this.context, this.ports);
    this.autoscaler = scaling._autoscaler(this.context, this.deployment);
    this.disruptionBudget = (props.disruptionBudget ?? DisruptionBudget.maxUnavailable(1))._budget(this.context);
    this.policy = new WorkloadPolicy(this.context, this.decisions.metricsPort);
    this.networkPolicy = this.policy.policy;
    this.serviceMonitor = metrics._serviceMonitor(this.context, this.decisions.metricsPort);

    this.node.findAll().filter(ApiObject.isApiObject).forEach((object) => Overlay.of(object as ApiObject));
    const { namespace } = this.context;
    Registry.of(this).addDemand({ namespace, pod: this.decisions.demand, maxPods: this.decisions.maxPods });
  }

  /**
   * Lets a peer connect.
   *
   * Fails where the same flow is open already, or the port is none of the container's.
   *
   * @param peer who may connect
   * @param options to which port
   */
  public allowFrom(peer: TrafficPeer, options: AllowFromOptions = {}): void {
    const { containerPort } = portNumbered(this, 'allowFrom.port', { number: options.port, ports: this.ports });
    // One number may speak TCP and UDP, as DNS does.
    const opened = this.ports.filter((port) => port.containerPort === containerPort);
    this.policy.allowFrom(peer._rendered(this), opened);
  }

  /**
   * Reads an environment variable from a Secret that exists in the cluster.
   *
   * Prefer `mountSecret`: variables leak into crash reports and child processes.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].env[].valueFrom.secretKeyRef`.
   *
   * @param name name of the variable
   * @param source where the value is
   */
  public addSecretVariable(name: string, source: SecretKey): void {
    const taken = this.decisions.configNames;
    addSecretVariable(this.context, this.deployment.containers[0], { name, source, taken });
  }

  /**
   * Mounts a Secret that exists in the cluster; each of its keys becomes a file.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].volumeMounts`.
   *
   * @param secretName name of the Secret, in the namespace of the workload
   * @param path folder of the files
   */
  public mountSecret(secretName: string, path: string): void {
    mountSecret(this.context, this.deployment.containers[0], { secretName, path });
  }

  /**
   * Adds a folder that the process may write to, beside `/tmp`; what is in it goes with the pod.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].volumeMounts`.
   *
   * @param path the folder
   * @param options its size
   */
  public addWritableFolder(path: string, options: WritableFolderOptions = {}): void {
    mountScratch(this.context, this.deployment.containers[0], { path, sizeLimit: options.sizeLimit });
  }

  /**
   * Makes pods ready only when a controller says so too.
   *
   * In the manifest: Deployment `spec.template.spec.readinessGates`.
   *
   * @param conditionType the pod condition, such as `target-health.elbv2.k8s.aws/api`
   * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
   */
  public addReadinessGate(conditionType: string): void {
    this.decisions.readinessGates.add(this, conditionType);
  }

  /**
   * Records the decision not to follow a check of the readiness checklist.
   *
   * In the manifest: annotation `preflight/waive.<check id>` of the Deployment.
   *
   * @param checkId the id of the check
   * @param reason why it does not hold here
   * @param options who decided, until when, and where it was discussed
   */
  public waive(checkId: string, reason: string, options: WaiverOptions = {}): void {
    const owner = options.owner ?? Platform.of(this)._owner;
    this.context.waivers.add({ ...options, owner, checkId, reason });
  }

  /**
   * Changes an object of this service by JSON Patch; applied after everything else.
   *
   * Fails before any file is written where an operation addresses nothing or changes nothing.
   *
   * @example
   *
   * api.patch(api.deployment, JsonPatch.replace('/spec/minReadySeconds', 10));
   *
   * @param target one of the public objects of this service
   * @param operations applied in this order
   * @see https://www.rfc-editor.org/rfc/rfc6902
   */
  public patch(target: IConstruct, ...operations: JsonPatch[]): void {
    patchWithin(this, target, operations);
  }

  /**
   * Changes an object of this service by JSON Merge Patch; applied after everything else.
   *
   * Fails before any file is written where the document changes nothing.
   *
   * @example
   *
   * api.mergePatch(api.networkPolicy, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
   *
   * @param target one of the public objects of this service
   * @param document what to merge; null removes
   * @see https://www.rfc-editor.org/rfc/rfc7386
   */
  public mergePatch(target: IConstruct, document: { [key: string]: any }): void {
    mergePatchWithin(this, target, document);
  }
}

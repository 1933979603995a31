import { ApiObject, JsonPatch } from 'cdk8s';
import { ConfigMap, Container, Deployment, HorizontalPodAutoscaler, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { InitContainerOptions, SidecarOptions } from './container-options';
import { dependOn, dependOnHost } from './dependencies';
import { DependsOnHostOptions, DependsOnOptions } from './dependency-options';
import { deploymentKind } from './deployment';
import { Metrics } from './metrics';
import { ScalableWorkloadProps } from './scalable-workload-props';
import { servicePorts } from './service-ports';
import { WorkloadObjects } from './workload-objects';
import { WorkloadWaiverOptions } from './workload-waiver-options';
import { WritableFolderOptions } from './writable-folder-options';
import { IReachable } from '../contracts/reachable';
import { mergePatchWithin, patchWithin } from '../internal/manifest/escape-hatch';
import { SecretKey } from '../secrets/secret-key';

/** Properties for `ProductionWorker`. */
export interface ProductionWorkerProps extends ScalableWorkloadProps {
  /**
   * Port on which the process answers probes and serves metrics, 1024 or above; nobody else may connect.
   *
   * In the manifest: Deployment `spec.template.spec.containers[0].ports[0].containerPort`.
   *
   * @default 8080
   */
  readonly port?: number;
}

/**
 * A stateless worker that nobody calls, with everything that production needs around its image.
 *
 * Writes what ProductionService writes, without a Service: a Deployment, ServiceAccount, HorizontalPodAutoscaler,
 * PodDisruptionBudget and NetworkPolicy, and where they are asked for a ConfigMap and a PodMonitor.
 *
 * Fails where a prop cannot work in any cluster; the message names the construct, the prop, the value and what to do.
 *
 * @example
 *
 * const mailer = new ProductionWorker(chart, 'mailer', { image: 'ghcr.io/acme/mailer:1.5.0' });
 * mailer.dependsOn(queue, { addressAs: 'QUEUE_ADDR' });
 */
export class ProductionWorker extends Construct {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The ServiceAccount, whose token is mounted nowhere. */
  public readonly serviceAccount: ServiceAccount;
  /** The HorizontalPodAutoscaler, none where the number of replicas is fixed. */
  public readonly autoscaler?: HorizontalPodAutoscaler;
  /** The PodDisruptionBudget, none where it was opted out of. */
  public readonly disruptionBudget?: ApiObject;
  /** The NetworkPolicy. */
  public readonly networkPolicy: ApiObject;
  /** The PodMonitor, none unless the platform uses the Prometheus operator. */
  public readonly podMonitor?: ApiObject;
  /** The ConfigMap, none without `config`. */
  public readonly configMap?: ConfigMap;

  private readonly workload: WorkloadObjects<Deployment>;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ProductionWorkerProps) {
    super(scope, id);
    const ports = servicePorts(props.port, undefined);
    this.workload = new WorkloadObjects(this, deploymentKind({ id, component: 'worker', ports }, props), props);
    this.deployment = this.workload.controller;
    this.serviceAccount = this.workload.serviceAccount;
    this.autoscaler = this.workload.autoscaler;
    this.disruptionBudget = this.workload.disruptionBudget;
    this.networkPolicy = this.workload.policy.policy;
    this.configMap = this.workload.configMap;
    const { metricsPort } = this.workload.decisions;
    this.podMonitor = (props.metrics ?? Metrics.at())._podMonitor(this.workload.context, metricsPort);
    this.workload.seal();
  }

  /**
   * Depends on something in the cluster: opens exactly that flow, on both sides.
   *
   * Fails where the flow is open already, and where the target has no port or several and none is named.
   *
   * In the manifest: NetworkPolicy `spec.egress` of this worker, and `spec.ingress` of the target.
   *
   * @example
   *
   * mailer.dependsOn(queue, { addressAs: 'QUEUE_ADDR' });
   *
   * @param target another workload
   * @param options which port, and how this worker learns the address
   */
  public dependsOn(target: IReachable, options: DependsOnOptions = {}): void {
    dependOn(this.workload, target, options);
  }

  /**
   * Depends on something outside of the cluster.
   *
   * Host names are refused: network policies see addresses.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @param cidr the network, such as `203.0.113.10/32`
   * @param port the port there
   * @param options the protocol
   */
  public dependsOnHost(cidr: string, port: number, options: DependsOnHostOptions = {}): void {
    dependOnHost(this.workload, { cidr, port }, options);
  }

  /**
   * Adds a container that runs to its end before those that are added later, and before the main one.
   *
   * It is hardened and sized like the main one, and has a `/tmp` of its own. Calls give the order of the start.
   *
   * In the manifest: pod template `spec.initContainers`.
   *
   * @example
   *
   * mailer.addInitContainer('migrate', { image: 'ghcr.io/acme/mailer:1.5.0', command: ['/bin/migrate'] });
   *
   * @param name name of the container, a DNS label
   * @param options image, command line and size
   * @returns the container, as cdk8s-plus knows it
   * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
   */
  public addInitContainer(name: string, options: InitContainerOptions): Container {
    return this.workload.addInitContainer(name, options);
  }

  /**
   * Adds a container that runs beside the main one, hardened and sized like it.
   *
   * From Kubernetes 1.29 on it is a native sidecar, which starts before the main container and stops after it; before
   * that an ordinary container, which starts and stops at the same time.
   *
   * In the manifest: pod template `spec.initContainers`, on Kubernetes 1.28 `spec.containers`.
   *
   * @example
   *
   * mailer.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
   *
   * @param name name of the container, a DNS label
   * @param options image, command line, size, port and probes
   * @returns the container, as cdk8s-plus knows it
   * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
   */
  public addSidecar(name: string, options: SidecarOptions): Container {
    return this.workload.addSidecar(name, options);
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
    this.workload.addSecretVariable(name, source);
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
    this.workload.mountSecret(secretName, path);
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
    this.workload.addWritableFolder(path, options);
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
    this.workload.addReadinessGate(conditionType);
  }

  /**
   * Records the decision not to follow a check of the readiness checklist.
   *
   * In the manifest: annotation `preflight/waive.<check id>` of the Deployment, with `.<container>` for one container.
   *
   * @param checkId the id of the check
   * @param reason why it does not hold here
   * @param options which container, who decided, until when, and where it was discussed
   */
  public waive(checkId: string, reason: string, options: WorkloadWaiverOptions = {}): void {
    this.workload.waive(checkId, reason, options);
  }

  /**
   * Changes an object of this worker by JSON Patch; applied after everything else.
   *
   * Fails before any file is written where an operation addresses nothing or changes nothing.
   *
   * @example
   *
   * mailer.patch(mailer.deployment, JsonPatch.replace('/spec/minReadySeconds', 10));
   *
   * @param target one of the public objects of this worker
   * @param operations applied in this order
   * @see https://www.rfc-editor.org/rfc/rfc6902
   */
  public patch(target: IConstruct, ...operations: JsonPatch[]): void {
    patchWithin(this, target, operations);
  }

  /**
   * Changes an object of this worker by JSON Merge Patch; applied after everything else.
   *
   * Fails before any file is written where the document changes nothing.
   *
   * @example
   *
   * mailer.mergePatch(mailer.networkPolicy, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
   *
   * @param target one of the public objects of this worker
   * @param document what to merge; null removes
   * @see https://www.rfc-editor.org/rfc/rfc7386
   */
  public mergePatch(target: IConstruct, document: { [key: string]: any }): void {
    mergePatchWithin(this, target, document);
  }
}

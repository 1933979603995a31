import { ApiObject, JsonPatch } from 'cdk8s';
import { ConfigMap, Container, Deployment, HorizontalPodAutoscaler, Service, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { InitContainerOptions, SidecarOptions } from './container-options';
import { admitNamespace, admitPods, allowFrom, dependOn, dependOnHost, podsOf } from './dependencies';
import { AllowFromOptions, DependsOnHostOptions, DependsOnOptions } from './dependency-options';
import { deploymentKind } from './deployment';
import { Metrics } from './metrics';
import { ScalableWorkloadProps } from './scalable-workload-props';
import { createService } from './service';
import { servicePorts } from './service-ports';
import { WorkloadObjects } from './workload-objects';
import { WorkloadPort } from './workload-port';
import { WorkloadWaiverOptions } from './workload-waiver-options';
import { WritableFolderOptions } from './writable-folder-options';
import { IReachable, PodGroup, ReachablePort } from '../contracts/reachable';
import { mergePatchWithin, patchWithin } from '../internal/manifest/escape-hatch';
import { ExposeOptions, PublicRoute } from '../network/public-route';
import { TrafficPeer } from '../network/traffic-peer';
import { SecretKey } from '../secrets/secret-key';

/** Properties for `ProductionService`. */
export interface ProductionServiceProps extends ScalableWorkloadProps {
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
export class ProductionService extends Construct implements IReachable {
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

  private readonly workload: WorkloadObjects<Deployment>;
  private publicRoute?: PublicRoute;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: ProductionServiceProps) {
    super(scope, id);
    const ports = servicePorts(props.port, props.ports);
    this.workload = new WorkloadObjects(this, deploymentKind({ id, component: 'service', ports }, props), props);
    this.deployment = this.workload.controller;
    this.serviceAccount = this.workload.serviceAccount;
    this.autoscaler = this.workload.autoscaler;
    this.disruptionBudget = this.workload.disruptionBudget;
    this.networkPolicy = this.workload.policy.policy;
    this.configMap = this.workload.configMap;
    this.service = createService(this.workload.context, this.workload.ports);
    const { metricsPort } = this.workload.decisions;
    this.serviceMonitor = (props.metrics ?? Metrics.at())._serviceMonitor(this.workload.context, metricsPort);
    this.workload.seal();
  }

  /** What the public reaches it by, none before `exposeAt`. */
  public get route(): PublicRoute | undefined {
    return this.publicRoute;
  }

  /** The name of the Service, by which callers find it. */
  public get reachableName(): string {
    return this.workload.context.name;
  }

  /** The pods behind the Service. */
  public get reachablePods(): PodGroup {
    return podsOf(this.workload);
  }

  /** The ports that callers may depend on; not one that is there for metrics alone. */
  public get reachablePorts(): ReachablePort[] {
    return this.workload.callablePorts.map(({ containerPort, servicePort, protocol }) => (
      { containerPort, servicePort, protocol }
    ));
  }

  /**
   * Depends on something in the cluster: opens exactly that flow, on both sides.
   *
   * Two services may depend on each other. Fails where the flow is open already, where the target has no port or
   * several and none is named, and where it is this service itself.
   *
   * In the manifest: NetworkPolicy `spec.egress` of this service, and `spec.ingress` of the target.
   *
   * @example
   *
   * api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
   *
   * @param target another workload
   * @param options which port, and how this service learns the address
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
   * Lets the public reach this service by a host name, encrypted, through the ingress controller and nobody else.
   *
   * May be called for several hosts and paths. Services that share a host may each call it with paths of their own.
   * Fails as `PublicRoute.expose` does.
   *
   * In the manifest: Ingress or HTTPRoute, Certificate, and NetworkPolicy `spec.ingress` of this service.
   *
   * @example
   *
   * api.exposeAt('shop.example.com', { path: '/api', tls: RouteTls.clusterIssuer('letsencrypt') });
   *
   * @param host such as `shop.example.com`, or `*.example.com` for all that is one label below
   * @param options path, port and certificate
   */
  public exposeAt(host: string, options: ExposeOptions = {}): void {
    this.publicRoute ??= new PublicRoute(this, 'Route', { name: this.workload.context.name });
    this.publicRoute.expose(this, host, options);
  }

  /**
   * Lets the pods of a caller connect; `dependsOn` of the caller calls it.
   *
   * @param callers the pods
   * @param port one of `reachablePorts`
   */
  public admit(callers: PodGroup, port: ReachablePort): void {
    admitPods(this.workload, callers, port);
  }

  /**
   * Lets every pod of a namespace connect; `PublicRoute` calls it for the ingress controller.
   *
   * @param namespace where the pods are
   * @param port one of `reachablePorts`
   */
  public admitNamespace(namespace: string, port: ReachablePort): void {
    admitNamespace(this.workload, namespace, port);
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
    allowFrom(this.workload, peer, options.port);
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
   * api.addInitContainer('migrate', { image: 'ghcr.io/acme/api:1.5.0', command: ['/bin/migrate'] });
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
   * api.addSidecar('exporter', { image: 'ghcr.io/acme/exporter:2.0.0', port: 9121 });
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

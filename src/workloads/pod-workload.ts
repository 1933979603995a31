import { ConfigMap, Container, ServiceAccount } from 'cdk8s-plus-28';
import { dependOn, dependOnHost } from './relations/dependencies';
import { DependsOnHostOptions, DependsOnOptions } from './relations/dependency-options';
import { allowNetBindService } from './relations/net-bind-service';
import { callKubernetesApi, callMetadataServer, useIdentity } from './relations/platform-access';
import { UseSecretOptions } from './relations/secret-use';
import { useConfig } from './relations/shared-configuration';
import { useSecret } from './relations/used-secrets';
import { Workload } from './workload';
import { WorkloadWaiverOptions } from './workload-waiver-options';
import { WorkloadIdentity } from '../access/workload-identity';
import { ApiAccount, IApiClient } from '../contracts/api-client';
import { IReachable } from '../contracts/reachable';
import { fail } from '../internal/fail';
import { OwnConstruct } from '../platform/own-construct';
import { SharedConfig, UseConfigOptions } from '../pods/config/shared-config';
import { InitContainerOptions, SidecarOptions } from '../pods/containers/container-options';
import { addSecretVariable, mountSecret } from '../pods/containers/secret-references';
import { MountSecretOptions } from '../pods/volumes/mount-secret-options';
import { mountScratch } from '../pods/volumes/scratch-folder';
import { WritableFolderOptions } from '../pods/volumes/writable-folder-options';
import { IPodSecret } from '../secrets/pod-secret';
import { SecretKey } from '../secrets/secret-key';

/** What every workload has, whatever makes its pods and whether or not they end. @internal */
export abstract class PodWorkload extends OwnConstruct implements IApiClient {
  /** @internal */
  public abstract readonly _workload: Workload;

  /** The ServiceAccount, whose token is mounted nowhere unless the pods call the API server. */
  public get serviceAccount(): ServiceAccount {
    return this._workload.serviceAccount;
  }

  /** The ServiceAccount as the API server knows it. */
  public get apiAccount(): ApiAccount {
    const { serviceAccount: { name }, context: { namespace } } = this._workload;
    return { name, namespace };
  }

  /** The ConfigMap, none without `config`. */
  public get configMap(): ConfigMap | undefined {
    return this._workload.configMap;
  }

  /**
   * Depends on something in the cluster: opens exactly that flow, on both sides.
   *
   * Two services may depend on each other. Fails where the flow is open already, where the target has no port or
   * several and none is named, and where it is this workload itself.
   *
   * In the manifest: NetworkPolicy `spec.egress` of this workload, and `spec.ingress` of the target.
   *
   * @example
   *
   * api.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
   *
   * @param target another workload
   * @param options which port, and how this workload learns the address
   */
  public dependsOn(target: IReachable, options: DependsOnOptions = {}): void {
    dependOn(this._workload, target, options);
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
    dependOnHost(this._workload, { cidr, port }, options);
  }

  /**
   * Lets the pods be known to their cloud, and get their credentials there.
   *
   * Fails where the workload has an identity already, and where the platform says that another cloud runs the cluster.
   *
   * In the manifest: annotations of the ServiceAccount, NetworkPolicy `spec.egress`, and for Azure a label of the pods.
   *
   * @example
   *
   * api.useIdentity(WorkloadIdentity.eksPodIdentity());
   *
   * @param identity who they are
   */
  public useIdentity(identity: WorkloadIdentity): void {
    useIdentity(this._workload, identity);
  }

  /**
   * Lets the pods call the API server of their cluster, by a token of their ServiceAccount that is valid for an hour.
   *
   * The main container alone has it, in a file that the kubelet renews: the client must read it again, as those of
   * Kubernetes do. What it may do is for a role to say, such as that of `WorkloadAccess`, which calls this. Fails
   * where the platform does not say where the API servers are; to call it again changes nothing.
   *
   * In the manifest: pod template `spec.volumes[].projected`, `spec.containers[0].volumeMounts`, and NetworkPolicy
   * `spec.egress`.
   *
   * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
   */
  public callKubernetesApi(): void {
    callKubernetesApi(this._workload);
  }

  /**
   * Lets the pods ask the metadata server of their cloud, such as for their zone.
   *
   * On other clouds than GKE it answers for the node, and hands out the node's credentials where nothing else keeps it
   * from that: prefer `useIdentity`.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   */
  public callMetadataServer(): void {
    callMetadataServer(this._workload);
  }

  /**
   * Takes configuration that other workloads have too, beside what this one has of its own.
   *
   * Pods that run for good roll when it changes. Fails where a variable or a folder of it is there already, and where
   * it is in another namespace.
   *
   * In the manifest: pod template `spec.containers[0].envFrom`, or `volumeMounts` there.
   *
   * @param shared the configuration
   * @param options where its files appear
   */
  public useConfig(shared: SharedConfig, options: UseConfigOptions = {}): void {
    useConfig(this._workload, shared, options);
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
    return this._workload.containers.addInitContainer(name, options);
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
    return this._workload.containers.addSidecar(name, options);
  }

  /**
   * Reads an environment variable from a Secret that exists in the cluster.
   *
   * Prefer `mountSecret`: variables leak into crash reports and child processes.
   *
   * In the manifest: pod template `spec.containers[0].env[].valueFrom.secretKeyRef`.
   *
   * @param name name of the variable
   * @param source where the value is
   */
  public addSecretVariable(name: string, source: SecretKey): void {
    const { context, container, configSources: { variables: taken } } = this._workload;
    addSecretVariable(context, container, { name, source, taken, verb: 'addSecretVariable' });
  }

  /**
   * Mounts a Secret that exists in the cluster; each of its keys becomes a file.
   *
   * May be called for several folders, of one Secret too. The files belong to root and to the group of the pod, and
   * nobody else reads them. What changes in the Secret appears in the folder, where the process must look again;
   * `keepFolder` says where it does not.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts` and `spec.volumes[].secret`.
   *
   * @example
   *
   * api.mountSecret('api-tls', '/etc/tls', { keys: { 'tls.crt': 'server.crt', 'tls.key': 'server.key' } });
   *
   * @param secretName name of the Secret, in the namespace of the workload
   * @param path folder of the files
   * @param options which keys, by which names, and who may read them
   * @see https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod
   */
  public mountSecret(secretName: string, path: string, options: MountSecretOptions = {}): void {
    mountSecret(this._workload.context, this._workload.container, { secretName, path, options, verb: 'mountSecret' });
  }

  /**
   * Takes a secret that this library made: as files, which say least.
   *
   * No value is in a manifest. Fails where the secret is in another namespace, where it has no such key, and where its
   * folder or a variable of it is there already.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts` and `spec.volumes`, or `spec.containers[0].env`.
   *
   * @example
   *
   * const store = ForeignSecretStore.ofCluster('vault');
   * const keys = { password: RemoteKey.of('shop/database') };
   * api.useSecret(new SyncedSecret(chart, 'database', { store, keys }));
   *
   * @param secret the secret, such as a SyncedSecret
   * @param options how the process gets it, and whether pods roll when it changes
   */
  public useSecret(secret: IPodSecret, options: UseSecretOptions = {}): void {
    useSecret(this._workload, secret, options);
  }

  /**
   * Adds a folder that the process may write to, beside `/tmp`; what is in it goes with the pod.
   *
   * In the manifest: pod template `spec.containers[0].volumeMounts`.
   *
   * @param path the folder
   * @param options its size
   */
  public addWritableFolder(path: string, options: WritableFolderOptions = {}): void {
    mountScratch(this._workload.context, this._workload.container, { path, sizeLimit: options.sizeLimit });
  }

  /**
   * Lets a program start whose file has the capability to bind ports below 1024 (`setcap cap_net_bind_service=+ep`).
   *
   * Without it the kernel refuses to run such a file, on whatever port it listens. It is the one capability that Pod
   * Security allows at `restricted`. Fails where it was called already.
   *
   * In the manifest: pod template `spec.containers[0].securityContext.capabilities.add`.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   */
  public allowNetBindService(): void {
    allowNetBindService(this._workload);
  }

  /**
   * Records the decision not to follow a check of the readiness checklist.
   *
   * In the manifest: annotation `preflight/waive.<check id>` of the object that makes the pods, or of the one that is
   * named, with `.<container>` for one container.
   *
   * @param checkId the id of the check
   * @param reason why it does not hold here
   * @param options which object or container, who decided, until when, and where it was discussed
   */
  public waive(checkId: string, reason: string, options: WorkloadWaiverOptions = {}): void {
    const { container, target } = options;
    if (container !== undefined && target !== undefined) {
      const remedy = 'name the container or the object';
      fail(this, { prop: 'waive.container', must: 'come without a target', got: container, remedy });
    }
    const waivers = container === undefined
      ? this._waiversOf(target, checkId)
      : this._workload.containers.waiversOf(container);
    waivers.add({ checkId, reason, ...this._decision(options) });
  }

  /** Of each container that was added by our verbs. @internal */
  public _recordsOf(container: string): boolean {
    return this._workload.containers.has(container);
  }
}

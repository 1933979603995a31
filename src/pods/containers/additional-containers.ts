import { ApiObject } from 'cdk8s';
import { Container, ContainerProps, ContainerRestartPolicy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { AdditionalContainerOptions, InitContainerOptions, SidecarOptions } from './container-options';
import { containerPorts, containerProps } from './container-props';
import { PodController } from './main-container';
import { checkProcess } from './process-checks';
import { pulledImage } from './pulled-image';
import { SidecarPorts } from './sidecar-ports';
import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';
import { fail } from '../../internal/fail';
import { Since } from '../../internal/kubernetes-version';
import { Overlay } from '../../internal/manifest/overlay';
import { resourceFields } from '../../internal/manifest/resource-fields';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkDnsLabel, checkKey, shortenedLabel } from '../../internal/naming/names';
import { ResourceDemand } from '../../internal/tree/namespace-registry';
import { JsonObject } from '../../internal/values/json';
import { Platform } from '../../platform/platform';
import { ContainerDemand, podDemand } from '../pod-demand';
import { hasEndingPods, inTemplate } from '../pod-template';
import { mountScratch } from '../volumes/scratch-folder';

/** The pod that containers are added to. */
export interface PodAround {
  readonly controller: PodController;
  readonly main: ResourceDemand;
  readonly ports: SidecarPorts;
  /** What containers get where they do not say. */
  readonly smallResources: Resources;
}

/** What a webhook adds to a pod. */
export interface InjectedContainers {
  /** What each of them asks for. */
  readonly resources: ResourceDemand;
  /** Whether one runs beside the main container, and not before it alone. */
  readonly staysUp: boolean;
  /** What they write into, for the main container. */
  readonly folder: string;
}

/** The containers of a pod beside its main one. */
export class AdditionalContainers {
  private readonly beforeMain: ContainerDemand[] = [];
  private readonly besideMain: ContainerDemand[] = [];
  private readonly injected: ContainerDemand[] = [];
  private readonly injectedFolders: string[] = [];
  private readonly waivers = new Map<string, Waivers>();

  constructor(private readonly context: WorkloadContext, private readonly pod: PodAround) {}

  /** Adds a container that runs to its end before those that were added later, and before the main one. */
  public addInitContainer(name: string, options: InitContainerOptions): Container {
    const context = this.contextOf('addInitContainer', name);
    const { resources, props } = this.prepare(context, name, options);
    const container = this.pod.controller.addInitContainer(props);
    this.beforeMain.push({ ends: true, resources });
    this.addFields(context, container, { folders: options.folders, list: 'initContainers', fields: { resources } });
    return container;
  }

  /** Adds a container that runs beside the main one; from Kubernetes 1.29 on it starts before and stops after it. */
  public addSidecar(name: string, options: SidecarOptions): Container {
    this.checkSidecar();
    const context = this.contextOf('addSidecar', name);
    const { resources, props } = this.prepare(context, name, options);
    const { port, morePorts = [] } = options;
    const [ports, ...others] = [port, ...morePorts].map((number) => this.pod.ports.take(context.scope, number));
    const probes = (options.probes ?? Probes.http())._containerFields(context, ports);
    const isNative = Platform.of(context.scope)._has(Since.NATIVE_SIDECARS);
    const sidecar: ContainerProps = {
      ...props,
      ports: containerPorts([...ports, ...others.flat()]),
    };
    const container = isNative
      ? this.pod.controller.addInitContainer({ ...sidecar, restartPolicy: ContainerRestartPolicy.ALWAYS })
      : this.pod.controller.addContainer(sidecar);
    (isNative ? this.beforeMain : this.besideMain).push({ ends: false, resources });
    const list = isNative ? 'initContainers' : 'containers';
    this.addFields(context, container, { folders: options.folders, list, fields: { resources, ...probes } });
    return container;
  }

  /** Counts containers that a webhook adds when the pod is made: one before the main one, and mostly one beside it. */
  public countInjected({ resources, staysUp, folder }: InjectedContainers): void {
    this.injected.push({ ends: true, resources }, ...(staysUp ? [{ ends: false, resources }] : []));
    this.injectedFolders.push(folder);
  }

  /** Whether a container was added here. */
  public has(container: string): boolean {
    return this.waivers.has(container);
  }

  /** The record of decisions about one container. */
  public waiversOf(container: string): Waivers {
    const waivers = this.waivers.get(container);
    if (waivers === undefined) {
      const known = [...this.waivers.keys()].join(', ') || 'of which there is none';
      const must = `be a container beside the main one, ${known}`;
      const remedy = 'add it first, or leave the container out';
      fail(this.context.scope, { prop: 'waive.container', must, got: container, remedy });
    }
    return waivers;
  }

  /** What the pod as a whole asks for. */
  public get podDemand(): ResourceDemand {
    const [before, beside] = [true, false].map((ends) => this.injected.filter((one) => one.ends === ends));
    const main = { ends: false, resources: this.pod.main };
    return podDemand([...before, ...this.beforeMain, main, ...this.besideMain, ...beside]);
  }

  /** Whether the pod has containers that were not added here. */
  public get areOthersThere(): boolean {
    const { containers, initContainers } = this.pod.controller;
    return containers.length + initContainers.length > 1 + this.beforeMain.length + this.besideMain.length;
  }

  /** What each container asks for. */
  public get containerDemands(): ResourceDemand[] {
    const others = [...this.beforeMain, ...this.besideMain, ...this.injected];
    return [this.pod.main, ...others.map(({ resources }) => resources)];
  }

  /** A place of its own in the tree, so that messages name the container. */
  private contextOf(verb: string, name: string): WorkloadContext {
    const { scope, waivers } = this.context;
    this.checkName(`${verb}.name`, name);
    const own = new Construct(scope, name);
    const ownWaivers = waivers.ofContainer(own, name);
    this.waivers.set(name, ownWaivers);
    return { ...this.context, scope: own, waivers: ownWaivers };
  }

  /** An ordinary container beside the main one would keep the pod of a job for ever. */
  private checkSidecar(): void {
    const platform = Platform.of(this.context.scope);
    if (!hasEndingPods(this.pod.controller) || platform._has(Since.NATIVE_SIDECARS)) return;
    fail(this.context.scope, {
      prop: 'addSidecar',
      must: 'be called for jobs from Kubernetes 1.29 on, or the sidecar would keep the pod from ever ending',
      got: `Kubernetes ${platform.kubernetesVersion}`,
      remedy: 'let the main process do it, or raise kubernetesVersion',
    });
  }

  private checkName(prop: string, name: string): void {
    const { scope } = this.context;
    const { containers, initContainers } = this.pod.controller;
    checkDnsLabel(scope, prop, name);
    checkKey(scope, prop, name);
    const isContainer = [...containers, ...initContainers].some((container) => container.name === name);
    if (isContainer || scope.node.tryFindChild(name) !== undefined) {
      const must = 'be a name that no other container of the pod has, and no construct below the workload';
      fail(scope, { prop, must, got: name, remedy: 'choose another one' });
    }
  }

  /** Refuses what cannot work before anything is made. */
  private prepare(context: WorkloadContext, name: string, options: AdditionalContainerOptions) {
    const { name: image } = pulledImage(context.scope, 'image', options.image);
    checkProcess(context.scope, options);
    this.checkFolders(context.scope, options.folders ?? []);
    const resources = (options.resources ?? this.pod.smallResources)._demand(context);
    return { resources, props: containerProps(name, { ...options, image }) };
  }

  private addFields(context: WorkloadContext, container: Container, added: AddedContainer): void {
    const { folders = [], list, fields: { resources, ...probes } } = added;
    // No folder's own volume has two hyphens in its name.
    if (!folders.includes('/tmp')) {
      mountScratch(context, container, { path: '/tmp', volume: shortenedLabel(`tmp--${container.name}`) });
    }
    for (const folder of folders) {
      const { path, volume, ...others } = this.folderOfMain(context.scope, folder);
      container.mount(path, volume, others);
    }
    const entry = { name: container.name, resources: resourceFields(resources), ...probes };
    const { controller } = this.pod;
    Overlay.of(ApiObject.of(controller)).merge(inTemplate(controller, { spec: { [list]: [entry] } }));
  }

  private checkFolders(scope: Construct, folders: readonly string[]): void {
    folders.forEach((folder) => this.folderOfMain(scope, folder));
    const twice = folders.find((folder, index) => folders.indexOf(folder) !== index);
    if (twice !== undefined) {
      fail(scope, { prop: 'folders', must: 'name each folder once', got: twice, remedy: 'remove one of the two' });
    }
  }

  private folderOfMain(scope: Construct, folder: string) {
    const mounts = this.pod.controller.containers[0].mounts;
    const mount = mounts.find(({ path }) => path === folder);
    if (mount === undefined) {
      if (this.injectedFolders.includes(folder)) {
        const must = 'be folders that others can have too, and the agent of Vault writes for the main container alone';
        fail(scope, { prop: 'folders', must, got: folder, remedy: 'take by a SyncedSecret what both need' });
      }
      const must = `be folders of the main container, ${mounts.map(({ path }) => path).join(', ')}`;
      fail(scope, { prop: 'folders', must, got: folder, remedy: 'add it to the main container first' });
    }
    return mount;
  }
}

/** What is written of a container once it is there. */
interface AddedContainer {
  readonly folders?: readonly string[];
  readonly list: 'containers' | 'initContainers';
  readonly fields: JsonObject & { readonly resources: ResourceDemand };
}

import { ConfigMap, Container, Deployment, Env, LabelSelector, StatefulSet, Volume } from 'cdk8s-plus-28';
import { ContainerProcess, containerPorts, containerProps } from './container-props';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { volumeName } from '../../internal/naming/names';
import { checkFreePath, mountScratch } from '../volumes/scratch-folder';

/** What makes pods from a template, and keeps them running. */
export type PodController = Deployment | StatefulSet;

/** The main container of pods that run for good. */
export interface MainContainer {
  readonly process: ContainerProcess;
  readonly ports: readonly PortEntry[];
  readonly config?: MountedConfig;
}

/** A ConfigMap, and the folder where it appears; the environment where there is none. */
export interface MountedConfig {
  readonly configMap: ConfigMap;
  readonly mountPath?: string;
}

/** Adds the main container, its scratch folder and its configuration. */
export function addMainContainer(context: WorkloadContext, controller: PodController, main: MainContainer): Container {
  const container = controller.addContainer({
    ...containerProps(context.name, main.process),
    ports: containerPorts(main.ports),
  });
  mountScratch(context, container, { path: '/tmp' });
  if (main.config) addConfig(context, container, main.config);
  return container;
}

/** Selects the pods of a controller by our label, for itself and for whatever of cdk8s-plus asks it. */
export function selectPods(context: WorkloadContext, controller: PodController): void {
  const selector = LabelSelector.of({ labels: context.selector });
  controller.select(selector);
  // cdk8s-plus would select by the address label, which our pods do not carry: it changes with the place in the tree.
  controller.toPodSelectorConfig = () => ({ labelSelector: selector, namespaces: { names: [context.namespace] } });
}

function addConfig({ scope }: WorkloadContext, container: Container, { configMap, mountPath }: MountedConfig): void {
  if (mountPath === undefined) {
    container.env.copyFrom(Env.fromConfigMap(configMap));
    return;
  }
  const name = volumeName(mountPath);
  checkFreePath(scope, container, { prop: 'config.mountPath', path: mountPath, volume: name });
  const volume = Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name });
  container.mount(mountPath, volume, { readOnly: true });
}

import { Container, CronJob, DaemonSet, Deployment, Job, LabelSelector, StatefulSet } from 'cdk8s-plus-28';
import { ContainerProcess, containerPorts, containerProps } from './container-props';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { ConfigSource } from '../config/config-source';
import { takeConfig } from '../config/taken-config';
import { mountScratch } from '../volumes/scratch-folder';

/** What makes pods from a template. */
export type PodController = CronJob | DaemonSet | Deployment | Job | StatefulSet;

/** The main container of a pod. */
export interface MainContainer {
  readonly process: ContainerProcess;
  readonly ports: readonly PortEntry[];
  readonly config?: ConfigSource;
}

/** Adds the main container, its scratch folder and its configuration. */
export function addMainContainer(context: WorkloadContext, controller: PodController, main: MainContainer): Container {
  const container = controller.addContainer({
    ...containerProps(context.name, main.process),
    ports: containerPorts(main.ports),
  });
  mountScratch(context, container, { path: '/tmp' });
  const { config: source } = main;
  if (source) takeConfig(context.scope, container, { source, prop: 'config', volumeId: 'ConfigVolume' });
  return container;
}

/** Selects the pods of a controller by our label, for itself and for whatever of cdk8s-plus asks it. */
export function selectPods(context: WorkloadContext, controller: PodController): void {
  const selector = LabelSelector.of({ labels: context.selector });
  controller.select(selector);
  // cdk8s-plus would select by the address label, which our pods do not carry: it changes with the place in the tree.
  controller.toPodSelectorConfig = () => ({ labelSelector: selector, namespaces: { names: [context.namespace] } });
}

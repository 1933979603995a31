import { Duration } from 'cdk8s';
import {
  ConfigMap, Container, ContainerProps, ContainerSecurityContextProps, Capability, Deployment, Env, EnvValue,
  FsGroupChangePolicy, LabelSelector, Protocol, SeccompProfileType, ServiceAccount, StatefulSet, Volume,
} from 'cdk8s-plus-28';
import { PodDecisions, ProcessFields } from './pod-decisions';
import { checkFreePath, mountScratch } from './scratch-volume';
import { WorkloadProps } from './workload-props';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { Overlay } from '../internal/manifest/overlay';
import { PortEntry } from '../internal/naming/container-ports';
import { CDK8S_ADDRESS_LABEL } from '../internal/naming/labels';
import { volumeName } from '../internal/naming/names';
import { JsonObject } from '../internal/values/json';
import { Platform } from '../platform/platform';
import { Provider } from '../platform/provider';

/** Above 10000, so that it is no user of the node; scanners count 10000 itself as too low. */
const USER_ID = 10001;

/** What makes pods from a template of ours. */
export type PodController = Deployment | StatefulSet;

/** Everything that the pods of a workload are made of. */
export interface PodParts extends PodDecisions {
  /** Image, command line and environment. */
  readonly process: WorkloadProps;
  readonly ports: readonly PortEntry[];
  readonly config?: MountedConfig;
  readonly serviceAccount: ServiceAccount;
}

/** A ConfigMap, and the folder where it appears; the environment where there is none. */
export interface MountedConfig {
  readonly configMap: ConfigMap;
  readonly mountPath?: string;
}

/** What cdk8s-plus can say of the pods of a controller. */
export function podProps(context: WorkloadContext, parts: PodParts) {
  return {
    select: false,
    podMetadata: { labels: context.labels, annotations: parts.podAnnotations },
    serviceAccount: parts.serviceAccount,
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(parts.graceSeconds),
    securityContext: { ...userIds(context), fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH },
  };
}

/** Selects the pods of a controller by our label, for itself and for whatever of cdk8s-plus asks it. */
export function selectPods(context: WorkloadContext, controller: PodController): void {
  const selector = LabelSelector.of({ labels: context.selector });
  controller.select(selector);
  // cdk8s-plus would select by the address label, which our pods do not carry: it changes with the place in the tree.
  controller.toPodSelectorConfig = () => ({ labelSelector: selector, namespaces: { names: [context.namespace] } });
}

/** Adds the main container, its scratch folder and its configuration. */
export function addMainContainer(context: WorkloadContext, controller: PodController, parts: PodParts): Container {
  const container = controller.addContainer({
    ...containerProps(context, context.name, parts.process),
    ports: parts.ports.map(({ name, containerPort, protocol }) => ({
      name, number: containerPort, protocol: protocol as Protocol,
    })),
  });
  mountScratch(context, container, { path: '/tmp' });
  if (parts.config) addConfig(context, container, parts.config);
  return container;
}

/** A container as every one of ours is: pulled by its platform's name, without a privilege, on a read-only root. */
export function containerProps(context: WorkloadContext, name: string, process: ProcessWithImage): ContainerProps {
  const { image, command, args, env = {} } = process;
  return {
    name,
    image: Platform.of(context.scope).resolveImage(image),
    command,
    args,
    envVariables: envVariables(env),
    resources: {},
    securityContext: HARDENED,
  };
}

/** What a container runs. */
export interface ProcessWithImage extends ProcessFields {
  readonly image: string;
}

const HARDENED: ContainerSecurityContextProps = {
  ensureNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: [Capability.ALL] },
};

/** What cdk8s-plus cannot say of the pods, as the controller's `spec.template`. */
export function templateFields(context: WorkloadContext, parts: PodParts): JsonObject {
  return {
    metadata: { labels: { [CDK8S_ADDRESS_LABEL]: null } },
    spec: {
      enableServiceLinks: false,
      priorityClassName: Platform.of(context.scope).priorityClassName,
      securityContext: { seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT } },
      ...parts.podFields,
      containers: [{ name: context.name, ...parts.containerFields }],
    },
  };
}

/** Leaves out what cdk8s-plus writes of pods although Kubernetes assumes it anyway. */
export function dropPodDefaults(overlay: Overlay): void {
  overlay.dropDefault('/spec/minReadySeconds', 0);
  overlay.dropDefault('/spec/template/spec/hostNetwork', false);
  overlay.dropDefault('/spec/template/spec/dnsPolicy', 'ClusterFirst');
  overlay.dropDefault('/spec/template/spec/setHostnameAsFQDN', false);
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

function envVariables(env: Record<string, string>): Record<string, EnvValue> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, EnvValue.fromValue(value)]));
}

/** Who the processes of a pod are; OpenShift gives each namespace user ids of its own and refuses others. */
export function userIds({ scope }: WorkloadContext) {
  if (Platform.of(scope).provider === Provider.OPENSHIFT) return { ensureNonRoot: true };
  return { ensureNonRoot: true, user: USER_ID, group: USER_ID, fsGroup: USER_ID };
}

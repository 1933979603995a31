import { ApiObject, Duration } from 'cdk8s';
import {
  Capability, ConfigMap, Container, Deployment, Env, EnvValue, FsGroupChangePolicy, LabelSelector, Protocol,
  SeccompProfileType, ServiceAccount, Volume,
} from 'cdk8s-plus-28';
import { PodDecisions } from './pod-decisions';
import { checkFreePath, mountScratch } from './scratch-volume';
import { WorkloadProps } from './workload-props';
import { CDK8S_ADDRESS_LABEL } from '../internal/labels';
import { volumeName } from '../internal/names';
import { Overlay } from '../internal/overlay';
import { PortEntry } from '../internal/ports';
import { objectMetadata, WorkloadContext } from '../internal/workload-context';
import { Platform } from '../platform/platform';
import { Provider } from '../platform/provider';

/** Above 10000, so that it is no user of the node; scanners count 10000 itself as too low. */
const USER_ID = 10001;
const REVISIONS_KEPT = 5;

/** Everything that a workload's Deployment is made of. */
export interface DeploymentParts extends PodDecisions {
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

/** The Deployment of a workload, with every production default of its pods. */
export function createDeployment(context: WorkloadContext, parts: DeploymentParts): Deployment {
  const selector = LabelSelector.of({ labels: context.selector });
  const deployment = new Deployment(context.scope, 'Resource', {
    metadata: objectMetadata(context),
    replicas: parts.replicas,
    select: false,
    podMetadata: { labels: context.labels, annotations: parts.podAnnotations },
    minReady: parts.rollout.minReady,
    strategy: parts.rollout.strategy,
    progressDeadline: parts.rollout.progressDeadline,
    serviceAccount: parts.serviceAccount,
    automountServiceAccountToken: false,
    terminationGracePeriod: Duration.seconds(parts.graceSeconds),
    securityContext: { ...userIds(context), fsGroupChangePolicy: FsGroupChangePolicy.ON_ROOT_MISMATCH },
  });
  deployment.select(selector);
  // cdk8s-plus would select by the address label, which our pods do not carry: it changes with the place in the tree.
  deployment.toPodSelectorConfig = () => ({ labelSelector: selector, namespaces: { names: [context.namespace] } });
  const container = addMainContainer(context, deployment, parts);
  if (parts.config) addConfig(context, container, parts.config);
  addOverlay(context, deployment, parts);
  return deployment;
}

function addMainContainer(context: WorkloadContext, deployment: Deployment, parts: DeploymentParts): Container {
  const { image, command, args, env = {} } = parts.process;
  const container = deployment.addContainer({
    name: context.name,
    image: Platform.of(context.scope).resolveImage(image),
    command,
    args,
    ports: parts.ports.map(({ name, containerPort, protocol }) => ({
      name, number: containerPort, protocol: protocol as Protocol,
    })),
    envVariables: envVariables(env),
    resources: {},
    securityContext: {
      ensureNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [Capability.ALL] },
    },
  });
  mountScratch(context, container, { path: '/tmp' });
  return container;
}

function addConfig({ scope }: WorkloadContext, container: Container, { configMap, mountPath }: MountedConfig): void {
  if (mountPath === undefined) {
    container.env.copyFrom(Env.fromConfigMap(configMap));
    return;
  }
  checkFreePath(scope, container, { prop: 'config.mountPath', path: mountPath });
  const volume = Volume.fromConfigMap(scope, 'ConfigVolume', configMap, { name: volumeName(mountPath) });
  container.mount(mountPath, volume, { readOnly: true });
}

function addOverlay(context: WorkloadContext, deployment: Deployment, parts: DeploymentParts): void {
  const overlay = Overlay.of(ApiObject.of(deployment));
  overlay.dropDefault('/spec/minReadySeconds', 0);
  overlay.dropDefault('/spec/template/spec/hostNetwork', false);
  overlay.dropDefault('/spec/template/spec/dnsPolicy', 'ClusterFirst');
  overlay.dropDefault('/spec/template/spec/setHostnameAsFQDN', false);
  overlay.merge({
    metadata: parts.metadata,
    spec: {
      revisionHistoryLimit: REVISIONS_KEPT,
      template: {
        metadata: { labels: { [CDK8S_ADDRESS_LABEL]: null } },
        spec: {
          enableServiceLinks: false,
          priorityClassName: Platform.of(context.scope).priorityClassName,
          securityContext: { seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT } },
          ...parts.podFields,
          containers: [{ name: context.name, ...parts.containerFields }],
        },
      },
    },
  });
}

function envVariables(env: Record<string, string>): Record<string, EnvValue> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, EnvValue.fromValue(value)]));
}

/** OpenShift gives each namespace user ids of its own and refuses others. */
function userIds({ scope }: WorkloadContext) {
  if (Platform.of(scope).provider === Provider.OPENSHIFT) return { ensureNonRoot: true };
  return { ensureNonRoot: true, user: USER_ID, group: USER_ID, fsGroup: USER_ID };
}

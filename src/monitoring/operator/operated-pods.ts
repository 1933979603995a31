import { ApiObject, Lazy } from 'cdk8s';
import { Service, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { RELOADERS } from './config-reloader';
import { keepOperated } from './kept-objects';
import { WorkloadIdentity } from '../../access/workload-identity';
import { DisruptionBudget } from '../../availability/disruption-budget';
import { Resources } from '../../availability/resources';
import { Spread } from '../../availability/spread';
import { PodGroup, ReachablePort } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { ownAccount } from '../../internal/manifest/own-account';
import { resourceFields } from '../../internal/manifest/resource-fields';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { PortEntry } from '../../internal/naming/container-ports';
import { INSTANCE_LABEL, MANAGED_BY_LABEL, NAME_LABEL, VERSION_LABEL } from '../../internal/naming/labels';
import { NamespaceRegistry } from '../../internal/tree/namespace-registry';
import { JsonObject, objectsIn, undefinedIfEmpty } from '../../internal/values/json';
import { WorkloadPolicy } from '../../network/workload-policy';
import { Platform } from '../../platform/platform';
import { ActualDemand } from '../../pods/actual-demand';
import { pulledImage } from '../../pods/containers/pulled-image';
import { unprivilegedUser } from '../../pods/hardening';
import { makeContext } from '../../pods/make-context';
import { measurePods } from '../../pods/measured-demand';
import { notePriorityClass } from '../../pods/pod-fields';
import { Metrics } from '../../workloads/metrics';
import { IdentifiedSide } from '../../workloads/relations/platform-access';
import { createHeadlessService } from '../../workloads/service';

const API_VERSION = 'monitoring.coreos.com/v1';
/** Those that the operator sets itself; it takes no others for them. */
const OF_OPERATOR = [NAME_LABEL, INSTANCE_LABEL, MANAGED_BY_LABEL, VERSION_LABEL];

/** The controller writes the name of the StatefulSet and eleven characters more into a label of each pod. */
const MAX_NAME_LENGTH = 52;

/** Of the processes; the cluster chooses what is not said. */
interface PodUser {
  readonly ensureNonRoot: boolean;
  readonly user?: number;
  readonly group?: number;
  readonly fsGroup?: number;
}

/** What an object of the operator is made of. */
export interface OperatedProps {
  readonly kind: string;
  readonly name: string;
  readonly image: string;
  readonly component: string;
  readonly replicas: number;
  /** As the operator names them in the pods; the first one serves metrics too. */
  readonly ports: readonly PortEntry[];
  readonly publishNotReadyAddresses: boolean;
  /** Whether all of the namespace of Prometheus may connect to the first port. */
  readonly isOpenToScrapers: boolean;
  readonly resources: Resources;
  /** Whatever else stands in the `spec`. */
  readonly spec: JsonObject;
}

/** Pods that the Prometheus operator makes of an object, with what they need around them. */
export class OperatedPods implements IdentifiedSide {
  public readonly context: WorkloadContext;
  public readonly policy: WorkloadPolicy;
  public readonly ports: readonly PortEntry[];
  public readonly callablePorts: readonly PortEntry[];
  /** What the operator reads. */
  public readonly object: ApiObject;
  public readonly service: Service;
  public readonly serviceAccount: ServiceAccount;
  public readonly disruptionBudget: ApiObject;
  public readonly serviceMonitor: ApiObject;
  /** Who they are to their cloud, once that is said. */
  public identity?: WorkloadIdentity;

  constructor(scope: Construct, props: OperatedProps) {
    const { name, component, ports, publishNotReadyAddresses } = props;
    const image = pulledImage(scope, 'image', props.image);
    this.context = makeContext(scope, { name, image, component });
    this.ports = ports;
    this.callablePorts = ports;
    this.policy = new WorkloadPolicy(this.context, props.isOpenToScrapers ? ports[0] : undefined);
    this.service = createHeadlessService(this.context, ports, { publishNotReadyAddresses });
    const metadata = objectMetadata(this.context);
    this.serviceAccount = ownAccount(scope, metadata);
    this.disruptionBudget = DisruptionBudget.maxUnavailable(1)._budget(this.context)!;
    this.serviceMonitor = Metrics.at()._serviceMonitor(this.context, ports[0])!;
    this.object = new ApiObject(scope, 'Resource', {
      apiVersion: API_VERSION,
      kind: props.kind,
      metadata,
      spec: { image: image.name, ...this.podFields(props), ...props.spec },
    });
    Overlay.of(this.object).merge({ metadata: { annotations: this.annotations() } });
    checkLength(scope, props);
    keepOperated(scope, [
      this.object, ApiObject.of(this.service), ApiObject.of(this.serviceAccount), this.disruptionBudget,
      this.policy.policy, this.serviceMonitor,
    ]);
    this.register(props);
  }

  /** The name under which callers of the same namespace find them. */
  public get reachableName(): string {
    return this.context.name;
  }

  public get reachablePods(): PodGroup {
    return { namespace: this.context.namespace, labels: { ...this.context.selector } };
  }

  public get reachablePorts(): ReachablePort[] {
    return this.ports.map(({ containerPort, servicePort, protocol }) => ({ containerPort, servicePort, protocol }));
  }

  /** Adds fields to the `spec` that are known only when the pods can be reached. */
  public add(spec: JsonObject): void {
    Overlay.of(this.object).merge({ spec });
  }

  /** Merges something into the metadata of the pods. */
  public changePods({ metadata }: JsonObject): void {
    Overlay.of(this.object).merge({ spec: { podMetadata: metadata } });
  }

  private podFields({ replicas, resources }: OperatedProps): JsonObject {
    const { scope, name, labels } = this.context;
    const user: PodUser = unprivilegedUser(scope);
    const { priorityClassName } = Platform.of(scope);
    notePriorityClass(this.context, priorityClassName);
    return {
      podMetadata: { labels: Object.fromEntries(Object.entries(labels).filter(([key]) => !OF_OPERATOR.includes(key))) },
      replicas,
      serviceName: name,
      serviceAccountName: name,
      priorityClassName,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: user.ensureNonRoot,
        runAsUser: user.user,
        runAsGroup: user.group,
        fsGroup: user.fsGroup,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      resources: resourceFields(resources._demand(this.context)),
      ...Spread.evenly()._podFields(this.context),
      ...RELOADERS,
    };
  }

  private annotations() {
    const { externals, waivers } = this.context;
    const produce = () => undefinedIfEmpty({ ...externals.annotations(), ...waivers.annotations() });
    return Lazy.any({ produce });
  }

  private register({ replicas }: OperatedProps): void {
    const { scope, namespace } = this.context;
    const measured = () => measurePods(podSpecOf(this.object.toJson()));
    // More is added to the object after it was made.
    const planned = {
      namespace,
      maxPods: replicas,
      get pod() { return measured().pod; },
      get containers() { return measured().containers; },
    };
    NamespaceRegistry.of(scope).addDemand(new ActualDemand(planned, {
      scope, controller: this.object, podSpec: podSpecOf, isExtended: () => false,
    }));
  }
}

/** The operator puts the kind before the name. */
function checkLength(scope: Construct, { kind, name }: OperatedProps): void {
  const most = MAX_NAME_LENGTH - kind.length - 1;
  if (name.length <= most) return;
  const must = `have at most ${most} characters, for the StatefulSet is ${kind.toLowerCase()}-${name}, whose name with `
    + 'more is a label of the pods';
  fail(scope, { prop: 'name', must, got: name, remedy: 'shorten the id, or give a name' });
}

/** What the operator makes of it: a container of its own, and what stands in lists beside it. */
function podSpecOf({ kind, spec }: JsonObject): JsonObject {
  return {
    initContainers: spec?.initContainers,
    containers: [
      { name: `${kind}`.toLowerCase(), resources: spec?.resources },
      ...(spec?.thanos === undefined ? [] : [{ name: 'thanos-sidecar', resources: spec.thanos.resources }]),
      ...objectsIn(spec?.containers),
    ],
  };
}

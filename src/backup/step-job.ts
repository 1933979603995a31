import { ApiObject, Cron, Duration, Lazy, Size } from 'cdk8s';
import {
  Capability, ConcurrencyPolicy, ConfigMap, Container, ContainerRestartPolicy, CronJob, DnsPolicy, EnvFieldPaths,
  EnvValue, RestartPolicy, ServiceAccount, Volume,
} from 'cdk8s-plus-28';
import { Files, filesOf, folder, SIZED_FOLDERS } from './job-volumes';
import { Schedule } from './schedule';
import { objectMetadata, WorkloadContext } from '../internal/manifest/workload-context';
import { Overlay } from '../internal/manifest/overlay';
import { resourceFields } from '../internal/manifest/resource-fields';
import { CDK8S_ADDRESS_LABEL } from '../internal/naming/labels';
import { NamespaceRegistry, ResourceDemand } from '../internal/tree/namespace-registry';
import { JsonObject, undefinedIfEmpty } from '../internal/values/json';
import { formatBytes, NANOS_PER_UNIT } from '../internal/values/quantity';
import { Platform } from '../platform/platform';
import { podDemand } from '../workloads/pod-demand';
import { containerProps, userIds } from '../workloads/pod-template';

const RUNS_KEPT = 3;
const RETRIES = 2;
const LATEST_START_SECONDS = 30 * 60;
const SCRATCH = Size.mebibytes(64);
const POD = '/spec/jobTemplate/spec/template/spec';

/** One container of a job. The steps run one after the other; the last one is the main container. */
export interface Step {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly env?: Record<string, string>;
  /** Variables with the keys of the job's ConfigMap that hold them: the kubelet expands nothing there. */
  readonly envFromFiles?: Record<string, string>;
  /** By path. */
  readonly mounts?: Record<string, StepMount>;
  /** Runs until the last step has ended. */
  readonly isServer?: boolean;
}

/** A volume at a path of a step. */
export interface StepMount {
  readonly volume: Volume;
  readonly subPath?: string;
  readonly readOnly?: boolean;
}

/** Everything that a job is made of. */
export interface JobPlan {
  readonly schedule: Schedule;
  readonly deadlineSeconds: number;
  readonly files: ConfigMap;
  readonly scripts: Files;
  readonly steps: readonly Step[];
  /** Of each folder that holds a backup. */
  readonly size: Size;
  /** Of each step. */
  readonly demand: ResourceDemand;
  readonly accountAnnotations: Record<string, string>;
  readonly podLabels: Record<string, string>;
  /** Root, on the network of a control-plane node. */
  readonly isOnControlPlane?: boolean;
}

/** A CronJob whose pod takes one step after the other, and its ServiceAccount. */
export class StepJob {
  public readonly cronJob: CronJob;
  public readonly serviceAccount: ServiceAccount;
  private readonly scratch: Volume;
  private readonly scripts: Volume;

  constructor(private readonly context: WorkloadContext, private readonly plan: JobPlan) {
    const { scope } = context;
    const metadata = objectMetadata(context);
    this.serviceAccount = new ServiceAccount(scope, 'ServiceAccount', {
      metadata: { ...metadata, annotations: plan.accountAnnotations },
      automountToken: false,
    });
    this.scratch = folder(context, 'tmp', SCRATCH);
    this.scripts = filesOf(context, plan.files, { name: 'scripts', files: Object.keys(plan.scripts) });
    this.cronJob = new CronJob(scope, 'Resource', { metadata, ...this.schedule(), ...this.pod() });
    plan.steps.forEach((step, index) => this.addContainer(step, index === plan.steps.length - 1));
    this.addFields();
    NamespaceRegistry.of(scope).addDemand(this.demand());
  }

  private schedule() {
    const { schedule: { cron, shortestSeconds }, deadlineSeconds } = this.plan;
    return {
      schedule: Cron.schedule(cron),
      timeZone: 'Etc/UTC',
      concurrencyPolicy: ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.seconds(Math.min(LATEST_START_SECONDS, shortestSeconds / 2)),
      successfulJobsRetained: RUNS_KEPT,
      failedJobsRetained: RUNS_KEPT,
      backoffLimit: RETRIES,
      activeDeadline: Duration.seconds(deadlineSeconds),
    };
  }

  private pod() {
    const { podLabels, isOnControlPlane } = this.plan;
    return {
      restartPolicy: RestartPolicy.NEVER,
      serviceAccount: this.serviceAccount,
      automountServiceAccountToken: false,
      podMetadata: { labels: { ...this.context.labels, ...podLabels } },
      ...(isOnControlPlane
        ? { hostNetwork: true, dns: { policy: DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET }, securityContext: ROOT }
        : { securityContext: userIds(this.context) }),
    };
  }

  private addContainer(step: Step, isLast: boolean): void {
    const { name, command, image, env } = step;
    const props = {
      ...containerProps(this.context, name, { image, env, command: [...command] }),
      ...(this.plan.isOnControlPlane ? { securityContext: ROOT_CONTAINER } : {}),
      ...(step.isServer ? { restartPolicy: ContainerRestartPolicy.ALWAYS } : {}),
    };
    this.furnish(isLast ? this.cronJob.addContainer(props) : this.cronJob.addInitContainer(props), step);
  }

  private furnish(container: Container, { command, mounts = {}, envFromFiles = {} }: Step): void {
    for (const [name, key] of Object.entries(envFromFiles)) {
      container.env.addVariable(name, EnvValue.fromConfigMap(this.plan.files, key));
    }
    container.mount('/tmp', this.scratch);
    if (command.some((argument) => argument.startsWith('/scripts/'))) {
      container.env.addVariable('POD_NAME', EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME));
      container.mount('/scripts', this.scripts, { readOnly: true });
    }
    for (const [path, { volume, ...options }] of Object.entries(mounts)) container.mount(path, volume, options);
  }

  /** What cdk8s-plus cannot say, and what it says needlessly. */
  private addFields(): void {
    const { scope, waivers, externals } = this.context;
    const overlay = Overlay.of(ApiObject.of(this.cronJob));
    overlay.dropDefault('/spec/suspend', false);
    overlay.dropDefault(`${POD}/hostNetwork`, false);
    overlay.dropDefault(`${POD}/dnsPolicy`, 'ClusterFirst');
    overlay.dropDefault(`${POD}/setHostnameAsFQDN`, false);
    overlay.dropDefault(`${POD}/securityContext/fsGroupChangePolicy`, 'Always');
    const produce = () => undefinedIfEmpty({ ...externals.annotations(), ...waivers.annotations() });
    const template = { metadata: { labels: { [CDK8S_ADDRESS_LABEL]: null } }, spec: this.podFields() };
    overlay.merge({
      metadata: { annotations: Lazy.any({ produce }) },
      spec: { jobTemplate: { spec: { template } } },
    });
    scope.node.findAll().filter(ApiObject.isApiObject).forEach((object) => Overlay.of(object as ApiObject));
  }

  private podFields(): JsonObject {
    const containers = this.plan.steps.map(({ name }) => ({ name, resources: resourceFields(this.plan.demand) }));
    return {
      enableServiceLinks: false,
      priorityClassName: Platform.of(this.context.scope).priorityClassName,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      ...(this.plan.isOnControlPlane ? CONTROL_PLANE : {}),
      initContainers: containers.slice(0, -1),
      containers: containers.slice(-1),
      volumes: this.sizedFolders(),
    };
  }

  /** Their sizes in the form in which the API server gives quantities back; cdk8s-plus writes all in MiB. */
  private sizedFolders() {
    const { steps, size } = this.plan;
    const mounted = steps.flatMap(({ mounts = {} }) => Object.values(mounts).map(({ volume }) => volume.name));
    const sizeLimit = formatBytes(BigInt(size.toMebibytes() * 1024 * 1024) * NANOS_PER_UNIT);
    return SIZED_FOLDERS.filter((name) => mounted.includes(name)).map((name) => ({ name, emptyDir: { sizeLimit } }));
  }

  /** What the job asks of its namespace: one pod, as no two runs overlap. */
  private demand() {
    const { steps, demand } = this.plan;
    const ends = steps.map(({ isServer = false }, index) => !isServer && index < steps.length - 1);
    return {
      namespace: this.context.namespace,
      maxPods: 1,
      pod: podDemand(ends.map((isEnding) => ({ ends: isEnding, resources: demand }))),
      containers: steps.map(() => demand),
    };
  }
}

const ROOT = { ensureNonRoot: false, user: 0, group: 0 };

/** Root may read the keys of the control plane, and nothing more: it has no capability. */
const ROOT_CONTAINER = {
  ...ROOT,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: [Capability.ALL] },
};

const CONTROL_PLANE = {
  priorityClassName: 'system-cluster-critical',
  nodeSelector: { 'node-role.kubernetes.io/control-plane': '' },
  tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
};

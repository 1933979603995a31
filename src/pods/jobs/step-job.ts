import { ApiObject, Cron, Duration, Lazy, Size } from 'cdk8s';
import {
  ConcurrencyPolicy, ConfigMap, Container, ContainerRestartPolicy, CronJob, EnvFieldPaths, EnvValue, RestartPolicy,
  ServiceAccount, Volume,
} from 'cdk8s-plus-28';
import { Placement } from './placement';
import { Schedule } from './schedule';
import { Step } from './step';
import { filesOf, folder, SIZED_FOLDERS } from './step-volumes';
import { Since } from '../../internal/kubernetes-version';
import { KeptField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { ownAccount } from '../../internal/manifest/own-account';
import { resourceFields } from '../../internal/manifest/resource-fields';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { NamespaceRegistry, ResourceDemand } from '../../internal/tree/namespace-registry';
import { Json, JsonObject, undefinedIfEmpty } from '../../internal/values/json';
import { formatBytes, NANOS_PER_UNIT } from '../../internal/values/quantity';
import { Platform } from '../../platform/platform';
import { ActualDemand } from '../actual-demand';
import { ConfigSources } from '../config/config-source';
import { containerProps } from '../containers/container-props';
import { settleEnvironment } from '../containers/pod-environment';
import { keepIdentity } from '../identity/kept-identity';
import { podDemand } from '../pod-demand';
import { dropPodDefaults, templateFields } from '../pod-fields';

const TEMPLATE = ['spec', 'jobTemplate', 'spec', 'template'];
const TIME_ZONE = 'Etc/UTC';
const RUNS_KEPT = 3;
const RETRIES = 2;
const LATEST_START_SECONDS = 30 * 60;
const SCRATCH = Size.mebibytes(64);

/** Everything that a job of steps is made of. */
export interface StepJobProps {
  readonly schedule: Schedule;
  readonly deadlineSeconds: number;
  /**
   * How often a run that failed is tried again within its deadline; twice where it is undefined. Where it is 0, the
   * loss of a node is no failure.
   */
  readonly retries?: number;
  /** How long a pod may take to end once it is told to; as long as Kubernetes gives it where it is undefined. */
  readonly terminationGraceSeconds?: number;
  readonly placement: Placement;
  readonly steps: readonly Step[];
  /** The ConfigMap of the job, and which of its entries are the scripts that the steps run. */
  readonly files: ConfigMap;
  readonly scripts: readonly string[];
  /** Of each folder whose size follows that of what is worked on. */
  readonly size: Size;
  /** Of each step. */
  readonly demand: ResourceDemand;
  readonly accountAnnotations: Record<string, string>;
  readonly podLabels: Record<string, string>;
}

/** A CronJob whose pod takes one step after the other, and its ServiceAccount. */
export class StepJob {
  public readonly cronJob: CronJob;
  public readonly serviceAccount: ServiceAccount;
  public readonly files: ConfigMap;
  private readonly scratch: Volume;
  private readonly scripts: Volume;

  constructor(private readonly context: WorkloadContext, private readonly props: StepJobProps) {
    const { scope } = context;
    const { steps, files, scripts, accountAnnotations: annotations } = props;
    const metadata = objectMetadata(context);
    this.files = files;
    this.serviceAccount = ownAccount(scope, { ...metadata, annotations });
    this.scratch = folder(context, 'tmp', SCRATCH);
    this.scripts = filesOf(context, files, { name: 'scripts', files: scripts });
    this.cronJob = new CronJob(scope, 'Resource', { metadata, ...this.schedule(), ...this.pod() });
    steps.forEach((step, index) => this.addContainer(step, index === steps.length - 1));
    this.addFields();
    NamespaceRegistry.of(scope).addDemand(new ActualDemand(this.demand(), {
      scope,
      controller: ApiObject.of(this.cronJob),
      podSpec: podSpecOf,
      isExtended: () => this.cronJob.containers.length + this.cronJob.initContainers.length > steps.length,
    }));
  }

  private schedule() {
    const { schedule: { cron, shortestSeconds }, deadlineSeconds, retries = RETRIES } = this.props;
    return {
      schedule: Cron.schedule(cron),
      timeZone: TIME_ZONE,
      concurrencyPolicy: ConcurrencyPolicy.FORBID,
      startingDeadline: Duration.seconds(Math.min(LATEST_START_SECONDS, shortestSeconds / 2)),
      successfulJobsRetained: RUNS_KEPT,
      failedJobsRetained: RUNS_KEPT,
      backoffLimit: retries,
      activeDeadline: Duration.seconds(deadlineSeconds),
    };
  }

  private pod() {
    const { terminationGraceSeconds: grace } = this.props;
    return {
      restartPolicy: RestartPolicy.NEVER,
      serviceAccount: this.serviceAccount,
      automountServiceAccountToken: false,
      podMetadata: { labels: { ...this.context.labels, ...this.props.podLabels } },
      ...(grace === undefined ? {} : { terminationGracePeriod: Duration.seconds(grace) }),
      ...this.props.placement.podProps,
    };
  }

  private addContainer(step: Step, isLast: boolean): void {
    const props = {
      ...containerProps(step.name, step),
      securityContext: this.props.placement.container,
      ...(step.isServer ? { restartPolicy: ContainerRestartPolicy.ALWAYS } : {}),
    };
    this.furnish(isLast ? this.cronJob.addContainer(props) : this.cronJob.addInitContainer(props), step);
  }

  private furnish(container: Container, { command, mounts = {}, envFromFiles = {} }: Step): void {
    for (const [name, key] of Object.entries(envFromFiles)) {
      container.env.addVariable(name, EnvValue.fromConfigMap(this.files, key));
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
    const { placement, steps, demand } = this.props;
    const containers = steps.map(({ name }) => ({ name, resources: resourceFields(demand) }));
    const template = templateFields(this.context, {
      ...placement.podFields,
      ...(containers.length > 1 ? { initContainers: containers.slice(0, -1) } : {}),
      containers: containers.slice(-1),
      volumes: this.sizedFolders(),
    });
    const produce = () => undefinedIfEmpty({ ...externals.annotations(), ...waivers.annotations() });
    settleEnvironment({
      scope,
      controller: this.cronJob,
      main: steps[steps.length - 1].name,
      podSpec: podSpecOf,
      sources: new ConfigSources(),
    });
    const overlay = Overlay.of(ApiObject.of(this.cronJob));
    overlay.dropDefault('/spec/suspend', false);
    dropPodDefaults(overlay, '/spec/jobTemplate/spec/template/spec');
    overlay.merge({
      metadata: { annotations: Lazy.any({ produce }) },
      spec: { jobTemplate: { spec: { ...this.failureFields(), template } } },
    });
    this.keepIdentity();
  }

  /** Without a try left, a drained node must not be taken for a run that failed. */
  private failureFields(): JsonObject {
    if (this.props.retries !== 0) return {};
    return {
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
      // With such a policy there is no other; the API server writes it too.
      podReplacementPolicy: Platform.of(this.context.scope)._has(Since.POD_REPLACEMENT_POLICY) ? 'Failed' : undefined,
    };
  }

  /** What alerts are made of does not change with a patch either. */
  private keepIdentity(): void {
    const { context, cronJob: controller } = this;
    const objects = context.scope.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
    objects.forEach((object) => Overlay.of(object));
    keepIdentity({ context, controller, template: TEMPLATE, ports: [], objects, fields: () => this.promises() });
  }

  /** What alerts and objectives are computed from. */
  private promises(): KeptField[] {
    const { schedule, deadlineSeconds } = this.props;
    const reason = 'alerts and objectives are computed from it';
    const rhythm = 'change it by every and startingAt instead';
    return [
      { path: ['spec', 'schedule'], value: Cron.schedule(schedule.cron).expressionString, reason, remedy: rhythm },
      { path: ['spec', 'timeZone'], value: TIME_ZONE, reason, remedy: rhythm },
      {
        path: ['spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds'],
        value: deadlineSeconds,
        reason,
        remedy: 'change it by deadline, or within of a rehearsal, instead',
      },
    ];
  }

  /** Their sizes in the form in which the API server gives quantities back; cdk8s-plus writes all in MiB. */
  private sizedFolders() {
    const { steps, size } = this.props;
    const mounted = steps.flatMap(({ mounts = {} }) => Object.values(mounts).map(({ volume }) => volume.name));
    const sizeLimit = formatBytes(BigInt(size.toMebibytes() * 1024 * 1024) * NANOS_PER_UNIT);
    return SIZED_FOLDERS.filter((name) => mounted.includes(name)).map((name) => ({ name, emptyDir: { sizeLimit } }));
  }

  /** What the job asks of its namespace: one pod, as no two runs overlap. */
  private demand() {
    const { steps, demand } = this.props;
    const ends = steps.map(({ isServer = false }, index) => !isServer && index < steps.length - 1);
    return {
      namespace: this.context.namespace,
      maxPods: 1,
      pod: podDemand(ends.map((isEnding) => ({ ends: isEnding, resources: demand }))),
      containers: steps.map(() => demand),
    };
  }
}

function podSpecOf({ spec }: JsonObject): Json {
  return spec?.jobTemplate?.spec?.template?.spec;
}

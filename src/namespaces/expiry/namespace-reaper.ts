import { ApiObject, Duration, Size } from 'cdk8s';
import { ConfigMap, CronJob, ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { EXPIRY_SCRIPTS } from './embedded-scripts';
import { expiringNamespaces } from './expiring-namespaces';
import { expiryAlerts } from './expiry-alerts';
import { NamespaceReaperProps } from './namespace-reaper-props';
import { DEFAULT_NAMESPACE, reaperAccess, warningsObject } from './reaper-access';
import { alertRulesObject } from '../../alerts/alert-rules';
import { Resources } from '../../availability/resources';
import { Images } from '../../internal/images/third-party-images';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { checkDnsLabel } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { ResourceDemand } from '../../internal/tree/namespace-registry';
import { checkRunbook } from '../../internal/values/addresses/web-address';
import { wholeSeconds } from '../../internal/values/durations';
import { INT32_MAX } from '../../internal/values/numbers';
import { openKubernetesApi } from '../../network/kubernetes-api-flow';
import { WorkloadPolicy } from '../../network/workload-policy';
import { OwnConstruct } from '../../platform/own-construct';
import { pulledImage } from '../../pods/containers/pulled-image';
import { mountJobToken } from '../../pods/jobs/job-token';
import { onAnyNode } from '../../pods/jobs/placement';
import { Schedule, scheduleOf } from '../../pods/jobs/schedule';
import { StepJob } from '../../pods/jobs/step-job';
import { stepFiles } from '../../pods/jobs/step-volumes';
import { makeContext } from '../../pods/make-context';

const DEADLINE_SECONDS = 600;
/** The rest is for its pod to come up, and for what it began to end. */
const BUSY_SECONDS = 300;
const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/namespaces.md';

/** What a reaper goes by. */
interface ReapingPlan {
  readonly schedule: Schedule;
  readonly warnSeconds: number;
  readonly kept: readonly string[];
  readonly runbook: string;
}

/** What its pod is made of. */
interface ReapingPod {
  readonly image: string;
  readonly files: ConfigMap;
  readonly warnings: ApiObject;
  readonly demand: ResourceDemand;
}

/**
 * Deletes namespaces whose own annotation says that their time is over, and nothing else.
 *
 * A namespace says so by `janitor/expires`, as `expiresOn` of a ProductionNamespace writes it: a day, at whose begin in
 * UTC it is over, or a moment such as `2027-03-31T18:00:00Z`. One whose annotation cannot be read stays, and so do
 * those with the label `preflight/keep`, whatever its value, those that begin with `kube-`, `default` and its own. What
 * is changed while a run looks at it is left to the next run.
 *
 * Nothing is deleted that it has not told of `warnBefore` ago, by an Event in `default`: a namespace that says so late,
 * or whose date is a mistake, stays as long. What it told of stands in a ConfigMap of its own; another date, or another
 * namespace of that name, is told of anew. Events tell when it is deleted, too, and where its annotation cannot be
 * read. Alerts tell before of namespaces of the same tree, whose day is known; what asks for them needs
 * `kube_namespace_created` of kube-state-metrics.
 *
 * That ConfigMap is to be applied, as kubectl, Helm, Argo CD and Flux do. What replaces it, as `kubectl replace`,
 * `helm upgrade --force` and `Replace=true` of Argo CD do, lets it forget what it told of, and nothing is deleted. No
 * more than five minutes of a run are for telling and deleting: the rest is left to the next one, and the run fails.
 *
 * Writes a CronJob with its ServiceAccount, two ConfigMaps and NetworkPolicy, a ClusterRole that may list and delete
 * namespaces and nothing else, a Role that may create Events in `default`, one that may read and write its own
 * ConfigMap, and alert rules.
 *
 * Fails where the platform does not know the addresses of the API servers.
 *
 * @example
 *
 * Platform.configure(chart, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
 * new NamespaceReaper(chart, 'namespace-reaper');
 *
 * @see https://codeberg.org/hjacobs/kube-janitor
 */
@checked
export class NamespaceReaper extends OwnConstruct {
  /** The CronJob. */
  public readonly cronJob: CronJob;
  /** The ServiceAccount of its pods. */
  public readonly serviceAccount: ServiceAccount;
  /** The ConfigMap with its scripts. */
  public readonly files: ConfigMap;
  /** The NetworkPolicy: its pods reach the API servers and DNS, and nothing reaches them. */
  public readonly networkPolicy: ApiObject;
  /** What it may do in the cluster: list and delete namespaces. */
  public readonly clusterRole: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly clusterRoleBinding: ApiObject;
  /** What it may do in `default`: create Events. */
  public readonly role: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly roleBinding: ApiObject;
  /** The ConfigMap in which it writes what it told of, and when that is deleted. */
  public readonly warnings: ApiObject;
  /** What it may do in its own namespace: read and write that ConfigMap. */
  public readonly warningsRole: ApiObject;
  /** Who may: its ServiceAccount. */
  public readonly warningsRoleBinding: ApiObject;
  /** Its alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: NamespaceReaperProps = {}) {
    super(scope, id);
    const { name = id, image = Images.KUBECTL, resources = Resources.small() } = props;
    const pulled = pulledImage(this, 'image', image);
    const context = makeContext(this, { name, image: pulled, component: 'reaper' });
    const plan = planReaping(context, props);
    const demand = resources._demand(context);
    const policy = new WorkloadPolicy(context);
    openKubernetesApi({ context, policy });
    this.networkPolicy = policy.policy;
    this.files = stepFiles(context, EXPIRY_SCRIPTS);
    this.warnings = warningsObject(context);
    const job = reapingJob(context, plan, { image: pulled.name, files: this.files, warnings: this.warnings, demand });
    this.cronJob = job.cronJob;
    this.serviceAccount = job.serviceAccount;
    mountJobToken(this, this.cronJob);
    const access = reaperAccess(context, this.serviceAccount.name, this.warnings.name);
    this.clusterRole = access.clusterRole;
    this.clusterRoleBinding = access.clusterRoleBinding;
    this.role = access.role;
    this.roleBinding = access.roleBinding;
    this.warningsRole = access.warningsRole;
    this.warningsRoleBinding = access.warningsRoleBinding;
    this.alertRules = alertsOf(context, plan);
    this._recordAt(this.cronJob, context.waivers);
  }
}

function planReaping({ scope, namespace }: WorkloadContext, props: NamespaceReaperProps): ReapingPlan {
  const { every = Duration.hours(1), warnBefore = Duration.days(3), keptNamespaces = [], runbook = RUNBOOK } = props;
  const schedule = scheduleOf(scope, { prop: 'every', every, startingAt: '00:00' });
  const range = { min: schedule.longestSeconds, max: INT32_MAX };
  keptNamespaces.forEach((name, index) => checkDnsLabel(scope, `keptNamespaces[${index}]`, name));
  checkRunbook(scope, 'runbook', runbook);
  return {
    schedule,
    warnSeconds: wholeSeconds(scope, { prop: 'warnBefore', value: warnBefore }, range),
    kept: [...new Set([DEFAULT_NAMESPACE, namespace, ...keptNamespaces])],
    runbook,
  };
}

function reapingJob(context: WorkloadContext, plan: ReapingPlan, pod: ReapingPod): StepJob {
  const { scope, namespace, name } = context;
  const { image, files, warnings, demand } = pod;
  return new StepJob(context, {
    schedule: plan.schedule,
    deadlineSeconds: DEADLINE_SECONDS,
    placement: onAnyNode(scope),
    steps: [{
      name,
      image,
      command: ['/bin/sh', '/scripts/reap-namespaces.sh'],
      env: { ...variablesOf(plan), NAMESPACE: namespace, WARNINGS: warnings.name },
    }],
    files,
    scripts: Object.keys(EXPIRY_SCRIPTS),
    size: Size.mebibytes(64),
    demand: { ...demand, ephemeralStorageRequest: demand.ephemeralStorageLimit },
    accountAnnotations: {},
    podLabels: {},
  });
}

function variablesOf({ schedule, warnSeconds, kept }: ReapingPlan): Record<string, string> {
  return {
    BUSY_SECONDS: String(BUSY_SECONDS),
    KEPT_NAMESPACES: kept.join(' '),
    RHYTHM_SECONDS: String(schedule.longestSeconds),
    WARN_SECONDS: String(warnSeconds),
  };
}

function alertsOf(context: WorkloadContext, { schedule, warnSeconds, kept, runbook }: ReapingPlan): ApiObject {
  const { scope, namespace, name } = context;
  return alertRulesObject(scope, 'AlertRules', {
    metadata: { ...objectMetadata(context), name: `${name}-alerts` },
    groups: () => [{
      name: `${namespace}-${name}`,
      rules: expiryAlerts({
        namespace,
        cronJob: name,
        namespaces: expiringNamespaces(scope, kept),
        warnSeconds,
        rhythmSeconds: schedule.longestSeconds,
        runbook,
      }),
    }],
  });
}

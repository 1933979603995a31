import { ApiObject, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterRehearsalOptions } from './cluster-rehearsal-options';
import { CLUSTER_SCRIPTS } from './embedded-scripts';
import { scratchName, scratchNamespace } from './scratch-namespace';
import { bindingObject, roleObject } from '../../../access/role-objects';
import { Resources } from '../../../availability/resources';
import { Images } from '../../../internal/images/third-party-images';
import { Waivers } from '../../../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../../../internal/manifest/workload-context';
import { checkDnsSubdomain, MAX_LABEL_LENGTH, shortened } from '../../../internal/naming/names';
import { JsonObject } from '../../../internal/values/json';
import { openKubernetesApi } from '../../../network/kubernetes-api-flow';
import { WorkloadPolicy } from '../../../network/workload-policy';
import { pulledImage } from '../../../pods/containers/pulled-image';
import { chosenFiles, Files, stepFiles } from '../../../pods/jobs/step-volumes';
import { makeContext } from '../../../pods/make-context';
import { checkJobName } from '../../backup-plan';
import { planRehearsal, RehearsalPlan, RunPlan } from '../../backup-schedule';
import { DrillMaker, DrillParts } from '../drill-parts';

const PAUSE_SECONDS = 5;
const LONGEST_CLEANING_SECONDS = 540;
/** What it was about when it was told to end. */
const LAST_CALL_SECONDS = 60;
/** Nothing of it comes into the pod. */
const NO_BACKUP = Size.mebibytes(64);

/** A backup that the cluster restores itself. */
export interface ClusterSubject {
  /** Of the backup. */
  readonly name: string;
  /** The namespace that is backed up. */
  readonly namespace: string;
  readonly plan: RunPlan;
  /** What of it is restored, where it is not all. */
  readonly part?: string;
}

/** Where a drill restores into, and how its objects outside of namespaces of its own are called. */
export interface DrillPlace {
  readonly context: WorkloadContext;
  /** The namespace that is restored into. */
  readonly scratch: string;
  /** Of what is in the whole cluster, or in a namespace of others. */
  readonly uniqueName: string;
  /** As the clusters pull it. */
  readonly image: string;
}

/** What differs between what the cluster restores. */
export interface ClusterDrill {
  readonly script: keyof typeof CLUSTER_SCRIPTS;
  /** What it reads beside the script. */
  readonly scripts: readonly (keyof typeof CLUSTER_SCRIPTS)[];
  /** Namespaces that are no scratch namespace. */
  readonly namespaces: readonly string[];
  variables(place: DrillPlace): Record<string, string>;
  /** Manifests that are created from the pod, by file. */
  files(place: DrillPlace): Files;
  rights(place: DrillPlace): readonly Right[];
  /** What changes objects before they are restored. */
  modifiers?(place: DrillPlace): ApiObject;
}

/** The API server keeps no variable that is empty. */
function withoutEmpty(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}

/** What the ServiceAccount of a drill may do in one namespace, or in the whole cluster. */
export interface Right {
  /** Of its objects in the tree. */
  readonly id: string;
  readonly name: string;
  readonly namespace?: string;
  readonly description: string;
  readonly rules: readonly JsonObject[];
  /** Why checks of roles do not hold of it, by id. */
  readonly waived?: Readonly<Record<string, string>>;
}

/** A drill whose pod asks the API server for a restore into a namespace of its own. */
export function clusterDrill(
  subject: ClusterSubject, options: ClusterRehearsalOptions, drill: ClusterDrill,
): DrillMaker {
  return (scope) => {
    const rehearsal = planRehearsal(scope, options, subject.plan.objective);
    const place = placeOf(scope, subject, { options, others: drill.namespaces });
    const { context } = place;
    const policy = new WorkloadPolicy(context);
    openKubernetesApi({ context, policy });
    const limits = limitsOf(rehearsal);
    const env = withoutEmpty({ ...commonVariables(place, subject, limits), ...drill.variables(place) });
    return {
      context,
      target: subject.name,
      rehearsal,
      part: subject.part,
      runbook: subject.plan.runbook,
      networkPolicy: policy.policy,
      pod: { ...podOf(place, drill, env), ...endOf(limits) },
      surroundings: () => ({
        ...scratchNamespace(scope, place.scratch, options),
        modifiers: drill.modifiers?.(place),
        roles: drill.rights(place).flatMap((right) => grant(context, right)),
      }),
    };
  };
}

function podOf(place: DrillPlace, drill: ClusterDrill, env: Record<string, string>): DrillParts['pod'] {
  const { context, image } = place;
  const names = [drill.script, 'drill.sh', 'volumes.gotmpl', ...drill.scripts] as const;
  const files = { ...chosenFiles(CLUSTER_SCRIPTS, names), ...drill.files(place) };
  return {
    steps: [{ name: 'restore', image, command: ['/bin/sh', `/scripts/${drill.script}`], env }],
    files: stepFiles(context, files),
    scripts: Object.keys(files),
    size: NO_BACKUP,
    demand: demandOf(context),
    accountAnnotations: {},
    podLabels: {},
  };
}

interface PlaceOptions {
  readonly options: ClusterRehearsalOptions;
  readonly others: readonly string[];
}

function placeOf(scope: Construct, subject: ClusterSubject, { options, others }: PlaceOptions): DrillPlace {
  const { storageClassName } = options;
  checkJobName({ scope, name: subject.name });
  if (storageClassName !== undefined) checkDnsSubdomain(scope, 'rehearse.storageClassName', storageClassName);
  const image = pulledImage(scope, 'rehearse.image', options.image ?? Images.KUBECTL);
  const context = makeContext(scope, { name: `${subject.name}-drill`, image, component: 'restore-drill' });
  return {
    context,
    scratch: scratchName(context, options, [subject.namespace, ...others]),
    uniqueName: shortened(`${context.namespace}.${context.name}`, MAX_LABEL_LENGTH),
    image: image.name,
  };
}

interface TimeLimits {
  readonly busySeconds: number;
  readonly cleaningSeconds: number;
}

/** A run that lasts too long must have time left to remove what it restored. */
function limitsOf({ deadlineSeconds }: RehearsalPlan): TimeLimits {
  const cleaningSeconds = Math.min(LONGEST_CLEANING_SECONDS, Math.ceil(deadlineSeconds / 8));
  return { busySeconds: deadlineSeconds - 2 * cleaningSeconds, cleaningSeconds };
}

/** One try: a second one would be ended by the deadline of both, and what it restored would stay. */
function endOf({ cleaningSeconds }: TimeLimits) {
  return { retries: 0, terminationGraceSeconds: cleaningSeconds + LAST_CALL_SECONDS };
}

function commonVariables({ scratch }: DrillPlace, { plan }: ClusterSubject, limits: TimeLimits) {
  return {
    BUSY_SECONDS: String(limits.busySeconds),
    CLEANING_SECONDS: String(limits.cleaningSeconds),
    MAX_AGE_SECONDS: String(plan.objectiveSeconds),
    PAUSE_SECONDS: String(PAUSE_SECONDS),
    SCRATCH: scratch,
  };
}

function demandOf(context: WorkloadContext) {
  const demand = Resources.small()._demand(context);
  return { ...demand, ephemeralStorageRequest: demand.ephemeralStorageLimit };
}

function grant({ scope, name: account, namespace: where }: WorkloadContext, right: Right): ApiObject[] {
  const { id, rules, waived = {}, ...roleName } = right;
  const role = roleObject(scope, `${id}Role`, { ...roleName, rules });
  for (const [checkId, reason] of Object.entries(waived)) Waivers.of(role).as(scope).add({ checkId, reason });
  const subjects = [{ kind: 'ServiceAccount', name: account, namespace: where }];
  return [role, bindingObject(scope, `${id}RoleBinding`, { ...roleName, role, subjects })];
}

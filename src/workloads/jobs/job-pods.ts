import { ApiObject, Duration, Lazy } from 'cdk8s';
import { CronJob, Job, RestartPolicy } from 'cdk8s-plus-28';
import { checkLimits, JobSettings, shortestTtl, SingleRunSettings } from './job-settings';
import { Since } from '../../internal/kubernetes-version';
import { fieldAt } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { JsonObject, undefinedIfEmpty } from '../../internal/values/json';
import { Platform } from '../../platform/platform';
import { addMainContainer } from '../../pods/containers/main-container';
import { dropPodDefaults, podProps } from '../../pods/pod-fields';
import { inMakerSpec, inTemplate, makerSpecPath, templatePath } from '../../pods/pod-template';
import { WorkloadPod, workloadTemplate } from '../workload-pod';

/** What Kubernetes gives pods that ask for nothing else. */
const USUAL_GRACE_SECONDS = 30;

/** What is to be said of one job, and of no other. */
export interface JobFields {
  /** What cdk8s-plus cannot say of the Job. */
  readonly job?: JsonObject;
  /** The alert about its failure, for which it must stay a while. */
  readonly failureAlert: string;
  /** Of the Job or CronJob, beside waivers. */
  readonly annotations: Record<string, string>;
  /** Of the pods. */
  readonly podAnnotations?: Record<string, string>;
}

/** A job, and what is to be said of it. */
export interface FurnishedJob {
  readonly controller: CronJob | Job;
  readonly fields: JobFields;
}

/** A Job that no schedule starts. */
export function createJob(pod: WorkloadPod, settings: SingleRunSettings, fields: JobFields): Job {
  const job = new Job(pod.context.scope, 'Resource', {
    ...jobProps(pod, settings),
    ttlAfterFinished: Duration.seconds(settings.ttlSeconds),
  });
  furnishJob(pod, settings, { controller: job, fields });
  return job;
}

/** The part of a Job's or CronJob's props that all jobs have in common. */
export function jobProps({ context, ...pod }: WorkloadPod, settings: JobSettings & { deadlineSeconds: number }) {
  const { graceSeconds, backoffLimit, deadlineSeconds } = settings;
  return {
    metadata: objectMetadata(context),
    ...podProps(context, { ...pod, graceSeconds }),
    restartPolicy: RestartPolicy.NEVER,
    backoffLimit,
    activeDeadline: Duration.seconds(deadlineSeconds),
  };
}

/** Adds the main container, and what cdk8s-plus cannot say of the pods and of the Job. */
export function furnishJob(pod: WorkloadPod, settings: JobSettings, { controller, fields }: FurnishedJob): Overlay {
  const { context, config } = pod;
  const { process, spotNodes } = settings;
  addMainContainer(context, controller, { process, ports: [], config });
  const overlay = Overlay.of(ApiObject.of(controller));
  const podPath = `/${templatePath(controller).join('/')}/spec`;
  dropPodDefaults(overlay, podPath);
  overlay.dropDefault(`${podPath}/terminationGracePeriodSeconds`, USUAL_GRACE_SECONDS);
  const podFields = { ...pod.podFields, ...spotNodes?._podFields(context.scope) };
  overlay.merge(inTemplate(controller, workloadTemplate({ ...pod, podFields })));
  overlay.merge(inMakerSpec(controller, { ...failureFields(context, settings), ...fields.job }));
  annotate(overlay, context, { controller, fields });
  keepLimits(overlay, context, { settings, furnished: { controller, fields } });
  return overlay;
}

/** A job with what it is made of. */
interface SettledJob {
  readonly settings: JobSettings;
  readonly furnished: FurnishedJob;
}

function keepLimits(overlay: Overlay, { scope }: WorkloadContext, { settings, furnished }: SettledJob): void {
  const shortestTtlSeconds = shortestTtl(settings.alerts, furnished.fields.failureAlert);
  const path = makerSpecPath(furnished.controller);
  overlay.require((document) => {
    const made = { spec: fieldAt(document, path) ?? {}, place: path.join('.'), shortestTtlSeconds };
    checkLimits(scope, made, settings.spotNodes);
  }, () => false);
}

function annotate(overlay: Overlay, context: WorkloadContext, { controller, fields }: FurnishedJob): void {
  const { waivers, externals } = context;
  const { annotations, podAnnotations } = fields;
  const produce = () => undefinedIfEmpty({ ...annotations, ...externals.annotations(), ...waivers.annotations() });
  overlay.merge({ metadata: { annotations: Lazy.any({ produce }) } });
  if (podAnnotations) overlay.merge(inTemplate(controller, { metadata: { annotations: podAnnotations } }));
}

/** How failures of pods count: not where a node was lost, and for good where no try would help. */
function failureFields({ scope, name }: WorkloadContext, { failOnExitCodes }: JobSettings): JsonObject {
  const ofCodes = failOnExitCodes.length === 0 ? [] : [{
    action: 'FailJob',
    onExitCodes: { containerName: name, operator: 'In', values: [...failOnExitCodes] },
  }];
  // The first rule that fits is followed.
  const ofNodes = { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] };
  return {
    podFailurePolicy: { rules: [ofNodes, ...ofCodes] },
    // With such a policy there is no other; the API server writes it too.
    podReplacementPolicy: Platform.of(scope)._has(Since.POD_REPLACEMENT_POLICY) ? 'Failed' : undefined,
  };
}

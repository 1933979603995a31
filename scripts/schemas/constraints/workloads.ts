import {
  COUNT_OR_PERCENT,
  COUNT_OR_SHARE,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  emptyOr,
  exactlyOne,
  maybeOneOf,
  NOT_EMPTY,
  NOT_NEGATIVE,
  oneOf,
  PATH_SEGMENT,
  POSITIVE,
  QUALIFIED_NAME,
  SOME,
  where,
} from './words';
import type { Constraints } from '../constraints';
import { JsonSchema } from '../json-schema';

const REPLICAS = { replicas: NOT_NEGATIVE, minReadySeconds: NOT_NEGATIVE, revisionHistoryLimit: NOT_NEGATIVE };
const NO_ROLLING_UPDATE: JsonSchema = {
  not: { required: ['rollingUpdate'] },
  description: 'without rollingUpdate, which is of the type RollingUpdate alone',
};

/** The pods of a controller that keeps them running. */
const ALWAYS_RESTARTED: JsonSchema = {
  properties: {
    template: {
      properties: {
        spec: {
          properties: {
            restartPolicy: { enum: ['', 'Always'] },
            activeDeadlineSeconds: false,
          },
        },
      },
    },
  },
};

/** The pods of what ends. */
const NOT_ALWAYS_RESTARTED: JsonSchema = {
  properties: {
    template: {
      properties: {
        spec: {
          required: ['restartPolicy'],
          properties: { restartPolicy: { enum: ['Never', 'OnFailure'] } },
        },
      },
    },
  },
};

const METRIC_SOURCES = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

const VERSION_NAME = { ...DNS_LABEL, pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' };
const TARGET = { kind: PATH_SEGMENT, name: PATH_SEGMENT };
const JOB_STRATEGIES = { concurrencyPolicy: maybeOneOf('Allow', 'Forbid', 'Replace') };

const CONTAINER_RESOURCE = {
  pattern: '^(cpu|memory|ephemeral-storage|hugepages-.+|[^/]+/[^/]+)$',
  description: 'cpu, memory, ephemeral-storage, hugepages-2Mi, or a resource with its domain',
};

/**
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/batch/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/autoscaling/validation/validation.go
 */
export const WORKLOAD_CONSTRAINTS: Constraints = {
  ...Object.fromEntries(
    [
      'apps.v1.DaemonSet',
      'apps.v1.Deployment',
      'apps.v1.ReplicaSet',
      'apps.v1.StatefulSet',
      'autoscaling.v1.HorizontalPodAutoscaler',
      'autoscaling.v2.HorizontalPodAutoscaler',
      'batch.v1.CronJob',
      'batch.v1.Job',
      'batch.v1.JobTemplateSpec',
      'core.v1.Pod',
      'core.v1.PodTemplateSpec',
      'core.v1.ReplicationController',
    ].map((definition) => [definition, { whole: [{ required: ['spec'] }] }]),
  ),
  'apps.v1.DeploymentSpec': {
    fields: { ...REPLICAS, progressDeadlineSeconds: POSITIVE },
    whole: [ALWAYS_RESTARTED],
  },
  'apps.v1.DeploymentStrategy': { whole: [where('type', ['Recreate'], NO_ROLLING_UPDATE)] },
  'apps.v1.RollingUpdateDeployment': { fields: { maxSurge: COUNT_OR_PERCENT, maxUnavailable: COUNT_OR_SHARE } },
  'apps.v1.StatefulSetSpec': {
    fields: {
      ...REPLICAS,
      serviceName: emptyOr(DNS_LABEL),
      volumeClaimTemplates: { items: { required: ['spec'] } },
    },
    whole: [ALWAYS_RESTARTED],
  },
  'apps.v1.StatefulSetUpdateStrategy': { whole: [where('type', ['OnDelete'], NO_ROLLING_UPDATE)] },
  'apps.v1.RollingUpdateStatefulSetStrategy': {
    fields: { partition: NOT_NEGATIVE, maxUnavailable: COUNT_OR_SHARE },
  },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    fields: { whenDeleted: maybeOneOf('Delete', 'Retain'), whenScaled: maybeOneOf('Delete', 'Retain') },
  },
  'apps.v1.StatefulSetOrdinals': { fields: { start: NOT_NEGATIVE } },
  'apps.v1.DaemonSetSpec': {
    fields: { minReadySeconds: NOT_NEGATIVE, revisionHistoryLimit: NOT_NEGATIVE },
    whole: [ALWAYS_RESTARTED],
  },
  'apps.v1.RollingUpdateDaemonSet': { fields: { maxSurge: COUNT_OR_SHARE, maxUnavailable: COUNT_OR_SHARE } },
  'apps.v1.ReplicaSetSpec': {
    fields: { replicas: NOT_NEGATIVE, minReadySeconds: NOT_NEGATIVE },
    whole: [ALWAYS_RESTARTED, { required: ['template'] }],
  },
  'core.v1.ReplicationControllerSpec': {
    fields: { replicas: NOT_NEGATIVE, minReadySeconds: NOT_NEGATIVE },
    whole: [ALWAYS_RESTARTED, { required: ['template'] }],
  },
  'batch.v1.JobSpec': {
    fields: {
      activeDeadlineSeconds: NOT_NEGATIVE,
      backoffLimit: NOT_NEGATIVE,
      completions: NOT_NEGATIVE,
      parallelism: NOT_NEGATIVE,
      ttlSecondsAfterFinished: NOT_NEGATIVE,
      completionMode: maybeOneOf('Indexed', 'NonIndexed'),
    },
    whole: [NOT_ALWAYS_RESTARTED, where('completionMode', ['Indexed'], { required: ['completions'] })],
  },
  'batch.v1.CronJobSpec': {
    fields: {
      ...JOB_STRATEGIES,
      failedJobsHistoryLimit: NOT_NEGATIVE,
      startingDeadlineSeconds: NOT_NEGATIVE,
      successfulJobsHistoryLimit: NOT_NEGATIVE,
      schedule: NOT_EMPTY,
      timeZone: NOT_EMPTY,
    },
  },
  'batch.v1.PodFailurePolicy': { fields: { rules: { maxItems: 20 } }, optional: ['rules'] },
  'batch.v1.PodFailurePolicyRule': {
    fields: { action: oneOf('Count', 'FailIndex', 'FailJob', 'Ignore') },
    whole: [{
      ...exactlyOne('onExitCodes', 'onPodConditions'),
      oneOf: [{ required: ['onExitCodes'] }, { required: ['onPodConditions'], properties: { onPodConditions: SOME } }],
    }],
  },
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': {
    fields: { status: maybeOneOf('False', 'True', 'Unknown'), type: QUALIFIED_NAME },
  },
  'batch.v1.PodFailurePolicyOnExitCodesRequirement': {
    fields: { values: { minItems: 1, maxItems: 255, uniqueItems: true } },
  },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': { fields: { minReplicas: NOT_NEGATIVE, maxReplicas: POSITIVE } },
  'autoscaling.v1.HorizontalPodAutoscalerSpec': {
    fields: { minReplicas: NOT_NEGATIVE, maxReplicas: POSITIVE, targetCPUUtilizationPercentage: POSITIVE },
  },
  'autoscaling.v2.CrossVersionObjectReference': { fields: TARGET },
  'autoscaling.v1.CrossVersionObjectReference': { fields: TARGET },
  'autoscaling.v2.MetricSpec': {
    fields: { type: oneOf(...Object.keys(METRIC_SOURCES)) },
    whole: Object.entries(METRIC_SOURCES).map(([type, field]) =>
      where('type', [type], {
        required: [field],
        properties: Object.fromEntries(
          Object.values(METRIC_SOURCES)
            .filter((one) => one !== field)
            .map((one) => [one, false]),
        ),
      }),
    ),
  },
  'autoscaling.v2.MetricTarget': {
    fields: { type: oneOf('AverageValue', 'Utilization', 'Value'), averageUtilization: POSITIVE },
  },
  'autoscaling.v2.ResourceMetricSource': { fields: { name: NOT_EMPTY } },
  'autoscaling.v2.ContainerResourceMetricSource': {
    fields: { name: CONTAINER_RESOURCE, container: DNS_LABEL },
  },
  'autoscaling.v2.MetricIdentifier': { fields: { name: PATH_SEGMENT } },
  'autoscaling.v2.HPAScalingRules': {
    fields: {
      policies: SOME,
      selectPolicy: maybeOneOf('Disabled', 'Max', 'Min'),
      stabilizationWindowSeconds: { minimum: 0, maximum: 3600 },
    },
  },
  'autoscaling.v2.HPAScalingPolicy': {
    fields: { type: oneOf('Percent', 'Pods'), value: POSITIVE, periodSeconds: { minimum: 1, maximum: 1800 } },
  },
  'policy.v1.PodDisruptionBudgetSpec': {
    fields: { maxUnavailable: COUNT_OR_SHARE, minAvailable: COUNT_OR_SHARE },
    whole: [
      {
        not: { required: ['maxUnavailable', 'minAvailable'] },
        description: 'not maxUnavailable together with minAvailable',
      },
    ],
  },
  'core.v1.PodTemplate': { whole: [{ required: ['template'] }] },
  'apiextensions.v1.CustomResourceDefinitionVersion': { fields: { name: VERSION_NAME } },
  'apiextensions.v1.CustomResourceDefinitionSpec': { fields: { scope: oneOf('Cluster', 'Namespaced') } },
  'coordination.v1.LeaseSpec': { fields: { leaseDurationSeconds: POSITIVE } },
  'scheduling.v1.PriorityClass': {
    fields: { value: { maximum: 2000001000 }, preemptionPolicy: oneOf('Never', 'PreemptLowerPriority') },
  },
  'core.v1.TypedLocalObjectReference': {
    fields: {
      apiGroup: emptyOr(DNS_SUBDOMAIN), kind: PATH_SEGMENT, name: PATH_SEGMENT,
    },
  },
  'apiregistration.v1.APIServiceSpec': {
    fields: {
      groupPriorityMinimum: { minimum: 1, maximum: 20000 },
      versionPriority: { minimum: 1, maximum: 1000 },
      version: NOT_EMPTY,
    },
  },
  'apiregistration.v1.ServiceReference': { whole: [{ required: ['name', 'namespace'] }] },
  'node.v1.RuntimeClass': { fields: { handler: DNS_SUBDOMAIN } },
};

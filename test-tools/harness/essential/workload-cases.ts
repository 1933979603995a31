import { Series, SeriesCase } from './series-case';

/** Series of one object, by the metric without what all of that kind begin with. */
function object(kind: string, name: string, values: Readonly<Record<string, number | string>>): Series {
  return Object.fromEntries(Object.entries(values).map(([metric, value]) => {
    const [short, labels = ''] = metric.split('{');
    const own = ['instance="ksm"', 'namespace="shop"', `${kind}="${name}"`, ...labels.split(/[,}]/).filter(Boolean)];
    return [`kube_${kind}_${short}{${own.join(',')}}`, typeof value === 'string' ? value : `${value}x800`];
  }));
}

const deployment = (values: Record<string, number | string>) => object('deployment', 'web', values);
const statefulSet = (values: Record<string, number | string>) => object('statefulset', 'db', values);
const daemonSet = (values: Record<string, number | string>) => object('daemonset', 'agent', values);
const autoscaler = (values: Record<string, number | string>) => object('horizontalpodautoscaler', 'web', values);
const budget = (values: Record<string, number>) => object('poddisruptionbudget', 'web', Object.fromEntries(
  Object.entries(values).map(([name, value]) => [`status_${name}`, value]),
));
const OF_AUTOSCALER = { namespace: 'shop', horizontalpodautoscaler: 'web' };
const OF_BUDGET = { namespace: 'shop', poddisruptionbudget: 'web' };
const BLIND = 'status_condition{condition="ScalingActive",status="false"}';
const STUCK = 'status_condition{condition="Progressing",status="false"}';

export const ROLLOUT_CASES: readonly SeriesCase[] = [
  {
    alert: 'DeploymentReplicasMissing',
    minute: 15,
    fires: deployment({ spec_replicas: 3, status_replicas_available: 2, status_replicas_updated: 3 }),
    silent: [
      deployment({ spec_replicas: 3, status_replicas_available: 3, status_replicas_updated: 3 }),
      deployment({ spec_replicas: 30, status_replicas_available: 2, status_replicas_updated: '0+1x30' }),
    ],
    labels: { namespace: 'shop', deployment: 'web' },
    value: 1,
  },
  {
    alert: 'DeploymentRolloutStuck',
    minute: 15,
    fires: deployment({ [STUCK]: 1 }),
    silent: [deployment({ [STUCK]: 0 })],
    labels: { namespace: 'shop', deployment: 'web' },
    value: 1,
  },
  {
    alert: 'StatefulSetReplicasMissing',
    minute: 15,
    fires: statefulSet({ replicas: 3, status_replicas_ready: 1, status_replicas_updated: 3 }),
    silent: [
      statefulSet({ replicas: 3, status_replicas_ready: 3, status_replicas_updated: 3 }),
      statefulSet({ replicas: 30, status_replicas_ready: 1, status_replicas_updated: '0+1x30' }),
    ],
    labels: { namespace: 'shop', statefulset: 'db' },
    value: 2,
  },
  {
    alert: 'DaemonSetPodsMissing',
    minute: 15,
    fires: daemonSet({
      status_desired_number_scheduled: 5, status_number_available: 4, status_updated_number_scheduled: 5,
    }),
    silent: [
      daemonSet({ status_desired_number_scheduled: 5, status_number_available: 5, status_updated_number_scheduled: 5 }),
      daemonSet({
        status_desired_number_scheduled: 50, status_number_available: 4, status_updated_number_scheduled: '0+1x30',
      }),
    ],
    labels: { namespace: 'shop', daemonset: 'agent' },
    value: 1,
  },
  {
    alert: 'AutoscalerAtMaximum',
    minute: 15,
    fires: autoscaler({ status_current_replicas: 10, spec_max_replicas: 10, spec_min_replicas: 2 }),
    silent: [
      autoscaler({ status_current_replicas: 9, spec_max_replicas: 10, spec_min_replicas: 2 }),
      autoscaler({ status_current_replicas: 10, spec_max_replicas: 10, spec_min_replicas: 10 }),
    ],
    labels: OF_AUTOSCALER,
    value: 10,
  },
  {
    alert: 'AutoscalerBlind',
    minute: 15,
    fires: autoscaler({ [BLIND]: 1, status_current_replicas: 1 }),
    silent: [
      autoscaler({ [BLIND]: 0, status_current_replicas: 1 }), autoscaler({ [BLIND]: 1, status_current_replicas: 0 }),
    ],
    labels: OF_AUTOSCALER,
    value: 1,
  },
];

export const BUDGET_CASES: readonly SeriesCase[] = [
  {
    alert: 'BudgetBlocksDrains',
    minute: 240,
    fires: budget({ pod_disruptions_allowed: 0, current_healthy: 3, expected_pods: 3 }),
    silent: [
      budget({ pod_disruptions_allowed: 1, current_healthy: 3, expected_pods: 3 }),
      budget({ pod_disruptions_allowed: 0, current_healthy: 2, expected_pods: 3 }),
      budget({ pod_disruptions_allowed: 0, current_healthy: 0, expected_pods: 0 }),
    ],
    labels: OF_BUDGET,
    value: 0,
  },
  {
    alert: 'BudgetNotMet',
    minute: 15,
    fires: budget({ desired_healthy: 3, current_healthy: 2 }),
    silent: [budget({ desired_healthy: 3, current_healthy: 3 })],
    labels: OF_BUDGET,
    value: 1,
  },
];

/** A Job of a CronJob, or of nobody. */
function job(values: Readonly<Record<string, number>>, cronJob?: string): Series {
  const of = 'instance="ksm",namespace="shop",job_name="report-29384756"';
  return {
    ...Object.fromEntries(Object.entries(values).map(([metric, value]) => {
      const condition = metric === 'failed' ? ',condition="true"' : '';
      return [`kube_job_${metric}{${of}${condition}}`, `${value}x800`];
    })),
    ...(cronJob === undefined ? {} : { [`kube_job_owner{${of},owner_kind="CronJob",owner_name="report"}`]: '1x800' }),
  };
}

const cronJobOf = (values: Record<string, number>) => object('cronjob', 'report', values);
const OF_JOB = { namespace: 'shop', job_name: 'report-29384756' };
const OF_CRON_JOB = { namespace: 'shop', cronjob: 'report' };
const FAILED_RUN = job({ failed: 1, status_start_time: 600 }, 'report');

export const JOB_CASES: readonly SeriesCase[] = [
  {
    alert: 'JobFailed',
    minute: 1,
    fires: job({ failed: 1 }),
    silent: [job({ failed: 0 }), job({ failed: 1 }, 'report')],
    labels: OF_JOB,
    value: 1,
  },
  {
    alert: 'CronJobFailed',
    minute: 20,
    fires: { ...FAILED_RUN, ...cronJobOf({ created: 60, status_last_successful_time: 599 }) },
    silent: [
      { ...FAILED_RUN, ...cronJobOf({ created: 60, status_last_successful_time: 600 }) },
      { ...job({ failed: 0, status_start_time: 600 }, 'report'), ...cronJobOf({ created: 60 }) },
    ],
    labels: OF_CRON_JOB,
    value: 600,
  },
  {
    alert: 'CronJobNotRunning',
    minute: 66,
    fires: cronJobOf({ next_schedule_time: 0, status_active: 0, spec_suspend: 0 }),
    silent: [
      cronJobOf({ next_schedule_time: 360, status_active: 0, spec_suspend: 0 }),
      cronJobOf({ next_schedule_time: 0, status_active: 1, spec_suspend: 0 }),
      cronJobOf({ next_schedule_time: 0, status_active: 0, spec_suspend: 1 }),
    ],
    labels: OF_CRON_JOB,
    value: 3960,
  },
  {
    alert: 'JobRunningLong',
    minute: 726,
    fires: job({ status_start_time: 0, status_active: 1 }),
    silent: [job({ status_start_time: 360, status_active: 1 }), job({ status_start_time: 0, status_active: 0 })],
    labels: OF_JOB,
    value: 43_560,
  },
];

function quota(used: number): Series {
  const of = 'instance="ksm",namespace="shop",resourcequota="all",resource="limits.memory"';
  const series = (type: string) => `kube_resourcequota{${of},type="${type}"}`;
  return { [series('used')]: `${used}x30`, [series('hard')]: '100x30' };
}

const OF_QUOTA = { namespace: 'shop', resourcequota: 'all', resource: 'limits.memory' };

export const QUOTA_CASES: readonly SeriesCase[] = [
  {
    alert: 'QuotaNearlyFull',
    minute: 15,
    fires: quota(91),
    silent: [quota(90), quota(100)],
    labels: OF_QUOTA,
    value: 0.91,
  },
  { alert: 'QuotaFull', minute: 15, fires: quota(100), silent: [quota(99), quota(101)], labels: OF_QUOTA, value: 1 },
  { alert: 'QuotaExceeded', minute: 15, fires: quota(101), silent: [quota(100)], labels: OF_QUOTA, value: 1.01 },
];

import type { Built, PartVariants } from './part-variants';
import { IMAGE, render } from './render';
import { JobAlerts, JobConcurrency, Provider, ScheduledJob, ScheduledJobProps, SpotNodes } from '../../src';

const WHY = 'there is a reason';
const POD = 'CronJob spec.jobTemplate.spec.template.spec';

/** The ways in which the parts of jobs may be made. */
export const JOB_VARIANTS: readonly PartVariants[] = [
  {
    part: 'JobAlerts',
    variants: { standard: scheduled({ alerts: JobAlerts.standard() }) },
    optOuts: { none: scheduled({ alerts: JobAlerts.none(WHY) }) },
    point: [],
    optedOut: ['ConfigMap', 'CronJob metadata.annotations'],
  },
  {
    part: 'JobConcurrency',
    variants: {
      forbid: scheduled({ concurrency: JobConcurrency.forbid() }),
      replace: scheduled({ concurrency: JobConcurrency.replace() }),
    },
    optOuts: { allow: scheduled({ concurrency: JobConcurrency.allow(WHY) }) },
    point: ['CronJob spec.concurrencyPolicy'],
  },
  {
    part: 'SpotNodes',
    variants: {
      preferred: scheduled({ spotNodes: SpotNodes.preferred() }),
      karpenter: scheduled({ spotNodes: SpotNodes.karpenter() }),
      labeled: scheduled({ spotNodes: SpotNodes.labeled('acme.com/capacity', 'spot') }),
    },
    point: [`${POD}.affinity`, `${POD}.tolerations`],
  },
];

function scheduled(props: Partial<ScheduledJobProps>): Built {
  return () => render((chart) => {
    new ScheduledJob(chart, 'web', { image: IMAGE, schedule: '30 2 * * *', ...props });
  }, { provider: Provider.EKS });
}

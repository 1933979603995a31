import { Environment, JobAlerts, JobAlertsOptions, MetricsFlavor, ReleaseJob, ScheduledJob } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const WHY = 'there is a reason';
const OPERATOR = { metrics: MetricsFlavor.operator() };

describe('JobAlerts', () => {
  it('warn of a job, and say where it is written what to do', () => {
    expect(rulesOf({}).map(({ alert, labels, annotations }) => [alert, labels.severity, annotations.runbook_url]))
      .toEqual([
        'ScheduledJobFailed', 'ScheduledJobMissing', 'ScheduledJobSlow', 'ScheduledJobLate',
        'ScheduledJobNeverSucceeded', 'ScheduledJobSuspended',
      ].map((alert) => [
        alert,
        'warning',
        `https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/jobs.md#${alert.toLowerCase()}`,
      ]));
  });

  it('wake somebody where they are to, but for what is not wrong yet', () => {
    const critical = rulesOf({ pages: true }).filter(({ labels }) => labels.severity === 'critical');
    expect(critical.map(({ alert }) => alert)).toEqual([
      'ScheduledJobFailed', 'ScheduledJobMissing', 'ScheduledJobLate', 'ScheduledJobNeverSucceeded',
    ]);
  });

  it('lead to another page', () => {
    const [{ annotations }] = rulesOf({ runbook: 'https://wiki.example.com/jobs' });
    expect(annotations.runbook_url).toBe('https://wiki.example.com/jobs#scheduledjobfailed');
  });

  it('expect a success within the interval, the latest start and the deadline', () => {
    const late = rulesOf({}).find(({ alert }) => alert === 'ScheduledJobLate')!;
    expect(late.expr).toBe('time() - max by (namespace, cronjob) '
      + '(kube_cronjob_status_last_successful_time{namespace="shop",cronjob="report"}) > 91800');
  });

  it('leave out those that have a reason, which stays on record', () => {
    const rules = only(report({ omit: { ScheduledJobSlow: WHY } }), 'PrometheusRule');
    expect(rules.metadata.annotations).toEqual({ 'preflight/omitted.ScheduledJobSlow': WHY });
    expect(rules.spec.groups[0].rules).toHaveLength(5);
  });

  it('leave out one in environments, too, in which the job does not have it', () => {
    const alerts = JobAlerts.standard({ omit: { ScheduledJobLate: WHY } });
    const names = [Environment.STAGING, Environment.PRODUCTION].map((environment) => only(render((chart) => {
      const runsIn = [Environment.PRODUCTION];
      new ScheduledJob(chart, 'report', { image: IMAGE, schedule: '30 2 * * *', runsIn, alerts });
    }, { ...OPERATOR, environment }), 'PrometheusRule').spec.groups[0].rules.map(({ alert }: Manifest) => alert));
    expect(names).toEqual([
      ['ScheduledJobFailed', 'ScheduledJobMissing', 'ScheduledJobSlow'],
      [
        'ScheduledJobFailed', 'ScheduledJobMissing', 'ScheduledJobSlow', 'ScheduledJobNeverSucceeded',
        'ScheduledJobSuspended',
      ],
    ]);
  });

  it('leave the reasons with the job where all are left out', () => {
    const manifests = render((chart) => {
      const alerts = JobAlerts.standard({ omit: { ReleaseJobFailed: WHY } });
      expect(new ReleaseJob(chart, 'migrate', { image: IMAGE, alerts }).alertRules).toBeUndefined();
    }, OPERATOR);
    expect(only(manifests, 'Job').metadata.annotations).toMatchObject({ 'preflight/omitted.ReleaseJobFailed': WHY });
    expect(manifests.filter(({ kind }) => kind === 'PrometheusRule')).toEqual([]);
  });

  it.each<[string, JobAlerts, string]>([
    ['names that no alert has', JobAlerts.standard({ omit: { ScheduledJobSlo: WHY } }), "'alerts.omit' must name "
      + 'alerts that there are, got "ScheduledJobSlo"; did you mean ScheduledJobSlow?'],
    ['a silence without a reason', JobAlerts.none(''), "'alerts' must say why, got \"\"; write the reason, it appears "
      + 'in the readiness report'],
    ['a link that leads nowhere', JobAlerts.standard({ runbook: 'wiki' }), "'alerts.runbook' must be"],
  ])('refuse %s', (_, alerts, message) => {
    expect(messageOf(() => render((chart) => {
      new ScheduledJob(chart, 'report', { image: IMAGE, schedule: '30 2 * * *', alerts });
    }))).toContain(`[shop/report] ${message}`);
  });
});

function report(options: JobAlertsOptions): Manifest[] {
  return render((chart) => {
    const alerts = JobAlerts.standard(options);
    new ScheduledJob(chart, 'report', { image: IMAGE, schedule: '30 2 * * *', alerts });
  }, OPERATOR);
}

function rulesOf(options: JobAlertsOptions): Manifest[] {
  return only(report(options), 'PrometheusRule').spec.groups[0].rules;
}

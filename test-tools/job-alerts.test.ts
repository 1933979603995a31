import { MetricsFlavor, ReleaseJob } from '../src';
import { JOB_PROMISES, scheduledJobCases, suspendedJobCases } from './harness/alerts/job-cases';
import { checkRules, InputSeries, testRules, testRulesInOne } from './harness/alerts/promtool';
import { RulesUnderTest, ruleTestOf } from './harness/alerts/rule-test';
import { AlertRule } from '../src/alerts/alert-rules';
import { withRunbook } from '../src/alerts/alert-texts';
import { finishedJobAlerts } from '../src/alerts/jobs/finished-job-alerts';
import { scheduledJobAlerts, ScheduledJobSubject } from '../src/alerts/jobs/scheduled-job-alerts';
import { IMAGE, only, render } from '../test/support/render';

const REPORT: ScheduledJobSubject = { namespace: 'shop', cronJob: 'report', isSuspended: false, ...JOB_PROMISES };
const PREFIX = 'ScheduledJob';
const BATCH = { alertPrefix: 'BatchJob', namespace: 'shop', name: 'thumbs', suffix: '[0-9a-f]{8}', remedy: 'Look.' };

describe.each([
  { what: 'that runs', subject: REPORT, cases: scheduledJobCases(REPORT) },
  { what: 'that is suspended', subject: { ...REPORT, isSuspended: true }, cases: suspendedJobCases(REPORT) },
])('the alerts of a job $what', ({ subject, cases }) => {
  const alerts = scheduledJobAlerts(subject);
  const text = ruleFile(alerts);

  it('are right in every case', () => {
    expect(checkRules(text)).toBe('');
    const tests = cases.map((one) => ({ name: one.name, ...ruleTestOf(underTest(text), one) }));
    expect(testRulesInOne(text, tests)).toBe('');
  });

  it('fire in a case each', () => {
    const fired = cases.flatMap(({ firing }) => Object.keys(firing).map((name) => PREFIX + name));
    expect([...new Set(fired)].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });
});

it('sees an alert of a job that fires and should not', () => {
  const text = ruleFile(scheduledJobAlerts(REPORT));
  const [well] = scheduledJobCases(REPORT);
  const late = text.replaceAll(`> ${REPORT.lateSeconds}`, '> 0');
  expect(testRules(late, ruleTestOf(underTest(text), well))).toMatch(/ScheduledJobLate/);
});

describe('the alert of a Job that nothing makes again', () => {
  const text = ruleFile(finishedJobAlerts(BATCH));
  it.each([
    { what: 'fires when it failed', isFiring: true },
    { what: 'is silent while it runs', value: 0 },
    { what: 'knows no other job', job: 'thumbs-nightly-0123abcd' },
    { what: 'knows no job of another namespace', namespace: 'shop2' },
    { what: 'knows none with other digits', job: 'thumbs-29400120x' },
  ])('$what', ({ namespace = 'shop', job = 'thumbs-0123abcd', value = 1, isFiring }) => {
    expect(checkRules(text)).toBe('');
    expect(testRules(text, {
      interval: '1m',
      input_series: replicas({ namespace, job_name: job, condition: 'true' }, value),
      alert_rule_test: [{
        eval_time: '5m',
        alertname: 'BatchJobFailed',
        exp_alerts: isFiring ? [{
          exp_labels: { severity: 'critical', namespace, job_name: job },
          exp_annotations: {
            summary: `The job ${namespace}/${job} failed.`,
            description: 'It has no tries left, or took longer than it may. Look.',
            runbook_url: 'https://example.com/jobs.md#batchjobfailed',
          },
        }] : [],
      }],
    })).toBe('');
  });
});

it('takes the rules of a ReleaseJob as they are written', () => {
  const manifests = render((chart) => {
    new ReleaseJob(chart, 'migrate', { image: IMAGE });
  }, { metrics: MetricsFlavor.operator() });
  expect(checkRules(JSON.stringify(only(manifests, 'PrometheusRule').spec))).toBe('');
});

/** A rule file of the alerts, as they are weighed where somebody is to be woken up. */
function ruleFile(alerts: readonly Omit<AlertRule, 'runbook'>[]): string {
  const rules = withRunbook(alerts, 'https://example.com/jobs.md').map((rule) => ({
    alert: rule.alert,
    expr: rule.expr,
    for: rule.for,
    labels: { severity: rule.severity },
    annotations: { summary: rule.summary, description: rule.description, runbook_url: rule.runbook },
  }));
  return JSON.stringify({ groups: [{ name: 'jobs', rules }] });
}

function underTest(text: string): RulesUnderTest {
  const { groups: [{ rules }] } = JSON.parse(text);
  return { rules, prefix: PREFIX, labels: { namespace: REPORT.namespace, cronjob: REPORT.cronJob } };
}

/** The series of one Job, as two replicas of kube-state-metrics show it. */
function replicas(labels: Record<string, string>, value: number): InputSeries[] {
  return ['10.0.1.7:8080', '10.0.2.9:8080'].map((instance) => {
    const matchers = Object.entries({ ...labels, instance }).map(([key, text]) => `${key}="${text}"`);
    return { series: `kube_job_failed{${matchers.join(',')}}`, values: `${value}x10` };
  });
}

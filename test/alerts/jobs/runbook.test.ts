import { finishedJobAlerts } from '../../../src/alerts/jobs/finished-job-alerts';
import { scheduledJobAlerts } from '../../../src/alerts/jobs/scheduled-job-alerts';
import { codeBlocks, readDocument, section, tableRows } from '../../support/project/markdown';

const JOB = { namespace: 'shop', name: 'report', remedy: 'Look.' };
const ALERTS = [
  ...scheduledJobAlerts({
    namespace: 'shop', cronJob: 'report', lateSeconds: 90_000, deadlineSeconds: 3_600, isSuspended: false,
  }),
  ...['BatchJob', 'ReleaseJob'].flatMap((alertPrefix) => finishedJobAlerts({ ...JOB, alertPrefix })),
];

describe('the runbook of jobs', () => {
  const runbook = readDocument('docs/runbooks/jobs.md');

  it.each(ALERTS)('says what $alert means, what to look at and what to do', ({ alert }) => {
    const text = section(runbook, `## ${alert}`);
    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });

  it('has sections for nothing else', () => {
    const headings = [...runbook.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(ALERTS.map(({ alert }) => alert));
  });
});

it('the guide lists every alert, how grave it may be, and no other', () => {
  const listed = tableRows(readDocument('docs/jobs.md'), ['alert', 'at most', 'fires when']);
  expect(listed.map(([alert, severity]) => `${alert} ${severity}`).sort())
    .toEqual(ALERTS.map(({ alert, severity }) => `\`${alert}\` ${severity}`).sort());
});

import { veleroAlerts, veleroBackupAlerts } from '../../../src/backup/velero/velero-alerts';
import { codeBlocks, readDocument, section } from '../../support/project/markdown';

const SUBJECT = { namespace: 'velero', runbook: 'velero.md' };
const RULES = [
  ...veleroBackupAlerts({
    ...SUBJECT, schedule: 'shop', intervalSeconds: 86_400, deadlineSeconds: 3_600, objectiveSeconds: 90_000,
  }),
  ...veleroAlerts({ ...SUBJECT, locations: ['default'] }),
];
const ALERTS = RULES.flatMap((rule) => 'alert' in rule ? [rule] : []);

describe('the runbook of Velero', () => {
  const runbook = readDocument('docs/runbooks/velero.md');

  it.each(ALERTS)('says what $alert means, what to look at and what to do', ({ alert }) => {
    const text = section(runbook, `## ${alert}`);

    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });

  it.each(ALERTS)('has $alert where its link leads', ({ alert, runbook: link }) => {
    expect(link).toBe(`velero.md#${alert.toLowerCase()}`);
  });

  it('has sections for nothing else, and leads only to those that are there', () => {
    const headings = [...runbook.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    const links = [...runbook.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);

    expect(headings).toEqual(ALERTS.map(({ alert }) => alert));
    expect(links.filter((anchor) => !headings.some((heading) => heading.toLowerCase() === anchor))).toEqual([]);
  });
});

import { backupAlerts } from '../../src/backup/backup-alerts';
import { drillAlerts } from '../../src/backup/drills/drill-alerts';
import { codeBlocks, readDocument, section } from '../support/project/markdown';

const SUBJECT = {
  namespace: 'shop', cronJob: 'orders', objectiveSeconds: 7_200, deadlineSeconds: 3_600, runbook: 'backups.md',
};
const RULES = [
  ...backupAlerts({ ...SUBJECT, alertPrefix: 'EtcdBackup', noun: 'etcd backup' }),
  ...backupAlerts({ ...SUBJECT, alertPrefix: 'PostgresBackup', noun: 'PostgreSQL backup' }),
  ...backupAlerts({ ...SUBJECT, alertPrefix: 'VolumeSnapshots', noun: 'volume snapshot' }),
  ...drillAlerts({ ...SUBJECT, target: 'orders', intervalSeconds: 86_400 }),
];
const ALERTS = RULES.flatMap((rule) => 'alert' in rule ? [rule] : []);

describe('the runbook of backups', () => {
  const runbook = readDocument('docs/runbooks/backups.md');

  it.each(ALERTS)('says what $alert means, what to look at and what to do', ({ alert }) => {
    const text = section(runbook, `## ${alert}`);

    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });

  it.each(ALERTS)('has $alert where its link leads', ({ alert, runbook: link }) => {
    expect(link).toBe(`backups.md#${alert.toLowerCase()}`);
  });

  it('has sections for nothing else, and leads only to those that are there', () => {
    const headings = [...runbook.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    const links = [...runbook.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);

    expect(headings).toEqual(ALERTS.map(({ alert }) => alert));
    expect(links.filter((anchor) => !headings.some((heading) => heading.toLowerCase() === anchor))).toEqual([]);
  });
});

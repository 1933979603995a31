import { expiryAlerts } from '../../../src/namespaces/expiry/expiry-alerts';
import { codeBlocks, readDocument, section } from '../../support/project/markdown';

const SUBJECT = {
  namespace: 'cleaning', cronJob: 'reaper', warnSeconds: 259_200, rhythmSeconds: 3_600, runbook: 'page',
};
const ALERTS = expiryAlerts({ ...SUBJECT, namespaces: [{ name: 'pr-1', expiresAt: 1_806_451_200 }] });

describe('expiryAlerts', () => {
  it('are about namespaces only where some expire', () => {
    expect(expiryAlerts({ ...SUBJECT, namespaces: [] }).map(({ alert }) => alert)).toEqual(['NamespaceReaperFailed']);
    expect(ALERTS.map(({ alert, severity }) => [alert, severity])).toEqual([
      ['NamespaceReaperFailed', 'warning'], ['NamespaceExpiresSoon', 'warning'], ['ExpiredNamespaceStays', 'warning'],
    ]);
  });

  it.each(ALERTS)('have a section of the runbook for $alert, where the link leads', ({ alert, runbook }) => {
    const text = section(readDocument('docs/runbooks/namespaces.md'), `## ${alert}`);

    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl ');
    expect(runbook).toBe(`page#${alert.toLowerCase()}`);
  });
});

import { watchdogAlert } from '../../../src/alerts/routing/watchdog-alert';
import { codeBlocks, readDocument, section } from '../../support/project/markdown';

describe('the Watchdog', () => {
  const { alert, expr, runbook } = watchdogAlert('alerting.md');

  it('always fires', () => {
    expect(expr).toBe('vector(1)');
  });

  it('leads to a section that says what its absence means, what to look at and what to do', () => {
    const text = section(readDocument('docs/runbooks/alerting.md'), `## ${alert}`);

    expect(runbook).toBe(`alerting.md#${alert.toLowerCase()}`);
    expect(text.match(/^\*\*[^*]+\*\*/gm)).toEqual(['**What it means.**', '**What to look at.**', '**What to do.**']);
    expect(codeBlocks(text, 'sh').join('')).toContain('kubectl -n "$NAMESPACE" ');
  });
});

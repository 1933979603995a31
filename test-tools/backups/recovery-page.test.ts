import { spawnSync } from 'child_process';
import { DEFAULT_MINOR } from '../../src/internal/kubernetes-version';
import { synthesizeExample } from '../../test/support/examples';
import { checkRules } from '../harness/alerts/promtool';

const [PAGE] = Object.entries(synthesizeExample('disaster-recovery', DEFAULT_MINOR))
  .filter(([file]) => file.endsWith('.recovery-plan.md')).map(([, text]) => text);

/** The blocks of a language, without the indentation of the list that they stand in. */
function blocks(language: string): string[] {
  const found = [...PAGE.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^ *\`\`\``, 'gm'))];
  return found.map(([, indent, text]) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

function shellcheck(script: string): string {
  const args = ['--shell=sh', '--exclude=SC2034', '-'];
  const { error, stdout } = spawnSync('shellcheck', args, { input: script, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return stdout;
}

describe('the recovery page of the example', () => {
  it('has commands that a shell takes, and of which shellcheck has nothing to say', () => {
    const scripts = blocks('sh');

    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.map(shellcheck).join('')).toBe('');
    expect(shellcheck('rm -rf $folder/*\n')).not.toBe('');
  });

  it('has queries that Prometheus takes', () => {
    const queries = blocks('promql').flatMap((text) => text.trim().split('\n'));
    const rules = queries.map((expr, index) => ({ record: `query_${index}`, expr }));

    expect(queries.length).toBeGreaterThan(5);
    expect(checkRules(JSON.stringify({ groups: [{ name: 'page', rules }] }))).toBe('');
  });
});

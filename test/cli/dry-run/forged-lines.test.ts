import * as fs from 'fs';
import * as path from 'path';
import { runDryRun } from '../../../src/cli/commands';
import { UNSEEN } from '../../support/errors';
import { kubectlThat, withKubectl } from '../../support/system/fake-kubectl';

const FORGED = '  admitted  Pod shop/web';
const HOSTILE = `x\n${FORGED}\n\u001b[2J\u202e`;

/** Refuses everything in several lines. */
const REFUSING = kubectlThat(`
  const message = ${JSON.stringify(HOSTILE)} + 'y'.repeat(100_000);
  return method === 'GET' ? {} : { status: 422, body: { message } };`);

describe('what preflight dry-run prints', () => {
  afterEach(() => { jest.restoreAllMocks(); });

  it('is a line for each object, whatever its name or the answer of the server', async () => {
    let out = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    await withKubectl(REFUSING, async (folder) => {
      const name = JSON.stringify(HOSTILE);
      const file = path.join(folder, `a\n${FORGED.replace('/', ' ')}.yaml`);
      fs.writeFileSync(file, `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${name}}}`);
      expect(await runDryRun([file])).toBe(1);
    });
    const lines = out.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('  admitted'))).toEqual([]);
    expect(lines.at(-1)).toBe('1 objects: 0 admitted, 0 warned, 1 refused, 0 unjudged');
    expect(out).not.toMatch(UNSEEN);
    expect(out.length).toBeLessThan(4000);
  });
});

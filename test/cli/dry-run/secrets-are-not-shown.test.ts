import * as fs from 'fs';
import * as path from 'path';
import { runDryRun } from '../../../src/cli/commands';
import { printError } from '../../../src/cli/output';
import { UNSEEN } from '../../support/errors';
import { kubectlThat, withKubectl } from '../../support/system/fake-kubectl';

/** A password with what Go writes otherwise than others, and what a terminal would follow. */
const PASSWORD = 'Tr0ub<4>dor&3\u001b[2J\u202e!';
/** What is left of it, however it is written. */
const PARTS = /Tr0ub|dor|VHIwdWI/;
/** A token that nobody handed out, in two parts, so that it is none here. */
const TOKEN = `gh${'p_'}0123456789abcdefghijklmnopqrstuvwxyzAB`;

const POD = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'web', env: [{ name: 'DB_PASSWORD', value: PASSWORD }] }] },
});
const SECRET = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db', namespace: 'shop' },
  data: { any: Buffer.from(PASSWORD).toString('base64') },
});
const NAMESPACE = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', annotations: { 'db-password': PASSWORD } },
});

/** What API servers make of a value in a message, and admission webhooks may. */
const QUOTED = `
  const value = ${JSON.stringify(PASSWORD)};
  const json = JSON.stringify(value);
  const inGo = json.replace(/[<>&]/g, (one) => '\\\\u00' + one.charCodeAt(0).toString(16));
  const byFormat = json.replace('\\\\u001b', '\\\\x1b').replace('\\u202e', '\\\\u202e');
  const all = [value, json, inGo, byFormat, JSON.stringify(inGo), sent, JSON.stringify(sent)];
  const message = all.map((text) => 'Invalid value: ' + text).join(', and\\n');`;
const REFUSING = kubectlThat(`${QUOTED} return method === 'GET' ? {} : { status: 422, body: { message } };`);

/** What a terminal has of a run. */
async function shownBy(program: string, manifest: string, options: string[] = []): Promise<string> {
  let shown = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      shown += String(text);
      return true;
    });
  }
  await withKubectl(program, async (folder) => {
    const file = path.join(folder, 'a.json');
    fs.writeFileSync(file, manifest);
    await runDryRun([file, ...options]).catch(printError);
  });
  return shown;
}

describe('what an API server says of a secret', () => {
  afterEach(() => { jest.restoreAllMocks(); });

  it.each<[string, string, string, RegExp]>([
    ['a refusal', REFUSING, POD, /refused {3}Pod shop\/web\n +Invalid value: \[a password, which is not shown\]/],
    ['the refusal of a Secret', REFUSING, SECRET, /refused {3}Secret shop\/db\n +Invalid value: \[a secret, which is not/],
    ['a warning', kubectlThat(`return { warnings: ['x', ${JSON.stringify(JSON.stringify('Tr0ub<4>dor&3'))}] };`),
      POD.replace('\\u001b[2J\u202e!', ''), /warned {4}Pod shop\/web\n +x\n +"\[a password, which is not shown\]"/],
    ['an answer that is no JSON', kubectlThat('return method === "GET" ? {} : { status: 500, body: sent };'), POD,
      /refused {3}Pod shop\/web\n/],
  ])('is shown without it: %s', async (...[, program, manifest, expected]) => {
    const shown = await shownBy(program, manifest);
    expect(shown).toMatch(expected);
    expect(shown).not.toMatch(PARTS);
    expect(shown).not.toMatch(UNSEEN);
  });

  it('is shown without it where a namespace cannot be created', async () => {
    const shown = await shownBy(REFUSING, NAMESPACE, ['--create-namespaces']);
    expect(shown).toMatch(/^preflight: namespace shop cannot be created: Invalid value: \[a password, which is not shown\]/);
    expect(shown).not.toMatch(PARTS);
    expect(shown).not.toMatch(UNSEEN);
  });

  it.each<[string, string]>([
    ['that it cannot be reached', kubectlThat(`return { status: 503, body: { message: 'by ${TOKEN}\\u202e' } };`)],
    ['that it cannot say what it serves', kubectlThat(`
      return url === '/version' ? {} : { status: 500, body: { message: '${TOKEN}\\u001b[2J' } };`)],
    ['why kubectl does not start', `#!/bin/sh\nprintf 'no: %s \\033[2J' ${TOKEN}\n`],
  ])('is shown without a token: %s', async (_, program) => {
    const shown = await shownBy(program, POD);
    expect(shown).toMatch(/^preflight: .*\[a GitHub token, which is not shown\]/m);
    expect(shown).not.toContain(TOKEN.slice(4));
    expect(shown).not.toMatch(UNSEEN);
  });
});

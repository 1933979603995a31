import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { runDryRun } from '../../../src/cli/commands';
import { UNSEEN } from '../../support/errors';

const FORGED = '  admitted  Pod shop/web';
const HOSTILE = `x\n${FORGED}\n\u001b[2J\u202e`;

/** An API server that refuses everything in several lines, behind what kubectl says when it serves. */
const KUBECTL = `#!${process.execPath}
const RESOURCES = { resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] };
const server = require('http').createServer(({ method, url }, response) => {
  const isRefused = method !== 'GET';
  response.statusCode = isRefused ? 422 : 200;
  response.end(JSON.stringify(isRefused ? { message: ${JSON.stringify(HOSTILE + 'y'.repeat(100_000))} } : RESOURCES));
});
server.listen(0, '127.0.0.1', () => console.log('Starting to serve on 127.0.0.1:' + server.address().port));
`;

describe('what preflight dry-run prints', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dry-run-'));
  const { PATH } = process.env;

  beforeAll(() => {
    fs.writeFileSync(path.join(folder, 'kubectl'), KUBECTL, { mode: 0o755 });
    process.env.PATH = `${folder}:${PATH}`;
  });
  afterAll(() => {
    process.env.PATH = PATH;
    fs.rmSync(folder, { recursive: true });
  });
  afterEach(() => { jest.restoreAllMocks(); });

  it('is a line for each object, whatever its name or the answer of the server', async () => {
    let out = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    const name = JSON.stringify(HOSTILE);
    const file = path.join(folder, `a\n${FORGED.replace('/', ' ')}.yaml`);
    fs.writeFileSync(file, `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${name}}}`);
    expect(await runDryRun([file])).toBe(1);
    const lines = out.trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('  admitted'))).toEqual([]);
    expect(lines.at(-1)).toBe('1 objects: 0 admitted, 0 warned, 1 refused, 0 unjudged');
    expect(out).not.toMatch(UNSEEN);
    expect(out.length).toBeLessThan(4000);
  });
});

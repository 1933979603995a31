import { ChildProcess, spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { newestControlPlane } from './harness/versions';
import { waitFor } from './harness/wait';

const RUN = path.resolve(__dirname, 'harness/run.ts');
const SECONDS = 1_800;
const release = newestControlPlane();

describe('a control plane', () => {
  it.each<[string, NodeJS.Signals]>([
    ['a kill that it cannot notice', 'SIGKILL'],
    ['Ctrl-C', 'SIGINT'],
  ])('leaves no process behind after %s, and starts again', async (_name, signal) => {
    const first = await start();
    expect(serversIn(first.folder)).toHaveLength(4);
    first.child.kill(signal);
    await waitFor({ what: `the end of all servers after ${signal}`, seconds: 30 }, async () => (
      serversIn(first.folder).length === 0 ? true : undefined
    ));
    const second = await start();
    expect(serversIn(second.folder)).toHaveLength(4);
    expect(fs.existsSync(first.folder)).toBe(false);
    second.child.kill('SIGTERM');
    await waitFor({ what: 'the end of the second run', seconds: 30 }, async () => (
      serversIn(second.folder).length === 0 && !fs.existsSync(second.folder) ? true : undefined
    ));
  }, SECONDS * 1000);
});

/** A control plane in a process of its own, and the folder that it works in. */
async function start(): Promise<{ child: ChildProcess; folder: string }> {
  // Without tsx's command line, which is a process of its own between us and the one that is to be killed.
  const args = ['--import', 'tsx', RUN, release.minor];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const kubeconfig = await waitFor({ what: 'the start of the control plane', seconds: SECONDS }, async () => (
    /export KUBECONFIG=(.*)/.exec(output)?.[1]
  ));
  return { child, folder: path.dirname(kubeconfig) };
}

/** The servers whose working folder this is. */
function serversIn(folder: string): string[] {
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

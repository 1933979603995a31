import { ChildProcess, fork } from 'child_process';
import { once } from 'events';
import * as path from 'path';
import type { TextCase } from './outcome';

/** Turkish has an i of its own, and Kathmandu 45 minutes. */
const ELSEWHERE = { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };

let machine: ChildProcess | undefined;

/** The digest of what becomes of a text where language and time zone are others. */
export async function digestElsewhere(given: TextCase): Promise<string> {
  machine ??= start();
  machine.send(given);
  const [digest] = await Promise.race([once(machine, 'message'), failure(machine)]) as [string];
  return digest;
}

/** Ends with this process, and does not keep it. */
function start(): ChildProcess {
  const child = fork(path.join(__dirname, 'other-locale.ts'), { env: { ...process.env, ...ELSEWHERE } });
  child.unref();
  child.channel!.unref();
  return child;
}

async function failure(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`the process with another locale ended by ${code}`);
}

import { spawnSync } from 'child_process';

/** Runs a program that is expected to end well, and answers what it wrote. */
export function run(program: string, args: readonly string[], folder?: string): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with exit code ${status}: ${stderr}`);
  return stdout;
}

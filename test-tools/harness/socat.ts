import { spawnSync } from 'child_process';

/** Whether `socat` is there; where tests must be complete, it has to be. */
export function hasSocat(): boolean {
  const { error } = spawnSync('socat', ['-V']);
  if (error === undefined) return true;
  const complaint = `socat cannot be run (${error.message}); install it, as the Debian package socat`;
  if (process.env.CI === 'true') throw new Error(complaint);
  process.stderr.write(`left out: ${complaint}\n`);
  return false;
}

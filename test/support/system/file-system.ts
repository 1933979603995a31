import type * as FileSystem from 'fs';

/** The module itself: what is imported by name are copies that nothing can take the place of. */
const fs: typeof FileSystem = jest.requireActual('fs');
/** What changes something on the disk. */
const CHANGING = [
  'openSync', 'writeFileSync', 'mkdirSync', 'renameSync', 'symlinkSync', 'rmSync', 'rmdirSync',
] as const;

/** A function of the file system. */
export type Call = keyof typeof FileSystem;

/** Is told of a call that is about to be made, which is the how many-th one, and may throw instead of it. */
type Before = (place: number, name: Call, args: readonly unknown[]) => void;

/** Does something while somebody is told of each call of the file system; says how many there were. */
export function withFileSystem(before: Before, action: () => void, calls: readonly Call[] = CHANGING): number {
  let count = 0;
  const spies = calls.map((name) => {
    const real = fs[name] as (...args: unknown[]) => unknown;
    return jest.spyOn(fs, name as 'rmSync').mockImplementation((...args: unknown[]) => {
      before(count++, name, args);
      return real(...args) as void;
    });
  });
  try {
    action();
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return count;
}

/** What the system says of a call that cannot be done. */
export function systemError(code: string, name: Call = 'writeFileSync'): Error {
  return Object.assign(new Error(`${code}: ${name}`), { code });
}

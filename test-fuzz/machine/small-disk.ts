import { spawnSync } from 'child_process';
import { Skipped } from '../campaign';

/** What is mounted for a while. */
export interface SmallDisk {
  readonly kibibytes: number;
  /** Where. */
  readonly folder: string;
}

/** Uses a folder that is a disk of its own. */
export async function onSmallDisk({ kibibytes, folder }: SmallDisk, use: () => Promise<void>): Promise<void> {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder]);
  if (status !== 0) throw new Skipped('a small disk, which only those who may mount have');
  try {
    await use();
  } finally {
    spawnSync('umount', [folder]);
  }
}

/** Lets nobody write any more. */
export function makeReadOnly({ folder }: SmallDisk): void {
  const { status, stderr } = spawnSync('mount', ['-o', 'remount,ro', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

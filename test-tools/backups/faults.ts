import * as fs from 'fs';
import { setTimeout as sleep } from 'timers/promises';

/** Changes one byte of a file; counted from its end where the place is negative. */
export function flipByte(file: string, place: number): void {
  const size = fs.statSync(file).size;
  const position = place < 0 ? size + place : place;
  const handle = fs.openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  fs.readSync(handle, byte, 0, 1, position);
  fs.writeSync(handle, Buffer.from([255 - byte[0]]), 0, 1, position);
  fs.closeSync(handle);
}

/** Changes one byte in the middle of a file. */
export function flipMiddle(file: string): void {
  flipByte(file, Math.floor(fs.statSync(file).size / 2));
}

/** Takes the second half of a file away. */
export function truncate(file: string): void {
  fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
}

/** Waits until something is so; gives up after ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 5_000 && !isSo(); tries++) await sleep(2);
}

import * as fs from 'fs';
import * as path from 'path';
import { cachedFolder } from './cache';
import { run } from './installed-package';

/** The lines of Node that README says are supported, with when they end. */
export const NODE_LINES = [
  { version: '20.20.2', end: 'April 2026' },
  { version: '22.23.3', end: 'April 2027' },
  { version: '24.9.0', end: 'April 2028' },
];

/** The program of a version, which packages of npm carry. */
export function nodeOf(version: string): string {
  const folder = cachedFolder('node', `${version} ${process.platform} ${process.arch}`, (empty) => {
    fs.writeFileSync(path.join(empty, 'package.json'), '{ "private": true }');
    run(empty, ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`]);
  });
  return path.join(folder, 'node_modules/node/bin/node');
}

import * as fs from 'fs';
import * as path from 'path';
import { EMBEDDED_SCRIPTS } from '../../src/backup/embedded-scripts';
import { ETCD_BACKUP_SCRIPTS, ETCD_DRILL_SCRIPTS } from '../../src/backup/etcd-steps';
import { POSTGRES_BACKUP_SCRIPTS, POSTGRES_RESTORE_SCRIPTS } from '../../src/backup/postgres-steps';

const FOLDER = path.resolve(__dirname, '../../src/backup/scripts');
const FILES = fs.readdirSync(FOLDER).sort();
const SHELL = FILES.filter((file) => file.endsWith('.sh'));
/** It is sourced by the others, and fails as they do. */
const SOURCED = 'store.sh';

describe('the scripts of backups', () => {
  it('are embedded as they are, all of them', () => {
    const read = FILES.map((file) => [file, textOf(file)]);

    expect(Object.entries(EMBEDDED_SCRIPTS).sort(([left], [right]) => (left < right ? -1 : 1))).toEqual(read);
  });

  it('are all of use', () => {
    const used = [
      ...ETCD_BACKUP_SCRIPTS, ...ETCD_DRILL_SCRIPTS, ...POSTGRES_BACKUP_SCRIPTS, ...POSTGRES_RESTORE_SCRIPTS,
    ];

    expect([...new Set(used)].sort()).toEqual(FILES);
  });

  it.each(SHELL.filter((file) => file !== SOURCED))('begin as a POSIX shell that stops at the first error, in %s',
    (file) => {
      const lines = textOf(file).split('\n');

      expect(lines[0]).toBe('#!/bin/sh');
      expect(lines.find((line) => !/^(#|$)/.test(line))).toBe('set -eu');
    });

  it.each(SHELL)('interpret no data, in %s', (file) => {
    const code = textOf(file).replace(/^ *#.*$/gm, '');

    expect(code).not.toMatch(/\beval\b/);
    expect(code).not.toContain('`');
  });

  it.each(FILES)('end with a line break and hold nothing that a ConfigMap would change, in %s', (file) => {
    expect(textOf(file)).toMatch(/^[\n\x20-\x7e]+\n$/);
  });
});

function textOf(file: string): string {
  return fs.readFileSync(path.join(FOLDER, file), 'utf8');
}

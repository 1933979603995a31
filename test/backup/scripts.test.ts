import * as fs from 'fs';
import * as path from 'path';
import { CLUSTER_SCRIPTS } from '../../src/backup/drills/cluster/embedded-scripts';
import { ETCD_SCRIPTS } from '../../src/backup/etcd/embedded-scripts';
import { ETCD_BACKUP_SCRIPTS, ETCD_DRILL_SCRIPTS } from '../../src/backup/etcd/etcd-steps';
import { POSTGRES_SCRIPTS } from '../../src/backup/postgres/embedded-scripts';
import { POSTGRES_BACKUP_SCRIPTS, POSTGRES_RESTORE_SCRIPTS } from '../../src/backup/postgres/postgres-steps';
import { STORE_SCRIPTS } from '../../src/backup/store/embedded-scripts';
import { VOLUMES_SCRIPTS } from '../../src/backup/volumes/embedded-scripts';
import { named } from '../support/backups';
import { snapshotDrill, veleroDrill } from '../support/drills';

const BACKUP = path.resolve(__dirname, '../../src/backup');
const EMBEDDED = {
  'drills/cluster': CLUSTER_SCRIPTS,
  'etcd': ETCD_SCRIPTS,
  'postgres': POSTGRES_SCRIPTS,
  'store': STORE_SCRIPTS,
  'volumes': VOLUMES_SCRIPTS,
};
const FILES = Object.keys(EMBEDDED).flatMap((kind) => (
  fs.readdirSync(path.join(BACKUP, kind, 'scripts')).sort().map((file) => `${kind}/scripts/${file}`)
));
const SHELL = FILES.filter((file) => file.endsWith('.sh'));
/** They are sourced by the others, and fail as they do. */
const SOURCED = ['store/scripts/store.sh', 'drills/cluster/scripts/drill.sh'];
const RUN = SHELL.filter((file) => !SOURCED.includes(file));
/** It stands in the command of a pod. */
const INLINE = 'look-into-volume.sh';

describe('the scripts of backups', () => {
  it('are embedded as they are, all of them', () => {
    const embedded = Object.entries(EMBEDDED).flatMap(([kind, scripts]) => (
      Object.entries(scripts).map(([file, text]) => [`${kind}/scripts/${file}`, text])
    ));

    expect(embedded).toEqual(FILES.map((file) => [file, textOf(file)]));
  });

  it('are all of use', () => {
    const own = [...new Set(FILES.map((file) => path.basename(file)))].sort();
    const used = {
      ...ETCD_BACKUP_SCRIPTS,
      ...ETCD_DRILL_SCRIPTS,
      ...POSTGRES_BACKUP_SCRIPTS,
      ...POSTGRES_RESTORE_SCRIPTS,
      ...VOLUMES_SCRIPTS,
    };

    const mounted = [veleroDrill(), snapshotDrill()].flatMap((found) => (
      Object.keys(named(found, 'ConfigMap', 'orders-drill').data).filter((file) => !file.endsWith('.json'))
    ));

    expect([...new Set([...Object.keys(used), ...mounted, INLINE])].sort()).toEqual(own);
  });

  it.each(RUN)('begin as a POSIX shell that stops at the first error, in %s',
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
  return fs.readFileSync(path.join(BACKUP, file), 'utf8');
}

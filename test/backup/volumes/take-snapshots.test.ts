import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { VOLUMES_SCRIPTS } from '../../../src/backup/volumes/embedded-scripts';

const OLD = '2020-01-01T00:00:00Z';
const NEW = '2999-01-01T00:00:00Z';

/** Has the script talk to a kubectl that only writes down what it was asked; test:cluster has a real one. */
describe('what a run asks of kubectl', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-snapshots-'));
    fs.mkdirSync(path.join(folder, 'bin'));
    fs.writeFileSync(path.join(folder, 'bin', 'kubectl'), [
      '#!/bin/sh',
      'echo "$*" >>"$FOLDER/asked"',
      'case "$*" in',
      '  *"get persistentvolumeclaims"*) cat "$FOLDER/claims-there" ;;',
      '  *"get volumesnapshots"*) cat "$FOLDER/snapshots-there" ;;',
      '  *delete*gone*) echo "Error from server (NotFound): gone"; exit 1 ;;',
      '  *delete*changed*) echo "Error from server (Conflict): changed"; exit 1 ;;',
      'esac',
      '',
    ].join('\n'), { mode: 0o755 });
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function run(claims: readonly string[], snapshots: readonly string[], changes: Record<string, string> = {}) {
    const write = (name: string, lines: readonly string[]) => (
      fs.writeFileSync(path.join(folder, name), lines.map((line) => `${line}\n`).join(''))
    );
    write('claims-there', claims);
    write('snapshots-there', snapshots);
    write('asked', []);
    const script = VOLUMES_SCRIPTS['take-snapshots.sh'].replace(/\/(?:scripts|tmp)\//g, () => `${folder}/`);
    const { status, stderr } = spawnSync('/bin/sh', ['-c', script], {
      encoding: 'utf8',
      env: {
        FOLDER: folder,
        PATH: `${folder}/bin:${process.env.PATH}`,
        CLAIMS: 'app=store',
        KEEP_AT_LEAST: '1',
        NAMESPACE: 'shop',
        RETENTION_SECONDS: '86400',
        RUN: 'run',
        SNAPSHOTS: 'nightly',
        WAIT_SECONDS: '0',
        ...changes,
      },
    });
    return { status, stderr, asked: fs.readFileSync(path.join(folder, 'asked'), 'utf8') };
  }

  it('fails where a volume is lost, and where there is no snapshot, and keeps what such claims have', () => {
    const { status, stderr, asked } = run(['a Lost', 'b Bound', 'c Bound'], [
      `a ${NEW} a-2 ready 1 1 ""`, `a ${OLD} a-1 ready 1 1 ""`,
      `b ${NEW} b-run waiting 1 1 ""`, `b ${OLD} b-1 ready 1 1 ""`, `b ${OLD} b-0 ready 1 1 ""`,
      `c ${NEW} c-run ready 1 1 ""`, `c ${OLD} c-1 ready 1 1 ""`,
    ]);
    expect([status, stderr]).toEqual([1, 'a: its volume is lost\nb: b-run is not ready after 0 seconds\n']);
    expect(asked.match(/delete --raw \S+/g))
      .toEqual(['delete --raw /apis/snapshot.storage.k8s.io/v1/namespaces/shop/volumesnapshots/c-1']);
  });

  it('fails where a snapshot cannot be deleted, and not where it is gone already', () => {
    const taken = `c ${NEW} c-run ready 1 1 ""`;
    expect(run(['c Bound'], [taken, `c ${OLD} gone ready 1 1 ""`])).toMatchObject({ status: 0, stderr: '' });
    const { status, stderr } = run(['c Bound'], [taken, `c ${OLD} changed ready 1 1 ""`]);
    expect([status, stderr]).toEqual([1, 'c: cannot delete changed: Error from server (Conflict): changed\n']);
  });

  it('takes no two long names for one', () => {
    const names = ['a', 'b'].map((end) => {
      const { stderr } = run([`${'x'.repeat(252)}${end} Bound`], []);
      return /: (\S+) is gone/.exec(stderr)![1];
    });
    expect(new Set(names).size).toBe(2);
    expect(names.map(({ length }) => length <= 253)).toEqual([true, true]);
  });
});

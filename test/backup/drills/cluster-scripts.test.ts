import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { named, podSpec, variables } from '../../support/backups';
import { snapshotDrill, veleroDrill } from '../../support/drills';
import { Manifest } from '../../support/schemas';

const NOW = new Date().toISOString();

/** Has scripts of drills talk to a kubectl that writes down what it was asked, and answers from a table. */
describe('what drills ask of kubectl', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-drills-'));
    for (const part of ['bin', 'scripts', 'tmp']) fs.mkdirSync(path.join(folder, part));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** Runs a drill; the first answer counts whose words are in what was asked. */
  const run = (manifests: Manifest[], answers: readonly (readonly [string, string])[], changes: object = {}) => {
    const [container] = podSpec(manifests).containers;
    for (const [file, text] of Object.entries<string>(named(manifests, 'ConfigMap', 'orders-drill').data)) {
      const placed = file.endsWith('.sh') ? text.replace(/\/(scripts|tmp)\//g, `${folder}/$1/`) : text;
      fs.writeFileSync(path.join(folder, 'scripts', file), placed);
    }
    answers.forEach(([, text], index) => fs.writeFileSync(path.join(folder, `answer-${index}`), text));
    fs.writeFileSync(path.join(folder, 'bin', 'kubectl'), [
      '#!/bin/sh', `echo "$*" >>${folder}/asked`, 'case "$*" in',
      ...answers.map(([words], index) => `  *"${words}"*) cat ${folder}/answer-${index} ;;`), 'esac', '',
    ].join('\n'), { mode: 0o755 });
    const { status, stdout, stderr } = spawnSync('/bin/sh', [`${folder}${container.command[1]}`], {
      encoding: 'utf8',
      env: {
        ...variables(container),
        PATH: `${folder}/bin:${process.env.PATH}`,
        PAUSE_SECONDS: '0',
        BUSY_SECONDS: '2',
        ...changes,
      },
    });
    return { status, stdout, stderr };
  };
  const asked = (words: string) => (
    fs.readFileSync(path.join(folder, 'asked'), 'utf8').split('\n').filter((line) => line.includes(words))
  );

  it('lets no volume go that is that of the source, or of another namespace', () => {
    const inScratch = [
      'pvc-copy Retain ', 'pvc-made Retain ', 'pvc-clone Retain shop.orders-drill/pvc-old', 'pvc-released Retain ',
      'pvc-same Retain shop.orders-drill/', 'pvc-foreign Retain ', 'pvc-gone Delete ',
    ].map((volume) => `shop-orders-drill ${volume}`);
    const volumes = [...inScratch, 'shop pvc-other Retain ', ''].join('\n');
    const claimed = [
      'pvc-copy shop.orders-drill', 'pvc-made StatefulSet', 'pvc-same shop.orders-drill', 'pvc-foreign nobody', '',
    ].join('\n');
    const answers = [['persistentvolumes', volumes], ['claimed.gotmpl', claimed]] as const;
    const limits = { BUSY_SECONDS: '0', CLEANING_SECONDS: '0' };
    const { status, stderr } = run(veleroDrill({ deletesRetainedVolumes: true }), answers, limits);

    expect(status).toBe(1);
    expect(stderr).toContain('left: pvc-same Retain shop.orders-drill/');
    expect([...new Set(asked('patch').map((line) => line.split(' ')[4]))])
      .toEqual(['pvc-copy', 'pvc-made', 'pvc-clone']);
  });

  it.each([
    ['no backup is complete', [], 'schedule shop-orders has no backup whose phase is Completed\n'],
    ['Velero refuses', [['go-template-file=/scripts/restore-status', 'FailedValidation 0 0 0\nno such place; \n']],
      'the restore of b ended as FailedValidation, with 0 errors: no such place; \n'],
    ['nothing is restored', [['go-template-file=/scripts/restore-status', 'Completed 0 0 0\n\n']],
      'backup b held nothing that a rehearsal restores\n'],
    ['a workload is not in it', [
      ['go-template-file=/scripts/restore-status', 'Completed 3 0 0\n\n'],
      ['workloads.gotmpl', 'StatefulSet/db 1 of 1 ready\n'],
    ], 'backup b does not hold the workload web\n'],
    ['a workload is not ready in time', [
      ['go-template-file=/scripts/restore-status', 'Completed 3 0 0\n\n'],
      ['workloads.gotmpl', 'StatefulSet/db 0 of 1\n'],
    ], 'no time is left to wait until all Deployments and StatefulSets in shop-orders-drill are ready: '
      + 'StatefulSet/db 0 of 1\n'],
    ['a claim is empty', [
      ['go-template-file=/scripts/restore-status', 'Completed 3 0 0\n\n'],
      ['claims.gotmpl', 'data Bound uid-1 pvc-1 none\n'],
    ], 'claim data is back without its data: backup b holds nothing of its volume\n'],
  ])('fails where %s', (what, answers, message) => {
    const backups = what.startsWith('no backup') ? '' : `2020-01-01T00:00:00Z a\n${NOW} b\n`;
    const found = veleroDrill({ workloads: ['db', 'web'] });
    const { status, stderr } = run(found, [['backups.velero.io', backups], ...moved(answers)]);

    expect([status, stderr]).toEqual([1, message]);
    expect(asked('delete --raw')[0]).toContain('/apis/velero.io/v1/namespaces/velero/restores/shop.orders-drill');
  });

  it('deletes what the restore made alone, after Velero has let go of it, and looks twice', () => {
    run(veleroDrill(), []);
    const [first, ...others] = asked('').filter((line) => /delete --raw|restores.velero.io|get pods/.test(line));
    const collections = others.filter((line) => line.includes('delete --raw') && !line.endsWith('/shop.orders-drill'));

    expect([first, others[0]].map((line) => /delete --raw|restores.velero.io/.exec(line)?.[0]))
      .toEqual(['delete --raw', 'restores.velero.io']);
    expect(collections.filter((line) => !line.endsWith('?labelSelector=velero.io%2Frestore-name%3Dshop.orders-drill')))
      .toEqual([]);
    // Before the restore that never was, and after it, ten kinds each.
    expect(collections).toHaveLength(2 * 2 * 10);
  });

  it('deletes copies where Velero does not let go of the restore, too', () => {
    const limits = { BUSY_SECONDS: '0', CLEANING_SECONDS: '0' };
    const { status, stderr } = run(veleroDrill(), [['get restores.velero.io', 'restore/shop.orders-drill\n']], limits);

    expect(status).toBe(1);
    expect(stderr).toContain('wait until Velero has forgotten the restore shop.orders-drill: restore/');
    expect(asked('namespaces/shop-orders-drill/secrets?')).toHaveLength(2);
  });

  it.each([
    ['Velero', veleroDrill, 'strangers.gotmpl'], ['snapshots', snapshotDrill, '!=shop.orders-drill --output name'],
  ])('of %s deletes nothing where others are', (_, write, listing) => {
    const strangers = 'Deployment/web\nPersistentVolumeClaim/data\n';

    expect(run(write(), [[listing, strangers]])).toMatchObject({
      status: 1,
      stderr: 'nothing was deleted in shop-orders-drill, where there is what no run of this rehearsal made: '
        + 'Deployment/web PersistentVolumeClaim/data\n',
    });
    expect(asked('delete')).toEqual([]);
  });

  it('fails where the backup is too old', () => {
    expect(run(veleroDrill(), [['backups.velero.io', `${NOW} b\n`]], { MAX_AGE_SECONDS: '-60' }))
      .toMatchObject({ status: 1, stderr: `the newest backup b is of ${NOW}, more than -60 seconds ago\n` });
  });

  it('takes the data mover for a source of data, too', () => {
    const { status, stdout } = run(veleroDrill(), [
      ['backups.velero.io', `${NOW} b\n`],
      ...moved([
        ['go-template-file=/scripts/restore-status', 'Completed 3 0 0\n\n'],
        ['claims.gotmpl', 'data Bound uid-1 pvc-1 none\n'],
      ]),
      ['datadownloads', 'data\n'],
    ]);

    expect(status).toBe(0);
    expect(stdout).toMatch(/^restoring backup b of \S+\nVelero restored 3 objects, with 0 warnings\n1 claims are filled/);
  });

  it('fails where no snapshot is there', () => {
    expect(run(snapshotDrill(), []))
      .toMatchObject({ status: 1, stderr: 'no snapshot in shop is labelled preflight/volume-snapshots=orders\n' });
  });

  it('fails where a snapshot is too old, holds something else, or nobody has looked in time', () => {
    const answers = [
      ['--namespace shop --selector', `data ${NOW} s c 1Gi\n`], ['get persistentvolumeclaim ', 'Filesystem 1Gi \n'],
      ['content.gotmpl', '"d"\n"h"\n\n'], ['readyToUse', 'true '], ['{.status.phase}', 'Pending'],
    ] as const;

    expect(run(snapshotDrill(), answers, { MAX_AGE_SECONDS: '-60' }).stderr)
      .toBe(`the newest snapshot s of claim data is of ${NOW}, more than -60 seconds ago\n`);
    expect(run(snapshotDrill(), [['{.status.phase}', 'Failed'], ...answers]).stderr)
      .toBe('what snapshot s of claim data holds is not what it should be\n');
    expect(run(snapshotDrill(), answers, { BUSY_SECONDS: '1' }).stderr)
      .toBe('no time is left to wait until the pod has looked at claim data: Pending\n');
  });

  it('fails where a named claim is gone', () => {
    const found = snapshotDrill({}, {}, { claims: ['log'] });

    expect(run(found, [['--namespace shop --selector', 'data \n']]))
      .toMatchObject({ status: 1, stderr: 'there is no claim log in shop\n' });
  });

  /** Templates are where the scripts are. */
  function moved(answers: readonly (readonly string[])[]): [string, string][] {
    return answers.map(([words, text]) => [words.replace('/scripts/', `${folder}/scripts/`), text]);
  }
});

import * as fs from 'fs';
import * as path from 'path';
import { Duration } from 'cdk8s';
import { EtcdSite, Rehearsal } from './etcd-site';
import { FaultRow, recordFaults } from './fault-table';
import { flipByte, flipMiddle, truncate, until } from './faults';
import { runPlain } from './plain-script';
import { expectSuccess } from './site';
import { SecretKey } from '../../src';
import { JobOptions, JobResult } from '../harness/backups/job-run';
import { canRunBackups } from '../harness/backups/requirements';

const PAIRS = new Map(Array.from({ length: 500 }, (_, index) => [`/registry/secrets/${index}`, 'x'.repeat(2_000)]));
const PKI = '/etc/kubernetes/pki/etcd';
const HOURS_AGO = 8;
const describeWhere = canRunBackups() ? describe : describe.skip;

describeWhere('what goes wrong with a backup of etcd', () => {
  const rows: FaultRow[] = [];
  let etcd: EtcdSite;

  beforeAll(async () => {
    etcd = await EtcdSite.open();
    await etcd.etcd.put(PAIRS);
  });

  afterEach(() => {
    etcd.site.store.setFaults({});
    etcd.present(etcd.certificates.client);
  });

  afterAll(async () => {
    recordFaults('etcd', rows);
    await etcd.close();
  });

  it('the snapshot is killed', async () => {
    const killed: JobOptions = { duringStep: ({ name, kill }) => { if (name === 'snapshot') kill(); } };
    await expectFailure(etcd.backUp(killed), 'snapshot', /^/);
    const said = await plain({ during: (kill) => kill('etcdctl') });
    rows.push(row('killed while the snapshot is taken', 'run: snapshot', said));
  });

  it('the disk is full when the snapshot is written', async () => {
    await expectFailure(etcd.backUp({ sizeOf: { backup: 64 * 1024 } }), 'snapshot', /no space left on device/);
    rows.push(row('disk full, of the snapshot', 'run: snapshot', await plain({ diskBytes: 64 * 1024 })));
  });

  it('the disk is full when the snapshot is restored', async () => {
    await expectFailure(etcd.backUp({ sizeOf: { scratch: 64 * 1024 } }), 'verify', /no space left on device/);
    rows.push(row('disk full, of the restore', 'run: verify', 'does not restore'));
  });

  it('one byte in the middle of the snapshot is another', async () => {
    await expectFailure(etcd.backUp(changed(flipMiddle)), 'verify', /expected sha256/);
    rows.push(row('one byte changed in the middle', 'run: verify', await plain({ change: flipMiddle })));
  });

  it('the last byte of the snapshot is another', async () => {
    await expectFailure(etcd.backUp(changed(flipLast)), 'verify', /expected sha256/);
    rows.push(row('one byte changed at the end', 'run: verify', await plain({ change: flipLast })));
  });

  it('the certificate of the client is expired', async () => {
    etcd.present(etcd.site.authority.issue('expired', { usage: 'client', expired: true }));
    await expectFailure(etcd.backUp(), 'health', /expired|bad certificate|unhealthy/);
    rows.push(row('client certificate expired', 'run: health', await plain({})));
  });

  it('etcd does not answer', async () => {
    const endpoint = 'https://127.0.0.1:1';
    await expectFailure(etcd.backUp({}, { endpoint }), 'health', /unhealthy|refused/);
    rows.push(row('etcd does not answer', 'run: health', await plain({ endpoint })));
  });

  it('the store lets nobody in', async () => {
    etcd.site.store.setFaults({ deny: true });
    await expectFailure(etcd.backUp(), 'prepare', /403|Forbidden|AccessDenied/);
    rows.push(row('the store denies access', 'run: prepare, before a snapshot', await plain({})));
  });

  it('the store refuses what is written', async () => {
    etcd.site.store.setFaults({ refuse: true });
    await expectFailure(etcd.backUp(), 'upload', /503|ServiceUnavailable/);
    rows.push(row('the store refuses writes', 'run: upload', await plain({})));
  }, 300_000);

  it('the keys of the store are wrong', async () => {
    const { bucket } = etcd.site.secrets;
    etcd.site.secrets.bucket = { credentials: `${bucket.credentials}`.replace(/test-secret/, 'wrong') };
    const outcome = etcd.backUp();
    etcd.site.secrets.bucket = bucket;
    await expectFailure(outcome, 'prepare', /403|SignatureDoesNotMatch/);
    const said = await plain({ env: { AWS_SECRET_ACCESS_KEY: 'wrong' } });
    rows.push(row('wrong credentials of the store', 'run: prepare, before a snapshot', said));
  });

  it('the store is slow', async () => {
    const slow: JobOptions = {
      afterStep: (name) => { if (name === 'verify') etcd.site.store.setFaults({ bytesPerSecond: 10_000 }); },
    };
    const { reason } = await expectFailure(etcd.backUp(slow, { deadline: Duration.seconds(15) }), 'upload', /^/);
    expect(reason).toBe('DeadlineExceeded');
    const said = await plain({});
    rows.push(row('the store is slow', 'run: its deadline, and before it the alert EtcdBackupSlow', said));
  });

  it('what arrives is half of what was sent', async () => {
    etcd.site.store.setFaults({ afterPut: truncate });
    await expectFailure(etcd.backUp(), 'upload', /corrupted|other sizes|sizes differ/);
    rows.push(row('upload truncated', 'run: upload', await plain({})));
  }, 300_000);

  it('what arrives has another byte', async () => {
    etcd.site.store.setFaults({ afterPut: (file) => { if (file.endsWith('.db')) flipMiddle(file); } });
    await expectFailure(etcd.backUp(), 'upload', /other bytes|corrupted|hashes differ/);
    rows.push(row('one byte changed on the way', 'run: upload', await plain({})));
  }, 300_000);

  it('two runs are there at once', async () => {
    const before = etcd.site.complete();
    const runs = await Promise.all(['one', 'two'].map((podName) => etcd.backUp({ podName })));
    runs.forEach(expectSuccess);
    expect(etcd.site.complete().length).toBe(before.length + 2);
    expectSuccess(await etcd.drill());
    rows.push(row('two runs at once', 'nothing to notice: each is whole, under its own name', 'not put to it'));
  });

  describe('after a run that succeeded', () => {
    beforeEach(async () => {
      for (const key of etcd.site.store.list()) etcd.site.store.remove(key);
      expectSuccess(await etcd.backUp({ podName: 'older' }));
    });

    it('the store loses its latest object, and keeps the record', async () => {
      etcd.site.store.remove(stored('snapshot.db'));
      await expectDrillFailure(etcd.drill(), 'fetch', /in the record, and not in the bucket/);
      rows.push(row('the bucket lost the latest snapshot', 'drill: fetch', 'nobody looks'));
    });

    it('the store loses its latest backup', async () => {
      age(HOURS_AGO);
      expectSuccess(await etcd.backUp({ podName: 'latest' }));
      const { store } = etcd.site;
      for (const key of store.list().filter((name) => name.includes('-latest/'))) store.remove(key);
      await expectDrillFailure(etcd.drill(), 'fetch', /older than the objective/);
      const noticed = 'drill: fetch, by the age of the one before';
      rows.push(row('the bucket lost the latest backup as a whole', noticed, 'nobody looks'));
    });

    it('the store changes a byte', async () => {
      rewrite(stored('snapshot.db'), (content) => content.fill(1, 100, 101));
      await expectDrillFailure(etcd.drill(), 'fetch', /FAILED/);
      rows.push(row('one byte changed in the bucket, later', 'drill: fetch', 'nobody looks'));
    });

    it('a run ended before its record', async () => {
      const names = etcd.site.complete();
      await expectFailure(etcd.backUp({ duringStep: killUploadOnceStored() }), 'upload', /^/);
      expect(etcd.site.complete()).toEqual(names);
      const { logs } = await etcd.drill();
      expect(logs.fetch).toContain(`newest complete backup: ${names[0]}`);
      rows.push(row('killed during the upload', 'run: upload; no record, so no drill takes it', 'not put to it'));
    });

    it('the folder that is restored into is not empty', async () => {
      const filled: JobOptions = {
        afterStep: (name, { scratch }) => {
          if (name === 'fetch') fs.mkdirSync(path.join(scratch, 'etcd/member'), { recursive: true });
        },
      };
      await expectDrillFailure(etcd.drill(filled), 'restore', /not empty/);
      rows.push(row('restore target not empty', 'drill: restore', 'does not restore'));
    });

    it('a key that the team needs is not there', async () => {
      await expectDrillFailure(etcd.drill({}, { keys: ['/registry/pods/'] }), 'compare', /restored no key/);
      rows.push(row('what the team needs is not in it', 'drill: compare', 'nobody looks'));
    });

    it('the passphrase is another one', async () => {
      const props = { encryptionKey: SecretKey.of('encryption', 'passphrase') };
      expectSuccess(await etcd.backUp({ podName: 'encrypted' }, props));
      const { encryption } = etcd.site.secrets;
      etcd.site.secrets.encryption = { passphrase: 'another\n' };
      const drill = etcd.drill({}, { props } as Rehearsal);
      etcd.site.secrets.encryption = encryption;
      await expectDrillFailure(drill, 'fetch', /decrypt|bad password|authenticat/);
      rows.push(row('the passphrase is another one', 'drill: fetch', 'does not encrypt'));
    });
  });

  async function expectFailure(outcome: Promise<JobResult>, step: string, says: RegExp): Promise<JobResult> {
    const before = etcd.site.complete();
    const result = await outcome;
    expect({ succeeded: result.succeeded, step: result.failedStep }).toEqual({ succeeded: false, step });
    expect(result.logs[step]).toMatch(says);
    expect(etcd.site.complete()).toEqual(before);
    return result;
  }

  async function expectDrillFailure(outcome: Promise<JobResult>, step: string, says: RegExp): Promise<void> {
    const { succeeded, failedStep, logs } = await outcome;
    expect({ succeeded, failedStep }).toEqual({ succeeded: false, failedStep: step });
    expect(logs[step]).toMatch(says);
  }

  function stored(name: string): string {
    return etcd.site.store.list().find((key) => key.endsWith(`/${name}`))!;
  }

  /** Puts other content into the place of an object, of which the store then knows no checksum. */
  function rewrite(key: string, change: (content: Buffer) => Buffer): void {
    const { store } = etcd.site;
    const content = change(store.read(key));
    store.remove(key);
    store.write(key, content);
  }

  /** Makes the one backup of the bucket as old as this. */
  function age(hours: number): void {
    const { store } = etcd.site;
    const record = stored('record');
    const taken = Number(/^taken (\d+)$/m.exec(store.read(record).toString())![1]);
    const earlier = taken - hours * 3600;
    rewrite(record, (content) => Buffer.from(content.toString().replace(`taken ${taken}`, `taken ${earlier}`)));
    const folder = path.dirname(store.fileOf(record));
    const stamp = `${new Date(earlier * 1000).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    fs.renameSync(folder, path.join(path.dirname(folder), `${stamp}-older`));
  }

  function killUploadOnceStored(): JobOptions['duringStep'] {
    return ({ name, kill }) => {
      if (name !== 'upload') return;
      etcd.site.store.setFaults({ afterPut: () => kill() });
    };
  }

  async function plain({ diskBytes, endpoint = etcd.etcd.url, env, during, change }: PlainCase): Promise<string> {
    const folder = etcd.site.disk(diskBytes);
    const changing = change && (() => changeOnceThere(folder, change));
    const { hostFiles } = etcd.site;
    const files = {
      CA: hostFiles[`${PKI}/ca.crt`],
      CERT: hostFiles[`${PKI}/healthcheck-client.crt`],
      KEY: hostFiles[`${PKI}/healthcheck-client.key`],
    };
    const settings = { ENDPOINT: endpoint, ...files, ...env };
    const run = { script: 'etcd' as const, folder, env: settings, during: during ?? changing };
    return runPlain(etcd.site, run);
  }
});

/** How the plain script is run into the same fault. */
interface PlainCase {
  readonly diskBytes?: number;
  readonly endpoint?: string;
  readonly env?: Record<string, string>;
  readonly during?: (kill: (program: string) => void) => void;
  /** What happens to the snapshot before it is uploaded. */
  readonly change?: (file: string) => void;
}

/** The client starts so slowly that the file is changed before it reads it. */
async function changeOnceThere(folder: string, change: (file: string) => void): Promise<void> {
  const found = () => fs.readdirSync(folder).find((name) => name.endsWith('.db'));
  await until(() => found() !== undefined);
  change(path.join(folder, found()!));
}

function flipLast(file: string): void {
  flipByte(file, -1);
}

function changed(change: (file: string) => void): JobOptions {
  return {
    afterStep: (name, { backup }) => { if (name === 'snapshot') change(path.join(backup, 'files/snapshot.db')); },
  };
}

function row(fault: string, noticed: string, plain: string): FaultRow {
  return { fault, noticed, plain };
}

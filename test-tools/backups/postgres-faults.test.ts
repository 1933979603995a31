import * as fs from 'fs';
import * as path from 'path';
import { FaultRow, recordFaults } from './fault-table';
import { flipMiddle, truncate, until } from './faults';
import { runPlain } from './plain-script';
import { PostgresSite } from './postgres-site';
import { expectSuccess } from './site';
import { JobOptions, JobResult } from '../harness/backups/job-run';
import { PostgresServer } from '../harness/backups/postgres-server';
import { canRunBackups } from '../harness/backups/requirements';

const ROWS = 60_000;
const FULL = 256 * 1024;
const describeWhere = canRunBackups() ? describe : describe.skip;

describeWhere('what goes wrong with a backup of PostgreSQL', () => {
  const rows: FaultRow[] = [];
  let postgres: PostgresSite;

  beforeAll(async () => {
    postgres = await PostgresSite.open(['orders']);
    fill(postgres.server);
  });

  afterEach(() => postgres.site.store.setFaults({}));

  afterAll(async () => {
    recordFaults('PostgreSQL', rows);
    await postgres.close();
  });

  it('the dump is killed', async () => {
    await expectFailure(postgres.backUp(whileDumping(({ kill }) => kill())), 'dump-0', /^/);
    const said = await plain({ during: async (kill) => { await untilDumping(); kill('pg_dump'); } });
    rows.push({ fault: 'killed while it dumps', noticed: 'run: dump-0', plain: said });
  });

  it('the disk is full', async () => {
    await expectFailure(postgres.backUp({ sizeOf: { backup: FULL } }), 'dump-0', /No space left on device/);
    rows.push({ fault: 'disk full', noticed: 'run: dump-0', plain: await plain({ diskBytes: FULL }) });
  });

  it('the database is dropped meanwhile', async () => {
    const dropping: JobOptions = whileDumping(() => drop(postgres.server));
    await expectFailure(postgres.backUp(dropping), 'dump-0', /terminating connection|EOF detected/);
    restock(postgres.server);
    const said = await plain({ during: async () => { await untilDumping(); drop(postgres.server); } });
    restock(postgres.server);
    rows.push({ fault: 'database dropped while it is dumped', noticed: 'run: dump-0', plain: said });
  });

  it('the database is not there', async () => {
    const outcome = postgres.backUp({}, { databases: ['orders', 'gone'] });
    await expectFailure(outcome, 'dump-1', /database "gone" does not exist/);
    const said = await plain({ env: { DB_NAME: 'gone' } });
    rows.push({ fault: 'database not there', noticed: 'run: dump-1', plain: said });
  });

  it('the password is wrong', async () => {
    const { reader } = postgres.site.secrets;
    postgres.site.secrets.reader = { password: 'wrong' };
    const outcome = postgres.backUp();
    postgres.site.secrets.reader = reader;
    await expectFailure(outcome, 'globals', /password authentication failed/);
    const said = await plain({ env: { PGPASSWORD: 'wrong' } });
    rows.push({ fault: 'wrong password', noticed: 'run: globals', plain: said });
  });

  it('the certificate of the server is expired', async () => {
    const expired = postgres.site.authority.issue('expired', { usage: 'server', expired: true });
    const server = await postgres.startServer(expired);
    try {
      await expectFailure(postgres.backUpOf(server), 'globals', /certificate verify failed/);
      postgres.furnish(server);
      fill(server);
      const said = await plain({ server });
      rows.push({ fault: 'server certificate expired', noticed: 'run: globals', plain: `${said}: verifies none` });
    } finally {
      await server.destroy();
    }
  });

  it('one byte of the dump is another', async () => {
    const changing: JobOptions = {
      afterStep: (name, { backup }) => { if (name === 'dump-0') flipMiddle(path.join(backup, 'files/0.dump')); },
    };
    await expectFailure(postgres.backUp(changing), 'verify', /uncompress|could not|error/);
    const said = await plain({ change: flipMiddle });
    rows.push({ fault: 'one byte of the dump changed', noticed: 'run: verify', plain: said });
  });

  it('half of the dump is missing', async () => {
    const changing: JobOptions = {
      afterStep: (name, { backup }) => { if (name === 'dump-0') truncate(path.join(backup, 'files/0.dump')); },
    };
    await expectFailure(postgres.backUp(changing), 'verify', /could not read from input file/);
    rows.push({ fault: 'half of the dump missing', noticed: 'run: verify', plain: await plain({ change: truncate }) });
  });

  it('what arrives is half of what was sent', async () => {
    postgres.site.store.setFaults({ afterPut: truncate });
    await expectFailure(postgres.backUp(), 'upload', /corrupted|other sizes|sizes differ/);
    rows.push({ fault: 'upload truncated', noticed: 'run: upload', plain: await plain({}) });
  });

  it('two runs are there at once', async () => {
    const runs = await Promise.all(['one', 'two'].map((podName) => postgres.backUp({ podName })));
    runs.forEach(expectSuccess);
    expectSuccess(await postgres.drill());
    const [said] = [await plain({}), await plain({})];
    const objects = postgres.site.store.list().filter((key) => key.startsWith('plain/'));
    expect(objects).toHaveLength(1);
    const noticed = 'nothing to notice: each is whole, under its own name';
    rows.push({ fault: 'two runs at once', noticed, plain: `${said}: one overwrites the other` });
  });

  it('fewer rows come back than the dump has', async () => {
    expectSuccess(await postgres.backUp());
    const losing: JobOptions = { afterStep: (name, { backup }) => { if (name === 'fetch') claimMoreRows(backup); } };
    await expectDrillFailure(postgres.drill(losing), /lacks these rows of the dump: 60001\tpublic.orders/);
    rows.push({ fault: 'rows lost by the restore', noticed: 'drill: restore', plain: 'nobody looks' });
  });

  it('the team asks, and the answer is no', async () => {
    const checks = [{ database: 'orders', query: 'SELECT max(id) > 1000000 FROM orders' }];
    await expectDrillFailure(postgres.drill({}, { checks }), /answered 'f' instead of 't'/);
    rows.push({ fault: 'what the team needs is not in it', noticed: 'drill: restore', plain: 'nobody looks' });
  });

  it('the folder that is restored into is not empty', async () => {
    const filled: JobOptions = {
      afterStep: (name, { scratch }) => { if (name === 'fetch') fs.mkdirSync(path.join(scratch, 'data')); },
    };
    await expectDrillFailure(postgres.drill(filled), /\/scratch is not empty/);
    rows.push({ fault: 'restore target not empty', noticed: 'drill: restore', plain: 'does not restore' });
  });

  async function expectFailure(outcome: Promise<JobResult>, step: string, says: RegExp): Promise<void> {
    const before = postgres.site.complete();
    const { succeeded, failedStep, logs } = await outcome;
    expect({ succeeded, failedStep }).toEqual({ succeeded: false, failedStep: step });
    expect(logs[step]).toMatch(says);
    expect(postgres.site.complete()).toEqual(before);
  }

  async function expectDrillFailure(outcome: Promise<JobResult>, says: RegExp): Promise<void> {
    const { succeeded, failedStep, logs } = await outcome;
    expect({ succeeded, failedStep }).toEqual({ succeeded: false, failedStep: 'restore' });
    expect(logs.restore).toMatch(says);
  }

  function plain({ diskBytes, env, during, change, server = postgres.server }: PlainCase): Promise<string> {
    const folder = postgres.site.disk(diskBytes);
    const place = { DB_HOST: 'localhost', PGPORT: `${server.port}`, DB_USER: 'reader', DB_NAME: 'orders' };
    const settings = { ...place, PGPASSWORD: `${postgres.site.secrets.reader.password}`, ...env };
    const changing = change && (() => changeOnceDumped(folder, change));
    return runPlain(postgres.site, { script: 'postgres', folder, env: settings, during: during ?? changing });
  }

  function untilDumping(): Promise<void> {
    return until(() => postgres.server.query('postgres', DUMPING) === 't');
  }

  function whileDumping(act: (step: { kill: () => void }) => void): JobOptions {
    return {
      duringStep: async (step) => {
        if (step.name !== 'dump-0') return;
        await untilDumping();
        act(step);
      },
    };
  }
});

const DUMPING = "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = 'orders' AND query LIKE 'COPY%'";

/** How the plain script is run into the same fault. */
interface PlainCase {
  readonly diskBytes?: number;
  readonly env?: Record<string, string>;
  readonly server?: PostgresServer;
  readonly during?: (kill: (program: string) => void) => Promise<void>;
  /** What happens to the dump before it is uploaded. */
  readonly change?: (file: string) => void;
}

function fill(server: PostgresServer): void {
  server.query('orders', `
    CREATE TABLE orders (id int, note text);
    INSERT INTO orders SELECT i, (SELECT string_agg(md5(i || ' ' || j), '') FROM generate_series(1, 20) j)
    FROM generate_series(1, ${ROWS}) i`);
}

function drop(server: PostgresServer): void {
  server.query('postgres', 'DROP DATABASE orders WITH (FORCE)');
}

function restock(server: PostgresServer): void {
  server.query('postgres', 'CREATE DATABASE orders');
  fill(server);
}

/** The client starts so slowly that the file is changed before it reads it. */
async function changeOnceDumped(folder: string, change: (file: string) => void): Promise<void> {
  const file = () => fs.readdirSync(folder).map((name) => path.join(folder, name))[0];
  let size = -1;
  await until(() => {
    const before = size;
    size = file() === undefined ? -1 : fs.statSync(file()).size;
    return size > 0 && size === before;
  });
  change(file());
}

/** As if a row had been lost on the way. */
function claimMoreRows(backup: string): void {
  const file = path.join(backup, 'files/0.rows');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(`${ROWS}\t`, `${ROWS + 1}\t`));
}

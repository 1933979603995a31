import * as fs from 'fs';
import { setTimeout as sleep } from 'timers/promises';
import { ArchivedServer } from './archived-server';
import { waitFor } from '../../test-cluster/harness/wait';
import { PostgresServer } from '../harness/backups/postgres-server';
import { canRunBackups } from '../harness/backups/requirements';

const describeWhere = canRunBackups() ? describe : describe.skip;
const DATABASE = 'shop';
const ENDED_EARLY = 'recovery ended before configured recovery target was reached';
const LOOK = 'Look at what is there';
const BESIDE = 'Restore beside the server';
const NO_BACKUP = 'unable to find backup set with stop time less than';
const VERBOSE = { PGBACKREST_LOG_LEVEL_CONSOLE: 'info' };

describeWhere('a PostgreSQL that archives its log as the page about points in time says', () => {
  const moments = { good: '', late: '' };
  let archived: ArchivedServer;
  let dump: string;
  let segmentOfOrders: string;

  beforeAll(async () => {
    archived = await ArchivedServer.open();
    archived.server.query('postgres', `CREATE DATABASE ${DATABASE}`);
    ask('CREATE TABLE orders (id int PRIMARY KEY, item text NOT NULL)');
    ask('CREATE TABLE visits (id int PRIMARY KEY)');
    order(1, 10_000);
  });

  afterAll(() => archived.close());

  it('begins with a full backup, of which nothing is in the bucket in the clear', async () => {
    await archived.follow('Begin');
    const { store } = archived.site;
    const beginnings = store.list().map((key) => store.read(key).subarray(0, 8).toString('latin1'));
    expect(new Set(beginnings)).toEqual(new Set(['Salted__']));
  });

  it('goes on with an incremental one, and nothing is wrong with either', async () => {
    dump = archived.dump(DATABASE);
    order(10_001, 20_000);
    await archived.follow('Every day');
    const printed = await archived.follow(LOOK);
    expect(printed).not.toContain('status: error');
    expect(backupsIn(printed)).toEqual([expect.stringMatching(/^\d{8}-\d{6}F$/), expect.stringMatching(/F_.*I$/)]);
  });

  it('loses a table by mistake, and goes on', async () => {
    // A backup is chosen by whole seconds.
    await sleep(1_000);
    order(20_001, 30_000);
    moments.good = now();
    segmentOfOrders = await archived.archived();
    ask('DROP TABLE orders');
    visit(1, 500);
    moments.late = now();
    visit(501, 501);
    expect(await archived.follow('After a mistake')).toContain('pg_switch_wal');
    await archived.archived();
  });

  it('has a dump that lacks what was written after it', () => {
    archived.server.query('postgres', 'CREATE DATABASE from_dump');
    archived.restoreDump(dump, 'from_dump');
    expect(ordersOf(archived.server, 'from_dump')).toEqual(orders(1, 10_000));
  });

  it('goes back beside itself, and writes nothing to the bucket meanwhile', async () => {
    const { printed, copy, folder } = await restoreBeside(moments.good, VERBOSE);
    expect(printed).toMatch(/restore backup set \S+F_\S+I,/);
    expect(ordersOf(copy)).toEqual(orders(1, 30_000));
    expect(visitsOf(copy)).toBe('0');
    expect(copy.query(DATABASE, 'SHOW archive_mode')).toBe('off');
    expect(archived.site.store.list().filter((key) => key.includes('/00000002'))).toEqual([]);

    const { PGHOST, PGPORT } = copy.environment;
    const places = { BESIDE_HOST: PGHOST, BESIDE_PORT: PGPORT, DATABASE, TABLE: 'orders' };
    await archived.follow('Copy the table over', places);
    await copy.destroy();
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('has the table again then, and what was written to others since', () => {
    expect(ordersOf(archived.server)).toEqual(orders(1, 30_000));
    expect(visitsOf(archived.server)).toBe('501');
  });

  it('is restored with its own passphrase only', async () => {
    const folder = archived.emptyFolder();
    const settings = { TARGET: moments.good, BESIDE: folder, PGBACKREST_REPO1_CIPHER_PASS: 'another' };
    await expect(archived.follow(BESIDE, settings)).rejects
      .toThrow(new RegExp(`FormatError[^]*${NO_BACKUP}`));
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('is not restored to a moment before its first backup', async () => {
    const settings = { TARGET: '2001-01-01 00:00:00+00', BESIDE: archived.emptyFolder() };
    await expect(archived.follow(BESIDE, settings)).rejects.toThrow(NO_BACKUP);
  });

  it('is not restored to a moment that nothing was written after', async () => {
    await expect(restoreBeside(ask("SELECT now() + '1 hour'"))).rejects.toThrow(ENDED_EARLY);
  });

  it('is not restored past a segment that the bucket has lost, which only a restore finds', async () => {
    const { store } = archived.site;
    const segment = store.read(segmentOfOrders);
    store.remove(segmentOfOrders);
    expect(await archived.follow(LOOK)).not.toContain('status: error');
    await expect(restoreBeside(moments.late)).rejects.toThrow(ENDED_EARLY);
    store.write(segmentOfOrders, segment);
  });

  it('is told of a segment that the bucket has spoilt', async () => {
    const { store } = archived.site;
    const segment = store.read(segmentOfOrders);
    store.write(segmentOfOrders, Buffer.concat([segment.subarray(0, 1000), segment.subarray(999)]));
    expect(await archived.follow(LOOK)).toContain('status: error');
    await expect(restoreBeside(moments.late)).rejects.toThrow(ENDED_EARLY);
    store.write(segmentOfOrders, segment);
  });

  it('says when it cannot archive, and does so by itself once it can', async () => {
    archived.site.store.setFaults({ deny: true });
    ask('SELECT pg_switch_wal()');
    await waitFor({ what: 'a failure to archive', seconds: 30 }, async () => failures() > 0 || undefined);
    expect(await archived.follow('When archiving fails')).toMatch(/last_failed_wal[^]*0000000100000000/);
    await expect(archived.follow('Begin anew')).rejects.toThrow('HTTP request failed with 403');
    archived.site.store.setFaults({});
    visit(502, 502);
    await archived.archived();
  });

  it('loses no more than what was not archived yet', async () => {
    visit(503, 503);
    await archived.lose();
    await archived.follow('Restore all that is there');
    await archived.start('archive_mode = off');
    expect(visitsOf(archived.server)).toBe('502');
    expect(ordersOf(archived.server)).toEqual(orders(1, 30_000));
  });

  it('is restored from the bucket alone, to the moment before the mistake, with every row', async () => {
    await archived.lose();
    expect(fs.readdirSync(archived.dataFolder)).toEqual([]);
    await archived.follow('Restore the server', { TARGET: moments.good });
    await archived.start();
    expect(ordersOf(archived.server)).toEqual(orders(1, 30_000));
    expect(visitsOf(archived.server)).toBe('0');
  });

  it('begins anew', async () => {
    visit(1_000, 1_000);
    await archived.follow('Begin anew');
    await archived.archived();
    expect(visitsOf(archived.server)).not.toBe('0');
  });

  it('lacks what came after that moment, where it is not told to leave the new timeline', async () => {
    const { copy } = await restoreBeside(moments.late);
    expect(visitsOf(copy)).toBe('0');
    await copy.destroy();
  });

  it('is restored once more, when that was the wrong moment', async () => {
    await archived.server.stop();
    await archived.follow('Restored to the wrong moment', { TARGET: moments.late });
    await archived.start();
    expect(visitsOf(archived.server)).toBe('500');
    expect(ask("SELECT to_regclass('orders') IS NULL")).toBe('t');
  });

  function ask(sql: string): string {
    return archived.server.query(DATABASE, sql);
  }

  function order(from: number, to: number): void {
    ask(`INSERT INTO orders SELECT n, 'item ' || n FROM generate_series(${from}, ${to}) n`);
  }

  function visit(from: number, to: number): void {
    ask(`INSERT INTO visits SELECT generate_series(${from}, ${to})`);
  }

  function now(): string {
    return ask('SELECT now()');
  }

  function failures(): number {
    return Number(ask('SELECT failed_count FROM pg_stat_archiver'));
  }

  async function restoreBeside(target: string, more: Record<string, string> = {}): Promise<Copy> {
    const folder = archived.emptyFolder();
    const printed = await archived.follow(BESIDE, { TARGET: target, BESIDE: folder, ...more });
    return { printed, folder, copy: await archived.startBeside(folder) };
  }
});

/** A server that has gone back beside another one. */
interface Copy {
  readonly printed: string;
  readonly folder: string;
  readonly copy: PostgresServer;
}

function orders(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}|item ${from + index}`);
}

function ordersOf(server: PostgresServer, database = DATABASE): string[] {
  return server.query(database, 'SELECT id, item FROM orders ORDER BY id').split('\n');
}

function visitsOf(server: PostgresServer): string {
  return server.query(DATABASE, 'SELECT count(*) FROM visits');
}

/** The labels of the backups that pgBackRest lists. */
function backupsIn(printed: string): string[] {
  return [...printed.matchAll(/^ +(?:full|incr) backup: (\S+)$/gm)].map(([, label]) => label);
}

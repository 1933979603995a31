import { digestOf, identifier, PostgresSite } from './postgres-site';
import { followPage } from './restore-page';
import { expectSuccess } from './site';
import { canRunBackups } from '../harness/backups/requirements';

const HOSTILE = 'a "quoted" $(touch /tmp/x) `id` \'name\'; dbname=x \\ ü';
const MEBIBYTES = 500;
const describeWhere = canRunBackups() ? describe : describe.skip;

describeWhere('a server with a database of 500 MB, and one with a name of every sign', () => {
  const databases = ['orders', HOSTILE];
  let site: PostgresSite;
  let digests: string[];

  beforeAll(async () => {
    site = await PostgresSite.open(databases);
    fill(site);
    digests = databases.map((name) => digestOf(site.server, name));
  }, 300_000);

  afterAll(() => site.close());

  it('has the size', () => {
    const bytes = Number(site.server.query('orders', "SELECT pg_total_relation_size('events')"));
    expect(bytes).toBeGreaterThan(MEBIBYTES * 1024 * 1024);
  });

  it('is backed up, with a restore in the same run', async () => {
    const { logs, ...result } = await site.backUp({ podName: 'orders-1' }, { restoresEachRun: true });
    expectSuccess({ ...result, logs });
    expect(logs.restore).toContain('database 1: restored');
    expect(site.site.complete()).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z-orders-1$/)]);
  }, 300_000);

  it('is brought back by a drill when it is gone, and answers the questions of the team', async () => {
    await site.server.destroy();
    const checks = [
      { database: 'orders', query: 'SELECT count(*) = 512000 FROM events' },
      { database: HOSTILE, query: 'SELECT count(*) = 3 FROM "odd table"; -- $(exit 1)' },
    ];
    const { logs, ...result } = await site.drill({}, { checks });
    expectSuccess({ ...result, logs });
    expect(logs.restore).toContain('1-1.sql: true');
  }, 300_000);

  it('is brought back by the page about restores, with every row, role and right', async () => {
    const server = await site.startServer();
    try {
      const env = { ...site.site.bucketSettings('shop/orders'), ...server.environment };
      await followPage('Restore PostgreSQL', { folder: site.site.emptyFolder(), env });
      expect(databases.map((name) => digestOf(server, name))).toEqual(digests);
      const owner = server.query('orders', "SELECT tableowner FROM pg_tables WHERE tablename = 'events'");
      expect(owner).toBe('owner of orders');
    } finally {
      await server.destroy();
    }
  }, 300_000);
});

function fill({ server }: PostgresSite): void {
  server.query('postgres', 'CREATE ROLE "owner of orders"');
  server.query('orders', `
    CREATE TABLE events (id bigint PRIMARY KEY, payload text);
    INSERT INTO events SELECT i, (SELECT string_agg(md5(i || ' ' || j), '') FROM generate_series(1, 31) j)
    FROM generate_series(1, 512000) i;
    ALTER TABLE events OWNER TO "owner of orders";
    CREATE TABLE empty (nothing int);
    CREATE TABLE parent (id int) PARTITION BY RANGE (id);
    CREATE TABLE part PARTITION OF parent FOR VALUES FROM (0) TO (10);
    INSERT INTO parent VALUES (1), (2);
    CREATE MATERIALIZED VIEW seen AS SELECT count(*) FROM events;`);
  server.query(HOSTILE, `
    CREATE TABLE "odd table" (note text);
    INSERT INTO "odd table" VALUES (E'COPY x FROM stdin;\\n\\\\.\\n'), ('tab\ttab'), (NULL);
    CREATE TABLE "line\nbreak (x) FROM stdin;" (note text);
    INSERT INTO "line\nbreak (x) FROM stdin;" VALUES ('one');
    CREATE SCHEMA ${identifier('$(id)')};
    CREATE TABLE ${identifier('$(id)')}.t (id int);
    INSERT INTO ${identifier('$(id)')}.t SELECT generate_series(1, 99);`);
}

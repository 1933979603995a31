import { Provider } from '../../../src';
import { PostgresServer } from '../../../src/backup/postgres/postgres-server';
import { Images } from '../../../src/internal/images/third-party-images';
import { UNPRIVILEGED } from '../../support/backup-parts';
import {
  ACCESS, addPostgres, makePostgres, named, podSpec, postgresDrill, postgresManifests, PostgresProps, SERVER, step,
  stepsOf, WEEKLY,
} from '../../support/backups';
import { messageOf } from '../../support/errors';
import { stage } from '../../support/render';
import { Manifest } from '../../support/schemas';

type Refused = [string, PostgresProps, string];

const HOSTILE = [
  'or"ders', "or'ders", '$(HOSTNAME)', '`id`', 'two words', 'a=b', '-rf', 'été', 'host=evil dbname=x', '$HOME', 'a\\b',
  'é'.repeat(31),
];
const NAMES = "'databases' must be names of one line, of at most 63 bytes, as pg_dumpall and PostgreSQL itself have it";

describe('the databases of PostgresBackup', () => {
  it('are dumped one after the other, each to a file of its own', () => {
    const spec = podSpec(postgresManifests({ databases: ['orders', 'stock', 'users'] }));

    expect(stepsOf(spec).map(({ name }) => name)).toEqual([
      'prepare', 'credentials', 'globals', 'dump-0', 'dump-1', 'dump-2', 'verify', 'upload',
    ]);
    expect(step(spec, 'dump-2').command).toContain('--file=/backup/files/2.dump');
    expect(step(spec, 'dump-2').env).toContainEqual(
      { name: 'PGDATABASE', valueFrom: { configMapKeyRef: { name: 'orders', key: 'database-2' } } },
    );
  });

  it.each(HOSTILE)('may be called %j, which is data and nothing else', (name) => {
    const found = postgresManifests({ databases: [name], restoresEachRun: true });

    expect(named(found, 'ConfigMap', 'orders').data['database-0']).toBe(name);
    expect(JSON.stringify(podSpec(found))).not.toContain(JSON.stringify(name).slice(1, -1));
  });

  it.each<Refused>([
    ['none', { databases: [] },
      "'databases' must name a database at least, got []; name each one: what is not named is not backed up"],
    ['nothing, as JavaScript can', { databases: undefined },
      "'databases' must be a list, got nothing; give it: it has no default"],
    ['one text', { databases: 'orders' as never }, "'databases' must be a list, got \"orders\"; write [\"orders\"]"],
    ['one twice', { databases: ['a', 'b', 'a'] },
      "'databases' must name each database once, got \"a\"; remove one of the two"],
    ['one without a name', { databases: [''] }, `${NAMES}, got ""; rename the database`],
    ['a name of two lines', { databases: ['a\nb'] }, `${NAMES}, got "a\\nb"; rename the database`],
    ['a name of 64 bytes', { databases: ['é'.repeat(32)] }, `${NAMES}, got "${'é'.repeat(32)}"; rename the database`],
    ['a name with NUL', { databases: ['a\0'] },
      "'databases' must hold no NUL character, got \"a\\u0000\"; remove it, no process can receive one"],
  ])('are refused where there are: %s', (_, props, complaint) => {
    expect(messageOf(() => makePostgres(props))).toBe(`[shop/orders] ${complaint}`);
  });
});

describe('the image of PostgresBackup', () => {
  it.each([
    ['16', 'postgres:16.4'], ['17', 'postgres:18'], ['17', 'acme.io/postgis:17-3.5'], ['18', 'acme.io/pg:latest-good'],
  ])('reads a server of %s with %s', (major, image) => {
    const server = PostgresServer.at('db.example.com', { ...ACCESS, major: Number(major) });
    const spec = podSpec(postgresManifests({ server, image }));

    for (const name of ['credentials', 'globals', 'dump-0', 'verify']) expect(step(spec, name).image).toBe(image);
  });

  it('is that of PostgreSQL 18, for servers up to that', () => {
    const server = PostgresServer.at('db.example.com', { ...ACCESS, major: 18 });

    expect(step(podSpec(postgresManifests({ server })), 'dump-0').image).toBe(Images.POSTGRES);
  });

  it('names the image of a message as it was given, whatever mirror it is pulled from', () => {
    const { chart } = stage({ registries: { 'docker.io': 'mirror.example.com/hub' } });
    const props = { image: 'postgres:16.4', server: serverOf(17) };

    expect(messageOf(() => addPostgres(chart, props))).toContain('got "postgres:16.4"');
  });

  it.each<Refused>([
    ['an older client than the server', { image: 'postgres:16.4', server: serverOf(17) }, "'image' must hold a"
      + ' client of'
      + ' PostgreSQL 17 or above: pg_dump refuses servers that are newer than itself, got "postgres:16.4"; give'
      + ' one, such'
      + ' as docker.io/library/postgres:17'],
    ['a server above the client of the library', { server: serverOf(19) }, "'image' must hold a client of PostgreSQL 19"
      + ` or above: pg_dump refuses servers that are newer than itself, got "${Images.POSTGRES}"; give one, such as`
      + ' docker.io/library/postgres:19'],
    ['no tag', { image: 'postgres' }, "'image' must name a tag other than latest, or a digest, got \"postgres\";"
      + ' pin the'
      + ' version, or a restart may run other code than the pod beside it'],
    ['no server, as JavaScript can', { server: undefined },
      "'server' must be of the class PostgresServer, got nothing; make it by PostgresServer.at or PostgresServer.of"],
  ])('is refused with %s', (_, props, complaint) => {
    expect(messageOf(() => makePostgres(props))).toBe(`[shop/orders] ${complaint}`);
  });
});

describe('restoresEachRun of PostgresBackup', () => {
  const spec = podSpec(postgresManifests({ restoresEachRun: true }));

  it('restores every dump before it is uploaded', () => {
    expect(stepsOf(spec).map(({ name }) => name))
      .toEqual(['prepare', 'credentials', 'globals', 'dump-0', 'verify', 'restore', 'upload']);
    expect(step(spec, 'restore').command).toEqual(['/bin/sh', '/scripts/restore-dumps.sh']);
    expect(spec.volumes).toContainEqual({ name: 'scratch', emptyDir: { sizeLimit: '10Gi' } });
  });

  it('gives initdb a user, where the runtime gives it none', () => {
    const openshift = podSpec(postgresManifests({ restoresEachRun: true }, { provider: Provider.OPENSHIFT }));

    expect(mountsOf(step(spec, 'restore'))).toContain('/etc/passwd');
    expect(mountsOf(step(openshift, 'restore'))).not.toContain('/etc/passwd');
    expect(podSpec(postgresDrill({}, { provider: Provider.OPENSHIFT })).volumes.map(({ name }: Manifest) => name))
      .toEqual(['tmp', 'scripts', 'backup', 'scratch']);
  });
});

describe('PostgresBackup on OpenShift', () => {
  it('leaves the user ids to the namespace', () => {
    const { runAsNonRoot, seccompProfile } = UNPRIVILEGED;

    expect(podSpec(postgresManifests({}, { provider: Provider.OPENSHIFT })).securityContext)
      .toEqual({ runAsNonRoot, seccompProfile });
  });
});

describe('the checks of a rehearsal of PostgresBackup', () => {
  const databases = ['orders', 'stock'];

  it('are files that begin with the number of their database', () => {
    const checks = [
      { database: 'stock', query: 'SELECT true' },
      { database: 'orders', query: "SELECT count(*) > 1 FROM o\n-- '$(x)`" },
    ];
    const found = postgresDrill({ checks }, {}, { databases });
    const { data } = named(found, 'ConfigMap', 'orders-drill');
    const spec = podSpec(found);

    expect([data['1-0.sql'], data['0-1.sql']]).toEqual(checks.map(({ query }) => query));
    expect(spec.volumes).toContainEqual({
      name: 'checks',
      configMap: {
        name: 'orders-drill', items: [{ key: '0-1.sql', path: '0-1.sql' }, { key: '1-0.sql', path: '1-0.sql' }],
      },
    });
    expect(step(spec, 'restore').volumeMounts).toContainEqual({ name: 'checks', mountPath: '/checks', readOnly: true });
    expect(JSON.stringify(spec)).not.toContain('SELECT');
  });

  it.each([
    ['of a database that is not backed up', { database: 'users', query: 'SELECT true' },
      "'rehearse.checks.database' must name one of the databases of the backup, orders, got \"users\"; correct the"
        + ' name'],
    ['that ask nothing', { database: 'orders', query: ' \n' }, "'rehearse.checks.query' must be a statement, got"
      + ' " \\n"; write one that returns a boolean, such as SELECT count(*) > 1000 FROM orders'],
    ['that no file can hold', { database: 'orders', query: '\udc00' }, "'rehearse.checks.query' must be valid Unicode"
      + ' text, got "\\udc00"; remove the unpaired surrogate'],
    ['with NUL', { database: 'orders', query: 'SELECT \0' }, "'rehearse.checks.query' must hold no NUL character, got"
      + ' "SELECT \\u0000"; remove it, no process can receive one'],
  ])('are refused %s', (_, check, complaint) => {
    expect(messageOf(() => makePostgres({ server: SERVER }).rehearse({ ...WEEKLY, checks: [check] })))
      .toBe(`[shop/orders] ${complaint}`);
  });
});

function serverOf(major: number): PostgresServer {
  return PostgresServer.at('db.example.com', { ...ACCESS, major });
}

function mountsOf({ volumeMounts }: Manifest): string[] {
  return volumeMounts.map(({ mountPath }: Manifest) => mountPath);
}

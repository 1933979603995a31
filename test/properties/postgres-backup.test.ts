import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { itTakesAnyCall, Plant } from './any-call';
import { lineText, LONE_SURROGATES, processText } from './arbitraries/text';
import { maybe } from './arbitraries/words';
import { BACKUP_PLANTS } from './backups/backup-bad-values';
import { backupProps, rehearsalOptions, secretKey } from './backups/backup-build';
import { BackupCase, imageText, KeyCase, keyCase, nameOf, validBackup } from './backups/backup-case';
import { podNamed, verified } from './backups/backup-verify';
import { ODD_NUMBERS, PORTS, TEXTS } from './services/service-bad-values';
import { platformProps } from './services/service-build';
import { Platform, PostgresBackup, PostgresServer, ProductionApp } from '../../src';
import { named, step, variables } from '../support/backups';
import { Manifest } from '../support/schemas';

interface PostgresCase extends BackupCase {
  host: string;
  port?: number;
  cidr?: string;
  user: string;
  password: KeyCase;
  authority: KeyCase;
  major?: number;
  databases: string[];
  restoresEachRun?: boolean;
  image?: string;
  checks?: { index: number; query: string }[];
}


const databaseName = lineText.filter((text) => text !== '' && Buffer.byteLength(text) <= 63);

const validCase: fc.Arbitrary<PostgresCase> = fc.record({
  backup: validBackup,
  host: fc.constantFrom('db.example.com', '10.0.0.5', 'fd00::5', 'null', '1e3', 'localhost'),
  port: maybe(fc.integer({ min: 1, max: 65535 })),
  cidr: maybe(fc.constantFrom('10.0.0.0/8', 'fd00::/8')),
  user: processText.filter((text) => text !== ''),
  password: keyCase,
  authority: keyCase,
  major: maybe(fc.constantFrom(10, 17, 18)),
  databases: fc.uniqueArray(databaseName, { minLength: 1, maxLength: 4 }),
  restoresEachRun: maybe(fc.boolean()),
  image: maybe(imageText),
  checks: maybe(fc.array(fc.record({
    index: fc.nat({ max: 3 }), query: processText.filter((text) => text.trim() !== ''),
  }), { maxLength: 3 })),
}).map(({ backup, ...given }) => ({ ...backup, ...given }));

const PLANTS: readonly Plant<PostgresCase>[] = [
  ...BACKUP_PLANTS,
  {
    prop: 'databases',
    values: ['', 'a\nb', '\r', 'é'.repeat(32), ...TEXTS],
    plant: (_, name: string) => ({ databases: [name] }),
  },
  { prop: 'databases', values: ['twice'], plant: (_, name: string) => ({ databases: [name, name] }) },
  {
    prop: 'image',
    values: ['', 'a', 'a:latest', 'a:16', 'a:17.9-alpine', ...TEXTS],
    plant: (_, image: string) => ({ image, major: 18 }),
  },
  {
    prop: 'server.host',
    values: ['', 'https://a', 'a:1', 'A.com', 'a b', '$(POD_NAME)', '0o7', ...TEXTS],
    plant: (_, host: string) => ({ host }),
  },
  { prop: 'server.port', values: PORTS, plant: (_, port: number) => ({ port }) },
  { prop: 'server.cidr', values: ['', '10.0.0.0', '10.0.0.0/33', 'a/8'], plant: (_, cidr: string) => ({ cidr }) },
  { prop: 'server.user', values: ['', ...TEXTS], plant: (_, user: string) => ({ user }) },
  { prop: 'server.major', values: [9, 100, ...ODD_NUMBERS], plant: (_, major: number) => ({ major, image: 'a:2000' }) },
  {
    prop: 'server.password.key',
    values: ['', '..', 'a/b', '$(x)', ...TEXTS],
    plant: (_, key: string) => ({ password: { secretName: 's', key } }),
  },
  {
    prop: 'server.certificateAuthority.key',
    values: ['', '..', 'a/b', '$(x)', ...TEXTS],
    plant: (_, key: string) => ({ authority: { secretName: 's', key } }),
  },
  {
    prop: 'rehearse.checks.query',
    values: ['', ' \n', '\0', ...LONE_SURROGATES, ...TEXTS],
    plant: (_, query: string) => ({
      checks: [{ index: 0, query }], rehearsal: { everyHours: 24, withinSeconds: 60 },
    }),
  },
];
const TEXT_PLANTS = PLANTS.filter(({ values }) => values.includes(TEXTS[0]));

describe('a PostgresBackup', () => {
  itTakesAnyCall({
    valid: validCase,
    plants: PLANTS,
    textPlants: TEXT_PLANTS,
    build,
    verify: (given, app) => expectPostgres(given, verified(given, app, build)),
    cases: 60,
  });
});

function build(given: PostgresCase, app: App = new ProductionApp()): App {
  Platform.configure(app, platformProps(given.platform));
  const { host, port, cidr, user, major, databases, restoresEachRun, image, rehearsal } = given;
  const access = { user, password: secretKey(given.password), certificateAuthority: secretKey(given.authority) };
  const backup = new PostgresBackup(new Chart(app, 'shop', { namespace: 'shop' }), given.id, {
    ...backupProps(given),
    server: PostgresServer.at(host, { ...access, port, cidr, major }),
    databases,
    restoresEachRun,
    image,
  });
  if (rehearsal !== undefined) backup.rehearse({ ...rehearsalOptions(rehearsal), checks: checksOf(given) });
  return app;
}

function checksOf({ checks, databases }: PostgresCase) {
  return checks?.map(({ index, query }) => ({ database: databases[index % databases.length], query }));
}

function expectPostgres(given: PostgresCase, manifests: Manifest[]): void {
  const { host, port = 5432, cidr, password, authority, image, user, databases, rehearsal } = given;
  const name = nameOf(given);
  const pod = podNamed(manifests, name);
  const { data } = named(manifests, 'ConfigMap', name);
  expect(databases.map((_, index) => data[`database-${index}`])).toEqual(databases);
  expect(data.user).toBe(user);
  for (const index of databases.keys()) {
    const dump = step(pod, `dump-${index}`);
    const file = `/server-ca/${authority.key}`;
    expect(variables(dump)).toMatchObject({ PGHOST: host, PGPORT: `${port}`, PGSSLROOTCERT: file });
    if (image !== undefined) expect(dump.image).toBe(image);
  }
  expect(variables(step(pod, 'credentials')).PASSWORD_FILE).toBe(`/password/${password.key}`);
  if (cidr !== undefined) {
    expect(named(manifests, 'NetworkPolicy', name).spec.egress)
      .toContainEqual({ to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port }] });
  }
  expect(pod.initContainers.some((one: Manifest) => one.name === 'restore')).toBe(given.restoresEachRun ?? false);
  if (rehearsal !== undefined) expectChecks(given, named(manifests, 'ConfigMap', `${name}-drill`).data);
}

function expectChecks(given: PostgresCase, data: Record<string, string>): void {
  const found = Object.entries(data).filter(([file]) => /^\d+-\d+\.sql$/.test(file)).map(([, query]) => query);
  expect(found.sort()).toEqual((given.checks ?? []).map(({ query }) => query).sort());
}

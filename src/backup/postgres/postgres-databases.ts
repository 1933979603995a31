import { Construct } from 'constructs';
import { PostgresBackupProps, PostgresCheck } from './postgres-backup-props';
import { fail } from '../../internal/fail';
import { Images } from '../../internal/images/third-party-images';
import { checkInteger } from '../../internal/values/numbers';
import { checkProcessText } from '../../internal/values/plain-text';
import { PulledImage, pulledImage } from '../../pods/containers/pulled-image';
import { Files } from '../../pods/jobs/step-volumes';

const MAX_BYTES = 63;
const MAJORS = { min: 10, max: 99 };
const MAJOR_TAG = /^(\d+)([.-]|$)/;

/** Refuses names that the programs of PostgreSQL refuse, so that nothing is found out at night. */
export function checkDatabases(scope: Construct, databases: readonly string[]): void {
  if (databases.length === 0) {
    const remedy = 'name each one: what is not named is not backed up';
    fail(scope, { prop: 'databases', must: 'name a database at least', got: databases, remedy });
  }
  databases.forEach((name) => checkName(scope, name));
  const twice = databases.find((name, index) => databases.indexOf(name) !== index);
  if (twice !== undefined) {
    fail(scope, { prop: 'databases', must: 'name each database once', got: twice, remedy: 'remove one of the two' });
  }
}

/** The image whose client reads the server; refuses one that is older, as pg_dump does. */
export function postgresImage(scope: Construct, props: PostgresBackupProps): PulledImage {
  const { major } = props.server._access;
  if (major !== undefined) checkInteger(scope, { prop: 'server.major', value: major }, MAJORS);
  const image = pulledImage(scope, 'image', props.image ?? Images.POSTGRES);
  const client = Number(MAJOR_TAG.exec(image.tag ?? '')?.[1] ?? NaN);
  if (major !== undefined && client < major) {
    const must = `hold a client of PostgreSQL ${major} or above: pg_dump refuses servers that are newer than itself`;
    const remedy = `give one, such as docker.io/library/postgres:${major}`;
    fail(scope, { prop: 'image', must, got: image.given, remedy });
  }
  return image;
}

/** The names of the databases as files, so that neither the kubelet nor a shell interprets them. */
export function databaseFiles(databases: readonly string[]): Files {
  return Object.fromEntries(databases.map((name, index) => [databaseFile(index), name]));
}

/** The file that holds the name of a database. */
export function databaseFile(index: number): string {
  return `database-${index}`;
}

/** The team's questions, each in a file that begins with the number of its database. */
export function checkFiles(scope: Construct, databases: readonly string[], checks: readonly PostgresCheck[]): Files {
  const entries = checks.map(({ database, query }, index) => {
    const number = databases.indexOf(database);
    if (number < 0) {
      const must = `name one of the databases of the backup, ${databases.join(', ')}`;
      fail(scope, { prop: 'rehearse.checks.database', must, got: database, remedy: 'correct the name' });
    }
    checkProcessText(scope, 'rehearse.checks.query', query);
    if (query.trim() === '') {
      const remedy = 'write one that returns a boolean, such as SELECT count(*) > 1000 FROM orders';
      fail(scope, { prop: 'rehearse.checks.query', must: 'be a statement', got: query, remedy });
    }
    return [`${number}-${index}.sql`, query];
  });
  return Object.fromEntries(entries) as Files;
}

function checkName(scope: Construct, name: string): void {
  checkProcessText(scope, 'databases', name);
  if (name === '' || /[\r\n]/.test(name) || Buffer.byteLength(name) > MAX_BYTES) {
    const must = `be names of one line, of at most ${MAX_BYTES} bytes, as pg_dumpall and PostgreSQL itself have it`;
    fail(scope, { prop: 'databases', must, got: name, remedy: 'rename the database' });
  }
}

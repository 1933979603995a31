import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Duration } from 'cdk8s';
import { BackupDestination, EtcdBackup } from '../../src';
import { stage } from '../../test/support/render';
import { answerOf, TOOLS } from '../harness/programs';

const AWS = '/usr/bin/aws';
const describeWithAws = process.env.CI === 'true' || fs.existsSync(AWS) ? describe : describe.skip;

/** Nothing answers there: who gets as far as to ask has found nothing wrong. */
const NOWHERE = 'http://127.0.0.1:1';
const NOT_CONNECTED = 'Could not connect to the endpoint URL';
const REFUSED = 'Parameter validation failed';

const S3 = lifecycleIn(BackupDestination.s3('acme-backups', { region: 'eu-west-1' }));
const GCS = lifecycleIn(BackupDestination.gcs('acme-backups'));
const AZURE = lifecycleIn(BackupDestination.azureBlob('acme-backups', { account: 'acmebackups' }));

describeWithAws('to the AWS CLI the lifecycle', () => {
  let folder: string;

  beforeAll(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lifecycle-')); });

  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('is right', () => {
    expect(putByAws(folder, S3)).toContain(NOT_CONNECTED);
  });

  it.each(mistakesIn(JSON.parse(S3)))('is wrong with $at', ({ document }) => {
    const said = putByAws(folder, JSON.stringify(document));
    expect(said).toContain(REFUSED);
    expect(said).not.toContain(NOT_CONNECTED);
  });
});

describe.each([['gcs', GCS], ['azure', AZURE]])('to the Go client of %s the lifecycle', (provider, text) => {
  it('is right', () => {
    expect(complaintOf(provider, JSON.parse(text))).toBe('');
  });

  it.each(mistakesIn(JSON.parse(text)))('is wrong with $at', ({ document }) => {
    expect(complaintOf(provider, document)).not.toBe('');
  });
});

it('is wrong at Azure with a rule of another type', () => {
  const document = JSON.parse(AZURE.replace('"Lifecycle"', '"Expiry"'));
  expect(complaintOf('azure', document)).toBe('a rule is of no known type');
});

function lifecycleIn(destination: BackupDestination): string {
  return new EtcdBackup(stage().chart, 'etcd', { destination, retention: Duration.days(14) }).bucketLifecycle;
}

function putByAws(folder: string, text: string): string {
  const file = path.join(folder, 'lifecycle.json');
  fs.writeFileSync(file, text);
  const args = ['s3api', 'put-bucket-lifecycle-configuration', '--bucket', 'acme-backups', '--endpoint-url', NOWHERE];
  const { error, stderr } = spawnSync(AWS, [...args, '--lifecycle-configuration', `file://${file}`], {
    encoding: 'utf8',
    // Nothing of whoever runs this: neither an identity nor a proxy.
    env: {
      PATH: '/usr/bin:/bin',
      HOME: folder,
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_MAX_ATTEMPTS: '1',
    },
  });
  if (error !== undefined) throw error;
  return stderr;
}

function complaintOf(provider: string, document: unknown): string {
  const input = JSON.stringify({ provider, document });
  return JSON.parse(answerOf({ program: TOOLS.bucketLifecycle(), args: [], input })) as string;
}

/** A document with one mistake. */
interface Mistake {
  readonly at: string;
  readonly document: unknown;
}

/** All that can be wrong with a single name or value. */
function mistakesIn(value: unknown): Mistake[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => within(String(index), mistakesIn(item), (wrong) => {
      return value.map((other, place) => (place === index ? wrong : other));
    }));
  }
  if (typeof value !== 'object' || value === null) return [retyped(value)];
  return Object.entries(value).flatMap(([name, inner]) => {
    const { [name]: _, ...others } = value as Record<string, unknown>;
    const renamed = misspelt(name).map((wrong) => ({ at: wrong, document: { ...others, [wrong]: inner } }));
    return [...renamed, ...within(name, mistakesIn(inner), (wrong) => ({ ...others, [name]: wrong }))];
  });
}

function within(name: string, mistakes: readonly Mistake[], put: (wrong: unknown) => unknown): Mistake[] {
  return mistakes.map(({ at, document }) => ({ at: `${name}.${at}`, document: put(document) }));
}

function misspelt(name: string): string[] {
  const [first, upper] = [name[0], name[0].toUpperCase()];
  return [`${name}s`, (first === upper ? first.toLowerCase() : upper) + name.slice(1)];
}

function retyped(value: unknown): Mistake {
  const document = typeof value === 'string' ? 1 : String(value);
  return { at: JSON.stringify(document), document };
}

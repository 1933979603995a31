import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Construct } from 'constructs';
import { BackupDestination, SecretKey } from '../../src';
import { render } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { CertificateAuthority } from '../harness/backups/certificates';
import { run } from '../harness/backups/commands';
import { JobOptions, JobResult, runJob } from '../harness/backups/job-run';
import { ObjectStore, STORE_CREDENTIALS } from '../harness/backups/object-store';
import { World } from '../harness/backups/pod';

const CREDENTIALS = [
  '[default]',
  `aws_access_key_id = ${STORE_CREDENTIALS.accessKeyId}`,
  `aws_secret_access_key = ${STORE_CREDENTIALS.secretAccessKey}`,
  '',
].join('\n');

/** The Secrets of a World, by name. */
export type Secrets = Record<string, Record<string, string | Buffer>>;

/** A store behind TLS, an authority, and what pods of a backup need to reach the store. */
export class Site {
  /** Makes one; what is made before it fails is removed. */
  public static async open(): Promise<Site> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-site-'));
    // Certificates are read by servers that are not root.
    fs.chmodSync(folder, 0o755);
    const authority = new CertificateAuthority(folder);
    const store = await ObjectStore.start(authority.issue('store', { usage: 'server' }));
    return new Site(folder, authority, store);
  }

  public readonly secrets: Secrets;
  public readonly hostFiles: Record<string, string> = {};
  private readonly disks: string[] = [];

  private constructor(
    private readonly folder: string,
    public readonly authority: CertificateAuthority,
    public readonly store: ObjectStore,
  ) {
    this.secrets = {
      'bucket': { credentials: CREDENTIALS },
      'bucket-ca': { 'ca.crt': fs.readFileSync(authority.file) },
      'encryption': { passphrase: 'correct horse battery staple\n' },
    };
  }

  /** The bucket, as a user names it. */
  public get destination(): BackupDestination {
    return BackupDestination.s3(this.store.bucket, {
      region: 'us-east-1',
      endpoint: this.store.endpoint,
      credentials: SecretKey.of('bucket', 'credentials'),
      certificateAuthority: SecretKey.of('bucket-ca', 'ca.crt'),
    });
  }

  /** Runs the CronJob of this name once, of all that a chart holds. */
  public runCronJob(name: string, build: (scope: Construct) => unknown, options?: JobOptions): Promise<JobResult> {
    const objects = render((chart) => { build(chart); });
    const world: World = { objects, secrets: this.secrets, hostFiles: this.hostFiles };
    return runJob(cronJobNamed(objects, name), world, options);
  }

  /** What a person sets who brings a backup of `namespace/name` back by hand. */
  public bucketSettings(folder: string): Record<string, string> {
    const credentials = this.file('credentials', CREDENTIALS);
    return {
      RCLONE_CONFIG_BUCKET_PROVIDER: 'Other',
      RCLONE_CONFIG_BUCKET_REGION: 'us-east-1',
      RCLONE_CONFIG_BUCKET_ENDPOINT: this.store.endpoint,
      RCLONE_CONFIG_STORE_REMOTE: `BUCKET:${this.store.bucket}/${folder}`,
      RCLONE_CA_CERT: this.authority.file,
      AWS_SHARED_CREDENTIALS_FILE: credentials,
    };
  }

  /** What the client of the plain script reads. */
  public get plainCredentials(): Record<string, string> {
    const [, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY] = CREDENTIALS.split(/\n.*= /);
    return { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY.trim() };
  }

  /** An empty folder that goes with the site, on a disk of its own where it may hold no more than so many bytes. */
  public disk(bytes?: number): string {
    const folder = this.emptyFolder();
    if (bytes === undefined) return folder;
    run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
    this.disks.push(folder);
    return folder;
  }

  /** An empty folder that goes with the site. */
  public emptyFolder(): string {
    return fs.mkdtempSync(path.join(this.folder, 'folder-'));
  }

  /** The names of the backups that count, oldest first. */
  public complete(): string[] {
    const records = this.store.list().filter((key) => /\/record(\.bin)?$/.test(key));
    return records.map((key) => key.split('/').slice(-2)[0]).sort();
  }

  /** Removes everything. */
  public async close(): Promise<void> {
    await this.store.destroy();
    this.disks.forEach((folder) => run('umount', [folder]));
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private file(name: string, text: string): string {
    const file = path.join(this.folder, name);
    fs.writeFileSync(file, text);
    return file;
  }
}

/** Fails with the logs of a run that failed. */
export function expectSuccess({ succeeded, logs }: Pick<JobResult, 'succeeded' | 'logs'>): void {
  expect({ succeeded, logs: succeeded ? {} : logs }).toEqual({ succeeded: true, logs: {} });
}

function cronJobNamed(objects: readonly Manifest[], name: string): Manifest {
  const found = objects.find(({ kind, metadata }) => kind === 'CronJob' && metadata.name === name);
  if (found === undefined) throw new Error(`there is no CronJob ${name}`);
  return found;
}

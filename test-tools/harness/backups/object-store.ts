import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Certificate } from './certificates';
import { StoreFaults } from './object-faults';
import { ObjectFront, StoreRequest } from './object-front';
import { startServer } from './server';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { answerOf, TOOLS } from '../programs';

/** What a client says to be let in. */
export const STORE_CREDENTIALS = { accessKeyId: 'test-access', secretAccessKey: 'test-secret' } as const;

// Where the server keeps what is not whole yet.
const HIDDEN = '.sgwtmp';

/** A store that speaks S3 over TLS, with one bucket, whose objects are files of this machine. */
export class ObjectStore {
  /** Starts one, and waits until it answers. */
  public static async start(certificate: Certificate, bucket = 'backups'): Promise<ObjectStore> {
    const [port] = await freePorts(1);
    const store = new ObjectStore(certificate, bucket, port);
    try {
      await waitFor({ what: 'an answer of versitygw', seconds: 20 }, () => store.isReady(port));
      store.makeBucket(port);
      store.frontPort = await store.front.start();
    } catch (error) {
      await store.destroy();
      throw error;
    }
    return store;
  }

  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-store-'));
  private readonly process: ServerProcess;
  private readonly front: ObjectFront;
  private frontPort = 0;

  private constructor(certificate: Certificate, public readonly bucket: string, port: number) {
    const data = path.join(this.folder, 'data');
    fs.mkdirSync(data);
    const { accessKeyId, secretAccessKey } = STORE_CREDENTIALS;
    const keys = ['--access', accessKeyId, '--secret', secretAccessKey];
    const args = [...keys, '--port', `127.0.0.1:${port}`, '--health', '/health', 'posix', data];
    this.process = startServer({ name: 'versitygw', program: TOOLS.versitygw(), args, folder: this.folder });
    this.front = new ObjectFront(port, certificate, (url) => (
      path.join(data, decodeURIComponent(new URL(url, 'http://localhost').pathname))
    ));
  }

  /** Such as https://localhost:4433; its path is the bucket's. */
  public get endpoint(): string {
    return `https://localhost:${this.frontPort}`;
  }

  /** The requests that came, in the order in which they were answered. */
  public get requests(): readonly StoreRequest[] {
    return this.front.requests;
  }

  /** From now on, what is given goes wrong, and nothing else. */
  public setFaults(faults: StoreFaults): void {
    this.front.faults = faults;
  }

  /** The keys of all objects, sorted. */
  public list(): string[] {
    const names = fs.readdirSync(this.fileOf(''), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => !name.startsWith(HIDDEN) && fs.statSync(this.fileOf(name)).isFile()).sort();
  }

  /** The file of an object. */
  public fileOf(key: string): string {
    return path.join(this.folder, 'data', this.bucket, key);
  }

  /** What is in an object. */
  public read(key: string): Buffer {
    return fs.readFileSync(this.fileOf(key));
  }

  /** Puts an object there, without asking the server. */
  public write(key: string, content: string | Buffer): void {
    fs.mkdirSync(path.dirname(this.fileOf(key)), { recursive: true });
    fs.writeFileSync(this.fileOf(key), content);
  }

  /** Takes an object away, without asking the server. */
  public remove(key: string): void {
    fs.rmSync(this.fileOf(key));
  }

  /** Ends it; its objects stay, and can be read. */
  public async stop(): Promise<void> {
    await this.front.stop();
    await this.process.stop();
  }

  /** Ends it, and removes its objects. */
  public async destroy(): Promise<void> {
    await this.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** The server makes it: in a folder that somebody else made it does not know the bucket's owner. */
  private makeBucket(port: number): void {
    const { accessKeyId, secretAccessKey } = STORE_CREDENTIALS;
    const keys = `access_key_id=${accessKeyId},secret_access_key=${secretAccessKey}`;
    const remote = `:s3,provider=Other,${keys},endpoint='http://127.0.0.1:${port}':${this.bucket}`;
    answerOf({ program: TOOLS.rclone(), args: ['--config', '', 'mkdir', remote], input: '' });
  }

  private async isReady(port: number): Promise<true | undefined> {
    this.process.assertRunning();
    return fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok || undefined, () => undefined);
  }
}

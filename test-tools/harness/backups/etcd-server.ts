import { once } from 'events';
import * as fs from 'fs';
import * as https from 'https';
import * as os from 'os';
import * as path from 'path';
import { Certificate } from './certificates';
import { startServer } from './server';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { TOOLS } from '../programs';

const MOST_PUTS = 128;
const MOST_KEYS = 5_000;
// The range from this key to this end is every key.
const FIRST = Buffer.from([0]);

/** Certificates of an etcd that asks its clients for theirs, and where its data are. */
export interface EtcdOptions {
  readonly server: Certificate;
  readonly client: Certificate;
  /** Data that are there already, such as restored ones; otherwise it starts with none. */
  readonly dataFolder?: string;
}

interface Range {
  readonly kvs?: readonly { readonly key: string; readonly value?: string }[];
  readonly more?: boolean;
}

/** An etcd of one member, with TLS for its clients. */
export class EtcdServer {
  /** Starts one, and waits until it answers. */
  public static async start(options: EtcdOptions): Promise<EtcdServer> {
    const [port, peerPort] = await freePorts(2);
    const server = new EtcdServer(options, port, peerPort);
    try {
      await waitFor({ what: 'an answer of etcd', seconds: 20 }, () => server.isReady());
    } catch (error) {
      await server.destroy();
      throw error;
    }
    return server;
  }

  public readonly url: string;
  public readonly dataFolder: string;
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-etcd-'));
  private readonly process: ServerProcess;
  private readonly agent: https.Agent;

  private constructor(private readonly options: EtcdOptions, public readonly port: number, peerPort: number) {
    this.url = `https://127.0.0.1:${port}`;
    this.dataFolder = options.dataFolder ?? path.join(this.folder, 'data');
    const { certificate, key, authority } = options.client;
    const files = { cert: fs.readFileSync(certificate), key: fs.readFileSync(key), ca: fs.readFileSync(authority) };
    this.agent = new https.Agent({ ...files, keepAlive: true, maxSockets: 4 });
    const args = this.argumentsFor(`http://127.0.0.1:${peerPort}`);
    this.process = startServer({ name: 'etcd', program: TOOLS.etcd(), args, folder: this.folder });
  }

  /** Writes keys with their values. */
  public async put(pairs: ReadonlyMap<string, string>): Promise<void> {
    const puts = [...pairs].map(([key, value]) => ({ requestPut: { key: encode(key), value: encode(value) } }));
    const batches = Array.from({ length: Math.ceil(puts.length / MOST_PUTS) }, (_, index) => (
      puts.slice(index * MOST_PUTS, (index + 1) * MOST_PUTS)
    ));
    await Promise.all(batches.map((success) => this.call('/v3/kv/txn', { success })));
  }

  /** All keys with their values. */
  public async readAll(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    let from = FIRST;
    for (;;) {
      const range = { key: from.toString('base64'), range_end: FIRST.toString('base64'), limit: MOST_KEYS };
      const { kvs = [], more } = await this.call<Range>('/v3/kv/range', range);
      for (const { key, value = '' } of kvs) found.set(decode(key), decode(value));
      if (!more) return found;
      from = Buffer.concat([Buffer.from(kvs[kvs.length - 1].key, 'base64'), FIRST]);
    }
  }

  /** Ends it; its data stay. */
  public async stop(): Promise<void> {
    this.agent.destroy();
    await this.process.stop();
  }

  /** Ends it and removes its data, those that were given too. */
  public async destroy(): Promise<void> {
    await this.stop();
    for (const folder of [this.folder, this.dataFolder]) fs.rmSync(folder, { recursive: true, force: true });
  }

  private argumentsFor(peerUrl: string): string[] {
    const { certificate, key, authority } = this.options.server;
    const flags = {
      'name': 'test',
      'data-dir': this.dataFolder,
      'listen-client-urls': this.url,
      'advertise-client-urls': this.url,
      'listen-peer-urls': peerUrl,
      'initial-advertise-peer-urls': peerUrl,
      'initial-cluster': `test=${peerUrl}`,
      'trusted-ca-file': authority,
      'cert-file': certificate,
      'key-file': key,
      'client-cert-auth': 'true',
      'unsafe-no-fsync': 'true',
    };
    return Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    return this.call('/v3/kv/range', { key: 'AA==', serializable: false }).then(() => true as const, () => undefined);
  }

  private async call<T>(pathname: string, body: object): Promise<T> {
    const request = https.request(`${this.url}${pathname}`, { method: 'POST', agent: this.agent });
    request.end(JSON.stringify(body));
    const [response] = await once(request, 'response');
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part);
    const text = Buffer.concat(parts).toString();
    if (response.statusCode !== 200) throw new Error(`etcd answers ${response.statusCode}: ${text}`);
    return JSON.parse(text) as T;
  }
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString();
}

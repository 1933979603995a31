import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { dump, load } from 'js-yaml';
import { MountedConfigMap } from './mounted-config-map';
import { Manifest } from '../../../test/support/schemas';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { CertificateAuthority } from '../backups/certificates';
import { startServer } from '../backups/server';
import { TOOLS } from '../programs';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const POD = 'prometheus-0';

/** What a role of the discovery finds, as the discovery labels it. */
export interface Found {
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Who is asked for targets, and as whom. */
export interface AskedApiServer {
  readonly url: string;
  readonly token: string;
  readonly certificateAuthority: string;
}

/** What is replaced of what was written. */
export interface Replacements {
  /** What is found where no API server is asked: by role, and by the Service where one is named. */
  readonly found?: Readonly<Record<string, readonly Found[]>>;
  readonly apiServer?: AskedApiServer;
  /** Addresses in the cluster, and what answers in their place. */
  readonly addresses?: Readonly<Record<string, string>>;
}

/** A Prometheus that runs with the arguments and files of its manifests; discovery, addresses and folders are ours. */
export class WrittenPrometheus {
  /** Lays out its files, and finds it a port. */
  public static async of(folder: string, manifests: Manifest[], replaced: Replacements): Promise<WrittenPrometheus> {
    const [port] = await freePorts(1);
    return new WrittenPrometheus({ folder, port }, manifests, replaced);
  }

  public readonly port: number;
  private readonly folder: string;
  private readonly volumes = new Map<string, MountedConfigMap>();
  private process?: ServerProcess;

  private constructor(
    { folder, port }: { folder: string; port: number },
    private readonly manifests: Manifest[],
    private readonly replaced: Replacements,
  ) {
    this.folder = folder;
    this.port = port;
    this.writeAccount();
    for (const [name, found] of Object.entries(replaced.found ?? {})) {
      const groups = found.map(({ address, labels }) => ({ targets: [address], labels }));
      fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(groups));
    }
    this.mount();
  }

  /** What promtool has against its configuration and all files that belong to it. */
  public complaint(): string {
    const file = this.args.find((arg) => arg.startsWith('--config.file='))!.replace('--config.file=', '');
    const { status, stdout, stderr } = spawnSync(TOOLS.promtool(), [
      'check', 'config', '--lint=all', '--lint-fatal', file,
    ], { encoding: 'utf8' });
    return status === 0 ? '' : `${stdout}${stderr}`;
  }

  /** Starts it, and waits until it is ready. */
  public async start(): Promise<void> {
    const args = [
      `POD_NAME=${POD}`, TOOLS.prometheus(), ...this.args, `--web.listen-address=127.0.0.1:${this.port}`,
    ];
    this.process = startServer({ name: 'prometheus', program: 'env', args, folder: this.folder });
    const what = 'an answer of Prometheus';
    await waitFor({ what, seconds: 20 }, async () => await this.statusOf('/-/ready') === 200 || undefined);
  }

  public async stop(): Promise<void> {
    await this.process?.stop();
  }

  /** Brings in what a ConfigMap holds now, as the kubelet does. */
  public change(name: string, data: Readonly<Record<string, string>>): void {
    this.volumes.get(name)!.write(this.localized(data));
  }

  /** What it answers to a question of its API. */
  public async ask(question: string): Promise<Manifest> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/${question}`);
    return (await answer.json() as { data: Manifest }).data;
  }

  /** What it says of itself. */
  public async metrics(): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
  }

  /** How it answers at a path; undefined while it does not. */
  public async statusOf(page: string): Promise<number | undefined> {
    this.process?.assertRunning();
    return fetch(`http://127.0.0.1:${this.port}${page}`).then(({ status }) => status, () => undefined);
  }

  private get container(): Manifest {
    return this.manifests.find(({ kind }) => kind === 'StatefulSet')!.spec.template.spec.containers[0];
  }

  private get args(): string[] {
    // Half a minute is how long nobody waits in a test.
    return this.container.args.map((arg: string) => arg.replace('interval=30s', 'interval=1s')
      .replace(/=(\/(?:etc|prometheus).*)$/, (_, file: string) => `=${this.at(file)}`));
  }

  private at(file: string): string {
    return path.join(this.folder, file);
  }

  private writeAccount(): void {
    const { token, certificateAuthority } = this.replaced.apiServer ?? {};
    const authority = certificateAuthority
      ?? fs.readFileSync(new CertificateAuthority(path.join(this.folder, 'authority')).file, 'utf8');
    fs.mkdirSync(this.at(ACCOUNT), { recursive: true });
    fs.writeFileSync(this.at(`${ACCOUNT}/token`), token ?? 'token');
    fs.writeFileSync(this.at(`${ACCOUNT}/ca.crt`), authority);
  }

  private mount(): void {
    const { volumes } = this.manifests.find(({ kind }) => kind === 'StatefulSet')!.spec.template.spec;
    for (const { name, mountPath } of this.container.volumeMounts) {
      const { configMap } = volumes.find((volume: Manifest) => volume.name === name) ?? {};
      if (configMap === undefined) continue;
      const object = this.manifests.find(({ kind, metadata }) => (
        kind === 'ConfigMap' && metadata.name === configMap.name
      ))!;
      const data = this.localized(object.data);
      this.volumes.set(configMap.name, new MountedConfigMap(this.at(mountPath), data));
    }
  }

  private localized(data: Readonly<Record<string, string>> = {}): Record<string, string> {
    return Object.fromEntries(Object.entries(data).map(([name, text]) => [name, this.local(text)]));
  }

  private local(text: string): string {
    const moved = Object.entries(this.replaced.addresses ?? {})
      .reduce((all, [written, local]) => all.replaceAll(written, local), text)
      .replaceAll(/\/(?:etc\/prometheus|var\/run)\//g, (folder) => this.at(folder))
      .replaceAll(/[a-z]+-\d\.[a-z]+\.[a-z]+\.svc:9090/g, `127.0.0.1:${this.port}`);
    return text.includes('kubernetes_sd_configs') ? dump(this.withDiscovery(load(moved))) : moved;
  }

  private withDiscovery(content: Manifest): Manifest {
    if (Array.isArray(content)) return content.map((item) => this.withDiscovery(item));
    if (typeof content !== 'object' || content === null) return content;
    return Object.fromEntries(Object.entries<Manifest>(content).map(([key, value]) => {
      if (key !== 'kubernetes_sd_configs') return [key, this.withDiscovery(value)];
      return this.replaced.apiServer === undefined
        ? ['file_sd_configs', value.map((one: Manifest) => this.foundFile(one))]
        : [key, value.map((one: Manifest) => ({ ...one, ...this.fromOutside(this.replaced.apiServer!) }))];
    }));
  }

  /** What pods know by themselves. */
  private fromOutside({ url }: AskedApiServer): object {
    return {
      api_server: url,
      authorization: { credentials_file: this.at(`${ACCOUNT}/token`) },
      tls_config: { ca_file: this.at(`${ACCOUNT}/ca.crt`) },
    };
  }

  private foundFile({ role, selectors }: Manifest): object {
    const [, service] = selectors?.[0].label.split('=') ?? [];
    return { files: [path.join(this.folder, `${service ?? role}.json`)] };
  }
}

import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { run } from './commands';
import { POSTGRES_PROGRAMS } from './requirements';
import { AS_NOBODY, NOBODY, startUnprivilegedServer } from './server';
import { Manifest } from '../../../test/support/schemas';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';

const SUPERUSER = 'bank';

/** What the volumes of a pod hold: the contents of Secrets and ConfigMaps, by their names and keys. */
export type VolumeContents = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A PostgreSQL that is run as a StatefulSet says: with its arguments, and its files as the kubelet makes them. */
export class WrittenPostgres {
  /** Starts it, and waits until it answers at its socket; fails with its log where it ends. */
  public static async start(statefulSet: Manifest, contents: VolumeContents): Promise<WrittenPostgres> {
    const [port] = await freePorts(1);
    const server = new WrittenPostgres(statefulSet, contents, port);
    try {
      await waitFor({ what: 'an answer of PostgreSQL', seconds: 20 }, () => server.isReady());
    } catch (error) {
      await server.destroy();
      throw error;
    }
    return server;
  }

  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-written-postgres-'));
  private readonly process: ServerProcess;

  private constructor(statefulSet: Manifest, contents: VolumeContents, private readonly port: number) {
    fs.chmodSync(this.folder, 0o755);
    const data = this.ownFolder('data');
    const password = path.join(this.folder, 'password');
    fs.writeFileSync(password, 'correct horse', { mode: 0o644 });
    run('setpriv', [...AS_NOBODY, '--', path.join(POSTGRES_PROGRAMS, 'initdb'), '-D', data, '-U', SUPERUSER,
      '--auth=scram-sha-256', `--pwfile=${password}`, '--no-sync', '--locale=C.UTF-8'], this.folder);
    const { containers: [container], volumes } = statefulSet.spec.template.spec;
    const folders = this.mount(container, volumes, contents);
    const args = (container.args as string[]).map((arg) => folders.reduce(
      (text, { mountPath, folder }) => text.replace(`=${mountPath}/`, `=${folder}/`), arg,
    ));
    const own = ['-D', data, '-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', 'fsync=off',
      '-c', `unix_socket_directories=${this.ownFolder('socket')}`];
    const program = path.join(POSTGRES_PROGRAMS, 'postgres');
    this.process = startUnprivilegedServer({ name: 'postgres', program, args: [...args, ...own], folder: this.folder });
  }

  /** Asks something over the network, with settings such as `sslmode`. */
  public query(sql: string, settings: Record<string, string>): string {
    const place = { host: '127.0.0.1', port: String(this.port), dbname: 'postgres', user: SUPERUSER, ...settings };
    const variables = Object.entries({ PGPASSWORD: 'correct horse' }).map((entry) => entry.join('='));
    const target = Object.entries(place).map((entry) => entry.join('=')).join(' ');
    const flags = ['--no-psqlrc', '--no-align', '--tuples-only', '-c', sql, target];
    return run('env', [...variables, path.join(POSTGRES_PROGRAMS, 'psql'), ...flags]).trim();
  }

  public async destroy(): Promise<void> {
    await this.process.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Files of root and of the group of the pod, as the kubelet makes them where a pod has an `fsGroup`. */
  private mount(container: Manifest, volumes: readonly Manifest[], contents: VolumeContents) {
    return (container.volumeMounts as Manifest[]).flatMap(({ name, mountPath }, index) => {
      const { secret, configMap } = volumes.find((volume) => volume.name === name) ?? {};
      const source = secret ?? configMap;
      if (source === undefined) return [];
      const folder = path.join(this.folder, `volume-${index}`);
      fs.mkdirSync(folder);
      const held = contents[source.secretName ?? source.name];
      const items = source.items ?? Object.keys(held).map((key) => ({ key, path: key }));
      for (const { key, path: file, mode = source.defaultMode ?? 0o644 } of items as Manifest[]) {
        const target = path.join(folder, file);
        fs.writeFileSync(target, held[key]);
        fs.chownSync(target, 0, NOBODY);
        fs.chmodSync(target, mode);
      }
      return [{ mountPath: mountPath as string, folder }];
    });
  }

  private ownFolder(name: string): string {
    const folder = path.join(this.folder, name);
    fs.mkdirSync(folder, { mode: 0o700 });
    fs.chownSync(folder, NOBODY, NOBODY);
    return folder;
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    const socket = path.join(this.folder, 'socket');
    try {
      run(path.join(POSTGRES_PROGRAMS, 'pg_isready'), [`--host=${socket}`, `--port=${this.port}`]);
      return true;
    } catch {
      return undefined;
    }
  }
}

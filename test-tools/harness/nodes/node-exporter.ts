import * as fs from 'fs';
import * as path from 'path';
import { Manifest } from '../../../test/support/schemas';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { ServerProcess } from '../../../test-cluster/harness/server-process';
import { waitFor } from '../../../test-cluster/harness/wait';
import { AS_NOBODY, startServer } from '../backups/server';
import { TOOLS } from '../programs';

const MOUNT = 'mount --rbind / "$0" && mount --make-rslave "$0" && exec "$@"';

/** The node exporter as a container runs it: as nobody, with this machine at another place. */
export class NodeExporterProgram {
  /**
   * Starts it with the arguments of its container, and waits until it answers.
   *
   * Of these, the port and the folder of the machine are replaced.
   */
  public static async start(folder: string, { args, ports, volumeMounts }: Manifest): Promise<NodeExporterProgram> {
    const [port] = await freePorts(1);
    const root = path.join(folder, 'root');
    fs.mkdirSync(root);
    // Nobody, too, has to get there.
    fs.chmodSync(folder, 0o755);
    const { mountPath } = volumeMounts.find((mount: Manifest) => mount.mountPropagation !== undefined);
    const given = args.map((one: string) => one.replaceAll(mountPath, root)
      .replace(`:${ports[0].containerPort}`, `127.0.0.1:${port}`));
    const asNobody = ['setpriv', ...AS_NOBODY, '--pdeathsig', 'KILL', '--', TOOLS.nodeExporter(), ...given];
    const command = ['--mount', '--propagation', 'slave', 'sh', '-c', MOUNT, root, ...asNobody];
    const process = startServer({ name: 'node-exporter', program: 'unshare', args: command, folder });
    const exporter = new NodeExporterProgram(port, process);
    await waitFor({ what: 'an answer of the node exporter', seconds: 20 }, () => exporter.isReady());
    return exporter;
  }

  private constructor(public readonly port: number, private readonly process: ServerProcess) {}

  /** How it answers at a path. */
  public async statusOf(page: string): Promise<number> {
    return (await fetch(`http://127.0.0.1:${this.port}${page}`)).status;
  }

  public async stop(): Promise<void> {
    await this.process.stop();
  }

  private async isReady(): Promise<true | undefined> {
    this.process.assertRunning();
    return await this.statusOf('/').catch(() => undefined) === 200 ? true : undefined;
  }
}

import * as fs from 'fs';
import * as path from 'path';
import { Manifest } from '../../../test/support/schemas';
import { freePorts } from '../../../test-cluster/harness/free-ports';
import { AS_NOBODY } from '../backups/server';
import { LocalServer } from '../local-server';
import { TOOLS } from '../programs';

const MOUNT = 'mount --rbind / "$0" && mount --make-rslave "$0" && exec "$@"';

/**
 * Starts the node exporter as its container does: as nobody, with this machine at another place.
 *
 * Of its arguments, the port and the folder of the machine are replaced.
 */
export async function startNodeExporter(
  folder: string, { args, ports, volumeMounts }: Manifest,
): Promise<LocalServer> {
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
  return LocalServer.start({ name: 'node-exporter', program: 'unshare', args: command, folder }, { port, ready: '/' });
}

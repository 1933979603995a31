import { spawnSync } from 'child_process';
import * as fs from 'fs';

/** Where Debian has the programs of PostgreSQL; its major version is that of the folder. */
export const POSTGRES_PROGRAMS = '/usr/lib/postgresql/15/bin';

const PACKAGES: Record<string, string> = {
  [`${POSTGRES_PROGRAMS}/postgres`]: 'postgresql-15',
  '/usr/bin/pgbackrest': 'pgbackrest',
  '/usr/bin/busybox': 'busybox-static',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/setpriv': 'util-linux',
  '/etc/ssl/certs/ca-certificates.crt': 'ca-certificates',
};

/** Whether containers can be run here, and servers for them; where tests must be complete, they have to be. */
export function canRunBackups(): boolean {
  const complaint = complaintAboutMachine();
  if (complaint === undefined) return true;
  if (process.env.CI === 'true') throw new Error(complaint);
  process.stderr.write(`left out: ${complaint}\n`);
  return false;
}

function complaintAboutMachine(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'containers are run by root, on Linux';
  const missing = Object.keys(PACKAGES).filter((file) => !fs.existsSync(file)).map((file) => PACKAGES[file]);
  if (spawnSync('ip', ['-V']).error !== undefined) missing.push('iproute2');
  if (missing.length === 0) return undefined;
  return `install the Debian packages ${missing.join(', ')}`;
}

import { execFile } from 'child_process';
import { promisify } from 'util';
import { codeBlocks, readDocument, section } from '../../test/support/project/markdown';
import { POSTGRES_PROGRAMS } from '../harness/backups/requirements';
import { TOOLS } from '../harness/programs';

const PAGE = readDocument('docs/restore.md');

/** How a person follows the page about restores. */
export interface Reader {
  /** An empty folder, but for the passphrase where there is one. */
  readonly folder: string;
  /** What the page says otherwise of the bucket, and what it leaves open. */
  readonly env: Readonly<Record<string, string>>;
  readonly isEncrypted?: boolean;
}

/** Follows the page to the end of one of its last sections, and answers what it printed. */
export async function followPage(heading: string, { folder, env, isEncrypted = false }: Reader): Promise<string> {
  const [plain, encrypted] = blocksOf('Reach the bucket');
  const own = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`);
  const script = [
    `rclone() { ${TOOLS.rclone()} "$@"; }`,
    `etcdutl() { ${TOOLS.etcdutl()} "$@"; }`,
    plain, ...own, ...(isEncrypted ? [encrypted] : []),
    ...blocksOf('Fetch a backup'), ...blocksOf(heading),
  ].join('\n');
  // The store answers from this very process, which must not wait.
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { PATH: `${POSTGRES_PROGRAMS}:/usr/bin:/bin` },
  });
  return stdout;
}

function blocksOf(heading: string): string[] {
  return codeBlocks(section(PAGE, `## ${heading}`), 'sh');
}

import { commandPath, otherCommands, savingCommands, writtenVariables } from './backup-commands';
import { ContainerRun } from './backup-jobs';
import { withoutTrailing } from '../../../internal/values/trailing';
import type { Finding } from '../../model/check';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** By these programs are told of files without which they do not begin. */
const FILE_VARIABLE = new RegExp(`^(${[
  'ETCDCTL_(CACERT|CERT|KEY)', 'PGSSL(ROOTCERT|CERT|KEY)', 'PGPASSFILE', 'PGSERVICEFILE', 'RCLONE_CONFIG',
  'GOOGLE_APPLICATION_CREDENTIALS', 'AWS_(SHARED_CREDENTIALS|CONFIG)_FILE', 'AWS_CA_BUNDLE', 'KUBECONFIG',
  'RESTIC_(PASSWORD|REPOSITORY)_FILE', 'RESTIC_CACERT', '(VAULT|CONSUL)_(CACERT|CLIENT_CERT|CLIENT_KEY)',
].join('|')})$`);
const FILE_OPTION = new RegExp(`^--?(${[
  'cacert', 'cert', 'key', 'ca-file', 'ssl-(ca|cert|key)', 'sslCAFile', 'sslPEMKeyFile', 'tlsCertificateKeyFile',
  'tlsCAFile', 'defaults-(extra-)?file', 'password-file', 'repository-file', 'kubeconfig',
].join('|')})(?:=(.*))?$`);
/** What images have of their own. */
const OF_IMAGES = ['/etc/ssl', '/etc/pki', '/usr', '/opt', '/var/run/secrets', '/run/secrets', '/dev', '/proc'];

interface NamedFile {
  readonly file: string;
  readonly by: string;
  readonly path: string;
}

/** The files that a container is told to read and that nothing brings there. */
export function missingFileFindings(run: ContainerRun): Finding[] {
  const { content } = run.container;
  const mounts = [...OF_IMAGES, ...mapsIn(content.volumeMounts).map(({ item }) => textOf(item.mountPath))];
  return [...filesOfVariables(run), ...filesOfOptions(run)]
    .filter(({ file }) => file.startsWith('/') && !file.includes('$') && !isMade(run, file))
    .filter(({ file }) => !mounts.some((folder) => isBelow(file, folder)))
    .map(({ file, by, path }) => ({
      passed: false,
      path,
      message: `reads ${file} by ${by}, which no volume of its container brings there`,
      actual: file,
      expected: 'a volumeMount for it',
    }));
}

/** What the script itself names a variable for it may write. */
function filesOfVariables(run: ContainerRun): NamedFile[] {
  return writtenVariables(run).filter(({ name }) => FILE_VARIABLE.test(name))
    .filter(({ name }) => !run.scripts.some(({ text }) => text.includes(name)))
    .map(({ name: by, value: file, path }) => ({ file, by, path }));
}

function filesOfOptions(run: ContainerRun): NamedFile[] {
  return savingCommands(run).flatMap(({ words }) => words.flatMap((word, index) => {
    const option = FILE_OPTION.exec(word);
    if (option === null) return [];
    const file = option[option.length - 1] ?? words[index + 1] ?? '';
    return [{ file, by: word.split('=', 1)[0], path: commandPath(run) }];
  }));
}

function isMade(run: ContainerRun, file: string): boolean {
  return otherCommands(run).some((words) => words.some((word) => word.endsWith(file)));
}

function isBelow(file: string, mountPath: string): boolean {
  const folder = withoutTrailing(mountPath, '/');
  return mountPath !== '' && (file === folder || file.startsWith(`${folder}/`));
}

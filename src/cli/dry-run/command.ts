import { Resources } from './api-resources';
import { Connection, send } from './api-server';
import { ClusterChoice, startProxy } from './kubectl-proxy';
import { documentsOf, hiddenTextsOf, ManifestDocument } from './manifest-file';
import { judge, messageOf, Verdict } from './verdict';
import { readPaths, WrittenFile } from '../../checks/loading/files';
import { Skipped } from '../../checks/loading/skipped';
import { maskedPath } from '../../internal/secrets/masked-text';
import { shortened, shownText } from '../../internal/values/visible-text';
import { skippedNote } from '../check/notes';

const MARGIN = ' '.repeat(12);
const LONGEST_NAME = 400;
const LONGEST_MESSAGE = 2000;

/** What the command is told. */
export interface DryRunOptions extends ClusterChoice {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** Really creates the namespaces among the manifests that the cluster does not have. */
  readonly createNamespaces: boolean;
}

/** The documents of one file. */
interface ManifestFile {
  readonly file: string;
  readonly documents: readonly ManifestDocument[];
}

/** Asks a cluster about every object; the exit code is 0 where it admits all, 1 where not, 2 where it cannot tell. */
export async function dryRun(options: DryRunOptions, print: (line: string) => void): Promise<number> {
  const { files, skipped } = readFiles(options.paths);
  if (skipped.length > 0) print(skippedNote(skipped));
  if (files.every(({ documents }) => documents.length === 0)) {
    throw new Error(`no manifest in ${options.paths.join(', ')}; name files or folders that hold .yaml files`);
  }
  const proxy = await startProxy(options);
  try {
    await checkReachable(proxy.connection);
    if (options.createNamespaces) await createNamespaces(proxy.connection, files);
    const verdicts = await judgeFiles(proxy.connection, files, print);
    print(summary(verdicts));
    return exitCode(verdicts);
  } finally {
    proxy.stop();
  }
}

async function checkReachable(connection: Connection): Promise<void> {
  const { status, text } = await send(connection, { method: 'GET', path: '/version' });
  if (status !== 200) throw new Error(`the cluster cannot be reached: ${messageOf(text).trim()}`);
}

async function judgeFiles(connection: Connection, files: ManifestFile[], print: (line: string) => void) {
  const resources = new Resources(connection);
  const verdicts: Verdict[] = [];
  for (const { file, documents } of files) {
    print(maskedPath(file));
    for (const document of documents) {
      const verdict = await judge(connection, resources, document);
      verdicts.push(verdict);
      describeVerdict(verdict).forEach(print);
    }
  }
  return verdicts;
}

async function createNamespaces(connection: Connection, files: readonly ManifestFile[]): Promise<void> {
  const namespaces = files.flatMap(({ documents }) => documents).filter(({ kind }) => kind === 'Namespace');
  for (const document of namespaces) {
    const { text, name } = document;
    const collection = '/api/v1/namespaces?fieldValidation=Strict';
    const response = await send(connection, { method: 'POST', path: collection, text });
    if (response.status >= 300 && response.status !== 409) {
      const message = hiddenTextsOf(document).mask(messageOf(response.text));
      throw new Error(`namespace ${name} cannot be created: ${message}`);
    }
  }
}

/** The same files as `preflight check` judges; fails where one cannot be read. */
function readFiles(paths: readonly string[]): { files: ManifestFile[]; skipped: readonly Skipped[] } {
  const files: ManifestFile[] = [];
  const onText = (written: WrittenFile) => files.push(manifestFile(written));
  const { skipped, unreadable: [problem] } = readPaths(paths, { onText });
  if (problem === undefined) return { files, skipped };
  const { file, line, message } = problem;
  throw new Error(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
}

function manifestFile(written: WrittenFile): ManifestFile {
  const { file } = written;
  try {
    return { file, documents: documentsOf(written) };
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`);
  }
}

function describeVerdict({ document, outcome, messages }: Verdict): string[] {
  const { kind, name, namespace } = document;
  const object = namespace === undefined ? name : `${namespace}/${name}`;
  // The API server quotes the values that it refuses.
  const hidden = hiddenTextsOf(document);
  const texts = messages.flatMap((message) => shortened(hidden.mask(message), LONGEST_MESSAGE).split('\n'));
  const subject = shownText(hidden.mask(`${kind} ${object}`), LONGEST_NAME);
  return [`  ${outcome.padEnd(8)}  ${subject}`, ...texts.map((text) => MARGIN + text)];
}

function summary(verdicts: readonly Verdict[]): string {
  const count = (outcome: Verdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return `${verdicts.length} objects: ${count('admitted')} admitted, ${count('warned')} warned, `
    + `${count('refused')} refused, ${count('unjudged')} unjudged`;
}

function exitCode(verdicts: readonly Verdict[]): number {
  if (verdicts.some(({ outcome }) => outcome === 'unjudged')) return 2;
  return verdicts.every(({ outcome }) => outcome === 'admitted') ? 0 : 1;
}

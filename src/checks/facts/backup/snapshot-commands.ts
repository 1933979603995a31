import { withoutTrailing } from '../../../internal/values/trailing';
import { ContainerScripts, programName } from '../shell/container-scripts';

const CLIENTS = new Set(['kubectl', 'oc']);
const MAKING = new Set(['create', 'apply', 'replace']);
/** The options before a verb whose value is the next word. */
const WITH_VALUE = new Set([
  '-n', '--namespace', '--context', '--cluster', '--user', '--kubeconfig', '-s', '--server', '--as', '--token',
]);
const COLLECTION = /^volumesnapshots?(?:\.|$)/i;
const COLLECTION_PATH = /\/volumesnapshots$/;
const MANIFEST = /\bkind["']?\s{0,20}:\s{0,20}["']?VolumeSnapshot(?![A-Za-z])/;
const RAW = /^--raw(?:=|$)/;
const FILE = /^(?:-f|--filename)(?:=|$)|^-f./;

/**
 * Whether what a container runs makes VolumeSnapshots: where a client of the API server is told to create one, or
 * objects of a manifest, and its script, or a file of a ConfigMap that it names, says that this is one.
 */
export function takesVolumeSnapshots({ scripts, files }: ContainerScripts): boolean {
  return scripts.some(({ text, statements }) => (
    statements.flatMap(({ pipelines }) => pipelines.flat()).map(wordsOfMaking).some((words) => (
      makesBySelf(words) || (
        words.some((word) => FILE.test(word)) && (MANIFEST.test(text) || namesManifest(words, files))
      )
    ))
  ));
}

/** The words behind the verb of a command that creates objects; none where it does not. */
function wordsOfMaking(command: readonly string[]): readonly string[] {
  const start = command.findIndex((word) => CLIENTS.has(programName(word)));
  if (start < 0) return [];
  let verb = start + 1;
  while (command[verb]?.startsWith('-')) verb += WITH_VALUE.has(command[verb]) ? 2 : 1;
  return MAKING.has(command[verb]) ? command.slice(verb) : [];
}

/** By the kind right behind `create`, or by the path of the API: other words may say what a role or a file is about. */
function makesBySelf([verb, ...words]: readonly string[]): boolean {
  if (verb !== 'create') return false;
  const isPath = words.some((word, index) => (
    RAW.test(word) && COLLECTION_PATH.test(word.includes('=') ? word : words[index + 1] ?? '')
  ));
  return isPath || COLLECTION.test(words[0] ?? '');
}

function namesManifest(words: readonly string[], files: ReadonlyMap<string, string>): boolean {
  const paths = words.map((word) => withoutTrailing(word.replace(/^--?\w+=|^-f(?=\/)/, ''), '/'))
    .filter((word) => word.startsWith('/'));
  return paths.some((path) => [...files].some(([file, text]) => (
    (file === path || file.startsWith(`${path}/`)) && MANIFEST.test(text)
  )));
}

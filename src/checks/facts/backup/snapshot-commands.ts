import { withoutTrailing } from '../../../internal/values/trailing';
import { ContainerScripts, programName } from '../shell/container-scripts';

const CLIENTS = new Set(['kubectl', 'oc']);
const MAKING = new Set(['create', 'apply', 'replace']);
const COLLECTION = /\bvolumesnapshots?\b/i;
const MANIFEST = /\bkind["']?\s{0,20}:\s{0,20}["']?VolumeSnapshot(?![A-Za-z])/;
const OPTION = /^--?\w+=/;

/**
 * Whether what a container runs makes VolumeSnapshots: where a client of the API server is told to create something,
 * and its words, its script, or a file of a ConfigMap that it names say that this is one.
 */
export function takesVolumeSnapshots({ scripts, files }: ContainerScripts): boolean {
  return scripts.some(({ text, statements }) => (
    statements.flatMap(({ pipelines }) => pipelines.flat()).map(wordsOfMaking).some((words) => (
      words.length > 0 && MANIFEST.test(text) || words.some((word) => COLLECTION.test(word))
        || namesManifest(words, files)
    ))
  ));
}

/** The words of a command that creates objects; none where it does not. */
function wordsOfMaking(command: readonly string[]): readonly string[] {
  const words = command.slice(command.findIndex((word) => CLIENTS.has(programName(word))));
  return CLIENTS.has(programName(words[0] ?? '')) && words.some((word) => MAKING.has(word)) ? words : [];
}

function namesManifest(words: readonly string[], files: ReadonlyMap<string, string>): boolean {
  const paths = words.map((word) => withoutTrailing(word.replace(OPTION, ''), '/'))
    .filter((word) => word.startsWith('/'));
  return paths.some((path) => [...files].some(([file, text]) => (
    (file === path || file.startsWith(`${path}/`)) && MANIFEST.test(text)
  )));
}

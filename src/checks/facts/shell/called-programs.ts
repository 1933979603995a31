import { programName, Script } from './container-scripts';

/** What runs the command behind it. */
const WRAPPERS = new Set([
  'command', 'dumb-init', 'env', 'exec', 'nice', 'nohup', 'setsid', 'time', 'timeout', 'tini', 'xargs',
]);
const NO_PROGRAM = /^-|^\w+=|^\d+(?:\.\d+)?[smhd]?$/;

/** The names of all programs that scripts call, without their folders. */
export function calledPrograms(scripts: readonly Script[]): string[] {
  return scripts.flatMap(({ statements }) => (
    statements.flatMap(({ pipelines }) => pipelines.flat().map(calledProgram))
  ));
}

function calledProgram(words: readonly string[]): string {
  let place = 0;
  while (WRAPPERS.has(programName(words[place] ?? ''))) {
    place += 1;
    while (NO_PROGRAM.test(words[place] ?? '')) place += 1;
  }
  return programName(words[place] ?? '');
}

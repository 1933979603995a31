import { BackupJob, backupUsesOf, ContainerRun, pipelinesOf } from './backup-jobs';
import { backupUseOf, withoutWrappers } from './backup-programs';
import { listOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { programName } from '../shell/container-scripts';

/** A variable of a container with a value that is written in the manifest. */
export interface WrittenVariable {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** A command that saves something, by its program and the words behind it. */
export interface SavingCommand {
  readonly program: string;
  readonly words: readonly string[];
}

/** The containers of a job that save something by themselves. */
export function savingRuns({ runs }: BackupJob): ContainerRun[] {
  return runs.filter((run) => savingCommands(run).length > 0);
}

/** The commands of a container that save something. */
export function savingCommands(run: ContainerRun): SavingCommand[] {
  return pipelinesOf({ runs: [run] }).filter((pipeline) => backupUsesOf(pipeline).some(({ act }) => act === 'save'))
    .flatMap((pipeline) => pipeline.filter((command) => backupUseOf(command)?.act === 'save'))
    .map((command) => {
      const [program, ...words] = withoutWrappers(command);
      return { program: programName(program), words };
    });
}

/** All other commands of a container, each as its words. */
export function otherCommands(run: ContainerRun): (readonly string[])[] {
  return pipelinesOf({ runs: [run] }).flat()
    .filter((command) => !run.unfolded.has(command) && backupUseOf(command) === undefined);
}

/** The variables whose values are written down. */
export function writtenVariables({ container: { content, path } }: ContainerRun): WrittenVariable[] {
  return mapsIn(content.env).map(({ item, index }) => (
    { name: textOf(item.name), value: textOf(item.value), path: `${path}.env[${index}].value` }
  )).filter(({ value }) => value !== '');
}

/** A script that reads another one has what that one sets. */
const SOURCED = /(^|[\n;&|])[ \t]*(\.|source)[ \t]+\S/;

/** Whether a variable whose name matches may be set: by name, from a Secret, or by the script itself. */
export function maySetVariable({ container: { content }, scripts }: ContainerRun, name: RegExp): boolean {
  return listOf(content.envFrom).length > 0 || mapsIn(content.env).some(({ item }) => name.test(textOf(item.name)))
    || scripts.some(({ text }) => name.test(text) || SOURCED.test(text));
}

/** Where the command line of a container stands. */
export function commandPath({ container: { content, path } }: ContainerRun): string {
  return `${path}.${listOf(content.command).length > 0 ? 'command' : 'args'}`;
}

import { BackupJob, ContainerRun, backupUsesOf } from './backup-jobs';
import { backupUseOf, withoutWrappers } from './backup-programs';
import { uploadProgramOf } from './backup-uploads';
import { programName, Script } from '../shell/container-scripts';
import type { ShellStatement } from '../shell/shell-statements';

/** Texts that look at how each command of a pipeline ended, or whether a dump has its last line. */
const LOOKS_AT_PIPELINES = /pipefail|PIPESTATUS|pipestatus|dump completed?\b/i;
/** Texts that decide themselves when they fail: nobody can see whether they do so here. */
const LOOKS_AT_COMMANDS = /\$\?|\bexit +["$1-9]|\breturn +["$1-9]|\btrap\b.{0,200}\bERR\b|\bfunction +\w|^[ \t]*[\w-]+ *\( *\)/m;
const NO_OPERATIONS = new Set(['true', ':']);
const STOPS_AT_FAILURE = /(^|[\s;&])set [^\n;]{0,200}(-[a-zA-Z]*e|errexit)|^#!.{0,100} -\w*e/;

/** A command whose failure nobody hears of. */
export interface HiddenFailure {
  readonly container: string;
  readonly path: string;
  readonly message: string;
}

/** The commands of a job that save or send a backup, and whose failure does not make the job fail. */
export function hiddenFailures({ runs }: BackupJob): HiddenFailure[] {
  return runs.flatMap((run) => {
    const { name, path } = run.container;
    const messages = run.scripts.flatMap((script) => [
      ...failuresHiddenByPipelines(script), ...failuresIgnoredOnPurpose(script),
      ...failuresHiddenByLaterCommands(script, run),
    ]);
    return [...new Set(messages)].map((message) => ({ container: name, path, message }));
  });
}

/** A pipeline ends as its last command does. */
function failuresHiddenByPipelines({ text, options, statements }: Script): string[] {
  if (LOOKS_AT_PIPELINES.test(text) || options.includes('pipefail')) return [];
  return statements.flatMap(({ pipelines }) => pipelines).filter((pipeline) => backupUsesOf(pipeline).length > 0)
    .flatMap((pipeline) => {
      const next = commandName(pipeline[pipeline.length - 1]);
      return pipeline.slice(0, -1).filter(isSaving)
        .map((command) => `pipes ${commandName(command)} into ${next} without pipefail, which hides that it fails`);
    });
}

/** What ends with `|| true` never fails. */
function failuresIgnoredOnPurpose({ statements }: Script): string[] {
  return statements.filter(({ pipelines: [...pipelines] }) => NO_OPERATIONS.has(pipelines.pop()?.[0][0] ?? ''))
    .flatMap(({ pipelines, isChecked }) => pipelines.flat().filter((command) => isChecked && isSaving(command)))
    .map((command) => `takes it for a success where ${commandName(command)} fails`);
}

/** A script ends as its last command does, unless it stops at the first that fails. */
function failuresHiddenByLaterCommands({ text, options, statements }: Script, run: ContainerRun): string[] {
  const stops = options.some((option) => option === 'errexit' || /^-\w*e/.test(option)) || STOPS_AT_FAILURE.test(text);
  if (stops || LOOKS_AT_COMMANDS.test(text)) return [];
  const outer = statements.filter(({ isInner }) => !isInner);
  return outer.slice(0, -1).filter(({ isChecked }) => !isChecked).flatMap((statement) => (
    savingPrograms(statement, run).map((name) => `goes on after ${name} without set -e, which hides that it fails`)
  ));
}

/** The programs that save or send at the end of a pipeline; those before it are judged above. */
function savingPrograms({ pipelines }: ShellStatement, run: ContainerRun): string[] {
  return pipelines.flatMap((pipeline) => {
    const last = pipeline[pipeline.length - 1];
    return isSaving(last) || uploadProgramOf(last, run) !== undefined ? [commandName(last)] : [];
  });
}

function isSaving(command: readonly string[]): boolean {
  return backupUseOf(command)?.act === 'save';
}

function commandName(command: readonly string[]): string {
  return programName(withoutWrappers(command)[0]);
}

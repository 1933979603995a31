import { ContainerRole, PodContainer } from '../../../model/manifest-pods';
import { listOf, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { calledPrograms } from '../../shell/called-programs';
import { commandWords } from '../../shell/command-words';
import { ScriptContext, scriptsOf } from '../../shell/container-scripts';

const SHELL = /(?:^|\/)(?:ba|a|da)?sh$|\.sh$/;
/** Stands in no name of a flag, so that it ends one. */
const NO_PART_OF_A_FLAG = /^[^\w.-]?$/;

/** How a container starts a server of the Prometheus project. */
export interface ServerStart {
  /** The words of its command, and the scripts that are here. */
  readonly words: string;
  /** Whether the start of the server is among them; a script that is not here may give it any flag. */
  readonly isRead: boolean;
}

/** A server, and the tool that its image has beside it. */
export interface Server {
  readonly program: string;
  readonly tool: string;
}

/** How a container starts a server; undefined where it runs another program, or ends before the pod starts. */
export function serverStart(
  { program, tool }: Server, container: PodContainer, context: ScriptContext,
): ServerStart | undefined {
  const { role, content } = container;
  if (role === ContainerRole.INIT || role === ContainerRole.EPHEMERAL) return undefined;
  const [first] = listOf(content.command).map(textOf);
  if (first === undefined) return { words: commandLine(content), isRead: true };
  const { scripts } = scriptsOf(container, context);
  const programs = calledPrograms(scripts);
  const words = [commandLine(content), ...scripts.map(({ text }) => text)].join('\n');
  if (programs.includes(program)) return { words, isRead: true };
  return SHELL.test(first) && !programs.includes(tool) ? { words, isRead: false } : undefined;
}

/** The value of a flag, as two words or as one, in a script too; undefined where it is not given. */
export function flagOf(flag: string, { words }: ServerStart): string | undefined {
  const name = `--${flag}`;
  let start = words.indexOf(name);
  while (start >= 0) {
    const end = start + name.length;
    if (NO_PART_OF_A_FLAG.test(words.charAt(start - 1)) && NO_PART_OF_A_FLAG.test(words.charAt(end))) {
      return /^["']?(?:=|\s+)["']?([^\s"']*)/.exec(words.slice(end))?.[1];
    }
    start = words.indexOf(name, end);
  }
  return undefined;
}

/** What a container is started with, as one text. */
export function commandLine(content: PlainMap): string {
  return commandWords(content).join(' ');
}

import { bashScript } from './bash-script';
import { completedCommands } from './completed-commands';
import { zshScript } from './zsh-script';
import { Shell } from '../options';

/** A script by which a shell completes commands, options, their values and ids of checks, without a Node each time. */
export function completionScript(shell: Shell, ids: readonly string[]): string {
  const commands = completedCommands();
  return shell === 'bash' ? bashScript(commands, ids) : zshScript(commands, ids);
}

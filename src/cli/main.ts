#!/usr/bin/env node
import { runCheck, runCompletion, runDryRun, runExplain, runList } from './commands';
import { Command } from './options';
import { finishOutput, print, printError, watchOutput } from './output';
import { TOOL } from './own-package';
import { USAGE } from './usage';
import { closestWord } from '../internal/values/closest-word';

const COMMANDS: Readonly<Record<Command, (args: string[]) => number | Promise<number>>> = {
  'check': runCheck,
  'list': runList,
  'explain': runExplain,
  'dry-run': runDryRun,
  'completion': runCompletion,
};

watchOutput();
void main(process.argv.slice(2)).then(finishOutput).then((code) => {
  process.exitCode = code;
});

async function main([command, ...args]: string[]): Promise<number> {
  if (command === '--help' || command === '-h' || args.includes('--help') || args.includes('-h')) {
    print(`${USAGE}\n`);
    return 0;
  }
  if (command === '--version') {
    print(`${TOOL.version}\n`);
    return 0;
  }
  try {
    if (!isCommand(command)) throw new Error(commandHint(command));
    return await COMMANDS[command](args);
  } catch (error) {
    printError(error);
    return 2;
  }
}

function isCommand(word: string | undefined): word is Command {
  return word !== undefined && Object.hasOwn(COMMANDS, word);
}

function commandHint(command: string | undefined): string {
  const commands = Object.keys(COMMANDS);
  const meant = command === undefined ? undefined : closestWord(command, commands);
  return meant === undefined ? `name a command, ${commands.join(', ')}; see preflight --help`
    : `there is no command ${JSON.stringify(command)}; did you mean ${meant}?`;
}

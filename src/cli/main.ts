#!/usr/bin/env node
import { createRequire } from 'module';
import { runCheck, runDryRun, runExplain, runList } from './commands';
import { USAGE } from './usage';
import { closestWord } from '../internal/values/closest-word';
import { printableLines } from '../report/printable';

const { version } = createRequire(__filename)('../../package.json') as { version: string };

const COMMANDS: Record<string, (args: string[]) => number | Promise<number>> = {
  'check': runCheck,
  'list': runList,
  'explain': runExplain,
  'dry-run': runDryRun,
};

// Whoever reads what is printed may have seen enough, as `head` has; nobody is left to tell more.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(2);
});

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main([command, ...args]: string[]): Promise<number> {
  if (command === '--help' || command === '-h' || args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  if (command === '--version') {
    console.log(version);
    return 0;
  }
  try {
    if (command === undefined || !Object.hasOwn(COMMANDS, command)) throw new Error(commandHint(command));
    return await COMMANDS[command](args);
  } catch (error) {
    console.error(printableLines(`preflight: ${(error as Error).message}`));
    return 2;
  }
}

function commandHint(command: string | undefined): string {
  const commands = Object.keys(COMMANDS);
  const meant = command === undefined ? undefined : closestWord(command, commands);
  return meant === undefined ? `name a command, ${commands.join(', ')}; see preflight --help`
    : `there is no command ${JSON.stringify(command)}; did you mean ${meant}?`;
}

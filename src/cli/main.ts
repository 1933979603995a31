#!/usr/bin/env node
import { runCheck, runDryRun, runExplain, runList } from './commands';
import { USAGE } from './usage';
import { printableLines } from '../report/printable';

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
  try {
    if (command === undefined || !Object.hasOwn(COMMANDS, command)) {
      throw new Error(`name a command, ${Object.keys(COMMANDS).join(', ')}; see preflight --help`);
    }
    return await COMMANDS[command](args);
  } catch (error) {
    console.error(printableLines(`preflight: ${(error as Error).message}`));
    return 2;
  }
}

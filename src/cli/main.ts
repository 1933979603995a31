#!/usr/bin/env node
import { parseArgs } from 'util';
import { dryRun } from './dry-run/command';

const USAGE = `preflight dry-run PATH... [--kubeconfig FILE] [--context NAME] [--create-namespaces]

Asks a cluster whether it would take every object of these files and folders: server-side dry-run with strict field
validation, through kubectl. Nothing is kept, but for the namespaces that --create-namespaces asks for.

Exit codes: 0 all admitted without a warning, 1 some refused or warned of, 2 some could not be judged.`;

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main(argv: string[]): Promise<number> {
  try {
    const { values, positionals } = parse(argv);
    const [command, ...paths] = positionals;
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    if (command !== 'dry-run' || paths.length === 0) throw new Error(`name a command and a path\n\n${USAGE}`);
    const { kubeconfig, context } = values;
    const createNamespaces = values['create-namespaces'] ?? false;
    return await dryRun({ paths, kubeconfig, context, createNamespaces }, (line) => console.log(line));
  } catch (error) {
    console.error(`preflight: ${(error as Error).message}`);
    return 2;
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      'help': { type: 'boolean', short: 'h' },
      'kubeconfig': { type: 'string' },
      'context': { type: 'string' },
      'create-namespaces': { type: 'boolean' },
    },
  });
}

import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checkEnvironment, checkUniqueEnvironment } from '../../internal/naming/environment-names';
import { checkArguments } from '../../internal/values/plain-text';

/** The command line and the environment of a process. */
export interface ProcessFields {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: { readonly [name: string]: string };
}

/** Refuses a command line or an environment that no process can be given. */
export function checkProcess(scope: Construct, process: ProcessFields, configNames: readonly string[] = []): void {
  const env = process.env ?? {};
  checkProgram(scope, process.command);
  checkArguments(scope, 'command', process.command);
  checkArguments(scope, 'args', process.args);
  checkEnvironment(scope, 'env', env);
  checkUniqueEnvironment(scope, 'env', [...Object.keys(env), ...configNames]);
}

function checkProgram(scope: Construct, command: readonly string[] | undefined): void {
  if (command !== undefined && (command.length === 0 || command[0] === '')) {
    const remedy = 'leave it out to run what the image runs';
    fail(scope, { prop: 'command', must: 'name a program', got: command, remedy });
  }
}

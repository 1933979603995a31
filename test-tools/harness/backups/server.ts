import { ServerCommand, ServerProcess } from '../../../test-cluster/harness/server-process';

/** Number of the user, and of the group, of a server that refuses to be root. */
export const NOBODY = 65534;

/** Flags of setpriv that make a program that user's. */
export const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

const ENDS_WITH_PARENT = ['--pdeathsig', 'KILL'];

/** Starts a server that ends with this process at the latest. */
export function startServer(command: ServerCommand): ServerProcess {
  return startWith(ENDS_WITH_PARENT, command);
}

/** Starts it as the user nobody. */
export function startUnprivilegedServer(command: ServerCommand): ServerProcess {
  return startWith([...AS_NOBODY, ...ENDS_WITH_PARENT], command);
}

function startWith(flags: string[], command: ServerCommand): ServerProcess {
  const args = [...flags, '--', command.program, ...command.args];
  return new ServerProcess({ ...command, program: 'setpriv', args });
}

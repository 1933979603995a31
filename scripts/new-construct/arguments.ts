import { parseArgs } from 'util';

const USAGE = 'npx projen new:construct DOMAIN/NAME --emits KIND, such as network/allow-egress --emits NetworkPolicy';
const PATH = /^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)+$/;
const WITHOUT_CONSTRUCTS = ['app', 'checks', 'cli', 'contracts', 'internal', 'platform', 'report', 'testing'];

/** What is asked for on the command line. */
export interface Arguments {
  /** Below `src`, without the extension. */
  readonly path: string;
  /** The kind, with its apiVersion where that was given. */
  readonly emits: string;
}

/** Reads the command line; fails with what to write instead. */
export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parse(argv);
  const [path] = positionals;
  const { emits } = values;
  if (positionals.length !== 1) refuse('the path', 'be given once', positionals);
  if (!PATH.test(path)) refuse('the path', 'be a domain and a name in small letters, digits and dashes', path);
  if (WITHOUT_CONSTRUCTS.includes(path.split('/')[0])) refuse('the domain', 'be one of constructs', path);
  if (emits === undefined) throw new Error(`'--emits' must be given, got nothing; write ${USAGE}`);
  return { path, emits };
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, allowPositionals: true, options: { emits: { type: 'string' } } });
  } catch (error) {
    throw new Error(`${(error as Error).message}; write ${USAGE}`);
  }
}

function refuse(subject: string, must: string, got: unknown): never {
  throw new Error(`${subject} must ${must}, got ${JSON.stringify(got)}; write ${USAGE}`);
}

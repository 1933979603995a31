import { Names } from './names';

const CALLS_FILE = 'test/support/smallest-calls.ts';
const LIBRARY_IMPORT = /import \{([^}]+)\} from '\.\.\/\.\.\/src';/;
const CALLS = /(export const SMALLEST_CALLS[^\n]*\{\n)([\s\S]*?)(\n\};\n)/;
const WIDTH = 120;

/** `src/index.ts` with a line for the file, in its place. */
export function withExport(index: string, { path }: Names): string {
  const lines = [...index.trimEnd().split('\n'), `export * from './${path}';`];
  return `${lines.sort().join('\n')}\n`;
}

/** The file of the smallest calls with that of the construct, in its place. */
export function withSmallestCall(file: string, { className, id }: Names): string {
  const call = `  ${className}: (scope) => new ${className}(scope, '${id}'),`;
  return replaced(replaced(file, LIBRARY_IMPORT, ([, names]) => importOf([...namesIn(names), className])), CALLS,
    ([, head, body, tail]) => `${head}${[...entriesIn(body), call].sort().join('\n')}${tail}`);
}

function replaced(text: string, pattern: RegExp, by: (match: RegExpMatchArray) => string): string {
  const match = text.match(pattern);
  if (match === null) throw new Error(`${CALLS_FILE} has nothing like ${pattern}; add the call by hand`);
  return text.replace(match[0], () => by(match));
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

/** Each entry of an object with its lines; one begins where a key stands at its depth. */
function entriesIn(body: string): string[] {
  return body.split(/\n(?=  \w+:)/);
}

function importOf(names: readonly string[]): string {
  const lines = [''];
  for (const name of [...names].sort()) {
    const longer = `${lines.at(-1)} ${name},`;
    if (longer.length < WIDTH) lines[lines.length - 1] = longer;
    else lines.push(` ${name},`);
  }
  return `import {\n${lines.map((line) => ` ${line}`).join('\n')}\n} from '../../src';`;
}

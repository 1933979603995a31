import { codeSpan, fenced, prose } from '../../internal/values/markup/markdown-text';
import { PageStep } from '../known-backups';

/** As deep as the numbers of a list of steps may be. */
const INDENT = '    ';

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1],
];

/** Whole seconds as people say them: `1 hour 30 minutes`. */
export function readable(seconds: number): string {
  let rest = seconds;
  const parts = UNITS.flatMap(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}

/** A table, whose cells are Markdown already; a sentence instead where it has no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return none;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Steps one after the other, each with its commands. */
export function steps(list: readonly PageStep[]): string {
  return list.map(({ text, commands }, index) => {
    const first = `${index + 1}. ${prose(text)}`;
    return commands === undefined ? first : `${first}\n\n${indented(fenced(commands.join('\n'), 'sh'))}`;
  }).join('\n\n');
}

/** Where an object is. */
export interface ObjectName {
  readonly namespace: string;
  readonly name: string;
}

/** An object, as people find it. */
export function objectName(kind: string, { namespace, name }: ObjectName): string {
  return `${kind} ${codeSpan(`${namespace}/${name}`)}`;
}

function indented(block: string): string {
  return block.split('\n').map((line) => line === '' ? line : `${INDENT}${line}`).join('\n');
}

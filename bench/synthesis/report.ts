import * as os from 'os';
import { Row, Section } from './section';

const HEADINGS = ['', 'time', 'memory', 'time to first', 'memory to first', 'runs'];
const HEAD = [
  '# What synthesis costs beside others',
  'Written by `npm run bench -- --record`, with `--only` for some of the tables. Each run is a whole '
  + 'process, its start included. What stands in one table was measured in turns, until each took ten seconds '
  + 'in all, three times at least and eleven times at most. The time is that of the fastest run: what else a '
  + 'machine does only adds. The time to the first is the median of pairs, each run beside the one of the '
  + 'first in the same turn. Only the ratios say something about another machine.',
].join('\n\n');

/** Everything that was measured, and where and when. */
export interface Results {
  readonly date: string;
  readonly cpu: string;
  readonly cpus: number;
  readonly node: string;
  readonly sections: readonly Section[];
}

/** The results with what must be known to read them. */
export function resultsOf(sections: readonly Section[]): Results {
  const cpus = os.cpus();
  const date = new Date().toISOString().slice(0, 10);
  return { date, cpu: cpus[0].model, cpus: cpus.length, node: process.version, sections };
}

/** A section as a table of Markdown, which a terminal shows well enough. */
export function tableOf({ title, rows, notes }: Section): string {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => pad(cell, widths[at], at)).join(' | ')} |`;
  const rule = widths.map((width, column) => column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`);
  const table = [line(cells[0]), line(rule), ...cells.slice(1).map(line)].join('\n');
  return `### ${title}\n\n${table}\n${notes.map((note) => `\n- ${note}`).join('')}${notes.length > 0 ? '\n' : ''}`;
}

/** The page that is kept in the repository, with the tables that were measured in the place of those it had. */
export function pageWith({ date, cpu, cpus, node, sections }: Results, page: string): string {
  const [, ...kept] = page.split(/\n(?=### )/);
  const tables = new Map(kept.map((table) => [titleIn(table), table.trim()]));
  const note = `measured on ${date} with Node ${node} on ${cpus} times ${cpu}`;
  for (const { notes, ...section } of sections) {
    tables.set(section.title, tableOf({ ...section, notes: [...notes, note] }).trim());
  }
  return `${[HEAD, ...tables.values()].join('\n\n')}\n`;
}

function titleIn(table: string): string {
  return table.slice('### '.length, table.indexOf('\n'));
}

function cellsOf({ name, seconds, mebibytes, time, memory, runs, unfinished }: Row): string[] {
  const than = unfinished ? '> ' : '';
  return [
    name,
    `${than}${seconds.toFixed(2)} s`,
    mebibytes === undefined ? '?' : `${Math.round(mebibytes)} MiB`,
    time === undefined ? '?' : `${than}${time.toFixed(2)}`,
    memory === undefined ? '?' : memory.toFixed(2),
    String(runs),
  ];
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

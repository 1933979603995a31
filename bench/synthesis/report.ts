import * as os from 'os';
import { Row, Section } from './section';

const HEADINGS = ['', 'time', 'memory', 'time to first', 'memory to first', 'runs'];

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

/** The page that is kept in the repository. */
export function pageOf({ date, cpu, cpus, node, sections }: Results): string {
  return [
    '# What synthesis costs beside others',
    'Written by `npm run bench -- --record`. Each run is a whole process, its start included. What stands in one table '
    + 'was measured in turns, until each took ten seconds in all or ran eleven times, and the fastest run counts: what '
    + 'else a machine does only adds. Only the ratios say something about another machine.',
    `Measured on ${date} with Node ${node} on ${cpus} times ${cpu}.`,
    ...sections.map((section) => tableOf(section).trimEnd()),
  ].join('\n\n').concat('\n');
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

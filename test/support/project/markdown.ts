import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.resolve(__dirname, '../../..');

/** The text of a document of the project. */
export function readDocument(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), 'utf8');
}

/** The part of a document below a heading, up to the next one of the same rank. */
export function section(text: string, heading: string): string {
  const rank = heading.replace(/[^#].*$/, '');
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`there is no heading ${heading}`);
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`\\n${rank} `));
  return end < 0 ? rest : rest.slice(0, end);
}

/** The rows of all tables that have these columns. */
export function tableRows(text: string, columns: string[]): string[][] {
  const rows: string[][] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) isInside = false;
    else if (cells(line).join() === columns.join()) isInside = true;
    else if (isInside && !line.startsWith('| ---')) rows.push(cells(line));
  }
  return rows;
}

/** The code blocks of a language. */
export function codeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]);
}

function cells(line: string): string[] {
  return line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim());
}

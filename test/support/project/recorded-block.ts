import * as fs from 'fs';
import * as path from 'path';

const FILE = path.resolve(__dirname, '../../../docs/proofs.md');

/** Whether a run of tests replaces the figures: each commit that adds an example would make them stale otherwise. */
export function isRecording(): boolean {
  return process.env.RECORD_PROOFS === 'true';
}

/** The lines of docs/proofs.md between the markers of a name, without the empty ones at both ends. */
export function readBlock(name: string): string[] {
  return partsOf(name).block.trim().split('\n');
}

/** Writes lines between the markers of a name in docs/proofs.md. */
export function recordBlock(name: string, lines: readonly string[]): void {
  const { before, after } = partsOf(name);
  fs.writeFileSync(FILE, `${before}\n\n${lines.join('\n')}\n\n${after}`);
}

function partsOf(name: string): Record<'before' | 'block' | 'after', string> {
  const text = fs.readFileSync(FILE, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`].map((marker) => {
    const index = text.indexOf(marker);
    if (index < 0) throw new Error(`docs/proofs.md has no ${marker}`);
    return { index, after: index + marker.length };
  });
  return {
    before: text.slice(0, start.after), block: text.slice(start.after, end.index), after: text.slice(end.index),
  };
}

import * as fs from 'fs';
import * as path from 'path';

const SOURCES = path.resolve(__dirname, '../../../src');

/** The text of each file of `src`, by its path there without `.ts`, such as `network/public-route`. */
export function readSources(): Map<string, string> {
  const names = (fs.readdirSync(SOURCES, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts'));
  return new Map(names.sort().map((name) => [
    name.replace(/\.ts$/, ''), fs.readFileSync(path.join(SOURCES, name), 'utf8'),
  ]));
}

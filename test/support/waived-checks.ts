import * as fs from 'fs';
import * as path from 'path';
import { etcdManifests } from './backups';

const SOURCES = path.resolve(__dirname, '../../src');
const ANNOTATION = /^preflight\/waive\.([^.]+)/;
/** How a construct names the check that it leaves unmet. */
const NAMED = [/addOptOut\('[^']+', '([^']+)'/g, /checkId: '([^']+)'/g];

/** The ids of all checks that constructs of ours waive by themselves, in code and in what they write. */
export function waivedCheckIds(): string[] {
  const files = (fs.readdirSync(SOURCES, { recursive: true }) as string[]).filter((file) => (
    file.endsWith('.ts') && !file.startsWith('checks')
  ));
  const code = files.map((file) => fs.readFileSync(path.join(SOURCES, file), 'utf8')).join('\n');
  const inCode = NAMED.flatMap((pattern) => [...code.matchAll(pattern)].map(([, id]) => id));
  const written = etcdManifests().flatMap(({ metadata: { annotations = {} } }) => Object.keys(annotations))
    .flatMap((key) => ANNOTATION.exec(key)?.[1] ?? []);
  return [...new Set([...inCode, ...written])].sort();
}

import * as fs from 'fs';
import * as path from 'path';
import { cdk8s, TextFile } from 'projen';

const ROOT = path.join(__dirname, '..');

/** Makes the scripts that run in pods part of what is compiled: a library reads no files. */
export function embedScripts(project: cdk8s.ConstructLibraryCdk8s): void {
  for (const folder of scriptFolders('src')) embedFolder(project, folder);
}

/** The folders called `scripts`, wherever they are. */
function scriptFolders(folder: string): string[] {
  const entries = fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`).sort()
    .flatMap((child) => (child.endsWith('/scripts') ? [child] : scriptFolders(child)));
}

/** Writes `embedded-scripts.ts` beside the folder, with a constant named after the folder that both are in. */
function embedFolder(project: cdk8s.ConstructLibraryCdk8s, folder: string): void {
  const parent = path.dirname(folder);
  const file = new TextFile(project, `${parent}/embedded-scripts.ts`, { marker: true });
  file.addLine('/* eslint-disable */');
  file.addLine(`// ${file.marker}`);
  file.addLine('');
  file.addLine('/** The files of `scripts/`, by name. */');
  file.addLine(`export const ${path.basename(parent).toUpperCase().replace(/-/g, '_')}_SCRIPTS = {`);
  for (const name of fs.readdirSync(path.join(ROOT, folder)).sort()) addScript(file, path.join(ROOT, folder, name));
  file.addLine('} as const;');
}

function addScript(file: TextFile, script: string): void {
  const lines = fs.readFileSync(script, 'utf8').split('\n');
  file.addLine(`  ${JSON.stringify(path.basename(script))}: [`);
  lines.forEach((line) => file.addLine(`    ${JSON.stringify(line)},`));
  file.addLine('  ].join("\\n"),');
}

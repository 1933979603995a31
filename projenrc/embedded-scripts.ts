import * as fs from 'fs';
import * as path from 'path';
import { cdk8s, TextFile } from 'projen';

const FOLDER = path.join(__dirname, '../src/backup/scripts');

/** Makes the scripts that run in pods part of what is compiled: a library reads no files. */
export function embedScripts(project: cdk8s.ConstructLibraryCdk8s): void {
  const scripts = fs.readdirSync(FOLDER).sort();
  const file = new TextFile(project, 'src/backup/embedded-scripts.ts', { marker: true });
  file.addLine('/* eslint-disable */');
  file.addLine(`// ${file.marker}`);
  file.addLine('');
  file.addLine('/** The files of `scripts/`, by name. */');
  file.addLine('export const EMBEDDED_SCRIPTS = {');
  scripts.forEach((name) => addScript(file, name));
  file.addLine('} as const;');
}

function addScript(file: TextFile, name: string): void {
  const lines = fs.readFileSync(path.join(FOLDER, name), 'utf8').split('\n');
  file.addLine(`  ${JSON.stringify(name)}: [`);
  lines.forEach((line) => file.addLine(`    ${JSON.stringify(line)},`));
  file.addLine('  ].join("\\n"),');
}

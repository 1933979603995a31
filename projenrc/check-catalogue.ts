import * as path from 'path';
import { cdk8s, TextFile } from 'projen';
import { checkDocument } from './check-document';
import { CheckSource, readCheckSources } from './check-sources';

const ROOT = path.join(__dirname, '..');

/**
 * Makes what lists all checks from the folders that hold them: the catalogue, their ids, and `docs/checks.md`.
 *
 * Their pages are made by running them, which must wait until all that they import is there.
 */
export function listChecks(project: cdk8s.ConstructLibraryCdk8s): void {
  const checks = readCheckSources(ROOT);
  writeCatalogue(project, checks);

  const ids = new TextFile(project, 'src/checks/check-ids.ts', { marker: true });
  ids.addLine('/* eslint-disable */');
  ids.addLine(`// ${ids.marker}`);
  ids.addLine('/** The ids of the catalogue, for whoever need not load the checks. */');
  ids.addLine('export const CHECK_IDS: readonly string[] = [');
  for (const { id } of checks) ids.addLine(`  '${id}',`);
  ids.addLine('];');
  ids.addLine('');

  const document = new TextFile(project, 'docs/checks.md', { marker: true });
  document.addLine(`<!-- ${document.marker} -->`);
  for (const line of checkDocument(checks)) document.addLine(line);

  project.defaultTask!.exec('tsx scripts/write-check-pages.ts');
  project.gitattributes.addAttributes('/docs/checks/**', 'linguist-generated');
  project.gitattributes.addAttributes('/docs/checks.json', 'linguist-generated');
}

function writeCatalogue(project: cdk8s.ConstructLibraryCdk8s, checks: readonly CheckSource[]): void {
  const catalogue = new TextFile(project, 'src/checks/catalogue.ts', { marker: true });
  catalogue.addLine('/* eslint-disable */');
  catalogue.addLine(`// ${catalogue.marker}`);
  for (const { constant, domain, id } of checks) catalogue.addLine(`import { ${constant} } from './${domain}/${id}';`);
  catalogue.addLine("import type { ICheck } from './model/check';");
  catalogue.addLine('');
  catalogue.addLine('/** Every check of this library, by the order of their ids. */');
  catalogue.addLine('export const CHECKS: readonly ICheck[] = [');
  for (const { constant } of checks) catalogue.addLine(`  ${constant},`);
  catalogue.addLine('];');
  catalogue.addLine('');
}

import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

/** Folders of `src/checks` that hold no checks; every other one is a domain. */
const FOLDERS_WITHOUT_CHECKS = new Set(['model', 'judging', 'loading', 'facts']);
const CHECKS_FOLDER = path.join('src', 'checks');
const TEXT_FIELDS = ['id', 'title', 'box', 'severity'] as const;

/** What the file of a check says of it, without running it. */
export interface CheckSource extends Record<typeof TEXT_FIELDS[number], string> {
  readonly domain: string;
  /** The name of the constant that it is. */
  readonly constant: string;
}

/** The domains that checks are sorted by. */
export function checkDomains(root: string): string[] {
  const entries = fs.readdirSync(path.join(root, CHECKS_FOLDER), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !FOLDERS_WITHOUT_CHECKS.has(entry.name))
    .map(({ name }) => name).sort();
}

/** Every check below `src/checks`, by the order of their ids; refuses a file without the one that it is named after. */
export function readCheckSources(root: string): CheckSource[] {
  const sources = checkDomains(root).flatMap((domain) => (
    fs.readdirSync(path.join(root, CHECKS_FOLDER, domain)).map((name) => readCheckSource(root, domain, name))
  ));
  sources.sort((left, right) => (left.id < right.id ? -1 : 1));
  const twice = sources.find(({ id }, index) => sources[index + 1]?.id === id);
  if (twice !== undefined) throw new Error(`[${CHECKS_FOLDER}] two checks have the id ${twice.id}; rename one of them`);
  return sources;
}

/** The constant that the check of an id is. */
export function checkConstant(id: string): string {
  return id.toUpperCase().replace(/-/g, '_');
}

function readCheckSource(root: string, domain: string, name: string): CheckSource {
  const file = path.join(CHECKS_FOLDER, domain, name);
  return parseCheckSource(file, fs.readFileSync(path.join(root, file), 'utf8'));
}

/** What a file says of the check in it. */
export function parseCheckSource(file: string, text: string): CheckSource {
  const id = path.basename(file, '.ts');
  const constant = checkConstant(id);
  const fields = checkLiteral(file, text, constant);
  const [foundId, title, box, severity] = TEXT_FIELDS.map((field) => textOf(fields, field));
  if (foundId !== id) {
    throw new Error(`[${file}] 'id' must be the name of the file, got ${JSON.stringify(foundId)}; rename one of them`);
  }
  const missing = TEXT_FIELDS.find((field) => textOf(fields, field) === undefined);
  if (title === undefined || box === undefined || severity === undefined) {
    throw new Error(`[${file}] '${missing}' must be written out, got something to compute; documents are made of it`);
  }
  return { id, title, box, severity, constant, domain: path.basename(path.dirname(file)) };
}

function checkLiteral(file: string, text: string, constant: string): ts.ObjectLiteralExpression {
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const declared = statements.filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  const found = declared.find(({ name }) => ts.isIdentifier(name) && name.text === constant)?.initializer;
  if (found === undefined || !ts.isObjectLiteralExpression(found)) {
    throw new Error(`[${file}] must export the check ${constant}, got none; what checks share belongs below `
      + `${path.join(CHECKS_FOLDER, 'facts')}`);
  }
  return found;
}

/** The text of a field, or the word of an enumeration such as `Severity.WARNING`. */
function textOf({ properties }: ts.ObjectLiteralExpression, field: string): string | undefined {
  const value = properties.filter(ts.isPropertyAssignment)
    .find(({ name }) => ts.isIdentifier(name) && name.text === field)?.initializer;
  if (value === undefined) return undefined;
  if (ts.isPropertyAccessExpression(value)) return value.name.text.toLowerCase();
  return ts.isStringLiteralLike(value) ? value.text : undefined;
}

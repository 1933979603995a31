import { createHash } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync, gzipSync } from 'zlib';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { unusedConstraints, withConstraints } from './schemas/constraints';
import { Definitions, SchemaDocument, stableJson } from './schemas/json-schema';
import { withLinearPatterns } from './schemas/linear-patterns';
import { withSharedParts } from './schemas/shared-parts';

const SCHEMAS = path.resolve(__dirname, '../schemas');
const TARGET = path.resolve(__dirname, '../lib/compiled-schemas');
const ID = 'schemas';

interface IndexEntry {
  readonly file: string;
  readonly minor?: string;
}

/** What is known together: all kinds of a minor, or all custom resources of a group. */
interface SchemaSet {
  /** Such as `v1.30` or `monitoring.coreos.com`. */
  readonly name: string;
  readonly document: Pick<SchemaDocument, 'definitions' | 'kinds' | 'gatedFields'>;
}

main();

/** Writes the validators of all kinds as JavaScript, so that no schema is compiled when manifests are judged. */
function main(): void {
  fs.mkdirSync(TARGET, { recursive: true });
  const sets = readSets();
  removeOthers(sets.map(({ name }) => name));
  for (const { name, document } of sets) {
    const json = stableJson({ ...document, compiledBy: hash(fs.readFileSync(__filename)) });
    const file = path.join(TARGET, `${name}.json.gz`);
    if (fs.existsSync(file) && unzipped(file) === json) continue;
    fs.writeFileSync(path.join(TARGET, `${name}.js.gz`), zipped(compile(document)));
    // Last, as it says that the other one is there.
    fs.writeFileSync(file, zipped(json));
  }
}

/** What was made of schemas that are gone would be published. */
function removeOthers(names: readonly string[]): void {
  const files = new Set(names.flatMap((name) => [`${name}.json.gz`, `${name}.js.gz`]));
  for (const file of fs.readdirSync(TARGET)) if (!files.has(file)) fs.rmSync(path.join(TARGET, file));
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function zipped(text: string): Buffer {
  return gzipSync(text, { level: 9 });
}

function unzipped(file: string): string {
  return gunzipSync(fs.readFileSync(file)).toString('utf8');
}

function readSets(): SchemaSet[] {
  const { files } = JSON.parse(fs.readFileSync(path.join(SCHEMAS, 'index.json'), 'utf8')) as {
    files: IndexEntry[];
  };
  const documents = files.map(({ file, minor }) => ({ minor, document: readDocument(file) }));
  refuseUnusedConstraints(documents.map(({ document }) => document.definitions));
  const known = documents.filter(({ minor }) => minor !== undefined);
  const newest = known[known.length - 1].document;
  const ofMinors = known.map(({ minor, document }) => (
    { name: `v${minor}`, document: { ...document, definitions: leniently(document, newest) } }
  ));
  const custom = groupBy(documents.filter(({ minor }) => minor === undefined).map(({ document }) => document));
  return [...ofMinors, ...custom].map(({ name, document: { kinds, definitions, gatedFields = {} } }) => (
    { name, document: { kinds, definitions: prepared(definitions), gatedFields } }
  ));
}

/**
 * What older documents call required, and the newest one does not, was never asked for: it has a default. And nobody
 * writes a status.
 */
function leniently({ definitions, kinds }: SchemaDocument, newest: SchemaDocument): Definitions {
  const topLevel = new Set(Object.values(kinds));
  return Object.fromEntries(Object.entries(definitions).map(([name, schema]) => {
    const asked = newest.definitions[name]?.required as string[] | undefined;
    const { required, properties } = schema;
    const lenient = { ...schema };
    if (Array.isArray(required) && name in newest.definitions) {
      lenient.required = required.filter((field) => (asked ?? []).includes(field as string));
    }
    if (topLevel.has(name)) lenient.properties = { ...properties as Definitions, status: {} };
    return [name, lenient];
  }));
}

/** Custom resources by their group; all have the metadata of the same minor. */
function groupBy(documents: readonly SchemaDocument[]): SchemaSet[] {
  const groups = new Map<string, SchemaDocument[]>();
  for (const document of documents) {
    const [group] = Object.keys(document.kinds)[0].split('/');
    groups.set(group, [...groups.get(group) ?? [], document]);
  }
  return [...groups].map(([name, list]) => ({ name, document: together(list) }));
}

function prepared(definitions: Definitions): Definitions {
  return withSharedParts(withLinearPatterns(withConstraints(definitions)));
}

function readDocument(file: string): SchemaDocument {
  return JSON.parse(unzipped(path.join(SCHEMAS, file))) as SchemaDocument;
}

function together(documents: readonly SchemaDocument[]): SchemaSet['document'] {
  const kinds = Object.assign({}, ...documents.map((document) => document.kinds)) as SchemaDocument['kinds'];
  const definitions = Object.assign({}, ...documents.map((document) => document.definitions)) as Definitions;
  return { kinds, definitions };
}

function refuseUnusedConstraints(documents: readonly Definitions[]): void {
  const unused = unusedConstraints(documents);
  if (unused.length > 0) throw new Error(`constraints of what no schema has: ${unused.join(', ')}`);
}

function compile({ definitions, kinds }: SchemaSet['document']): string {
  const ajv = new Ajv({
    // Every error is told, not the first one alone.
    allErrors: true,
    inlineRefs: false,
    logger: false,
    messages: false,
    strict: false,
    unicode: false,
    validateFormats: false,
    code: { source: true, lines: false },
  });
  ajv.addSchema({ definitions }, ID);
  const pointers = Object.values(kinds).map((name) => [exportName(name), `${ID}#/definitions/${name}`]);
  return withoutUnusedSchemas(standaloneCode(ajv, Object.fromEntries(pointers)));
}

/** Names of definitions hold characters that names of JavaScript may not. */
function exportName(definition: string): string {
  return definition.replace(/[^A-Za-z0-9]/g, '_');
}

/** Beside each validator stands the schema that it was made of; few of them read it, and all have to be loaded. */
function withoutUnusedSchemas(code: string): string {
  const uses = new Map<string, number>();
  for (const [name] of code.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const declaration = /const (schema\d+) = /g;
  let kept = '';
  let end = 0;
  for (let match = declaration.exec(code); match !== null; match = declaration.exec(code)) {
    if (uses.get(match[1]) !== 1) continue;
    kept += code.slice(end, match.index);
    end = endOfJson(code, declaration.lastIndex) + ';'.length;
    declaration.lastIndex = end;
  }
  return kept + code.slice(end);
}

/** Where the map or list ends that begins at an index. */
function endOfJson(code: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(code); match !== null; match = token.exec(code)) {
    if ('[{'.includes(match[0])) depth += 1;
    else if (']}'.includes(match[0])) depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  throw new Error('a schema does not end');
}

import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import Ajv, { ValidateFunction } from 'ajv';
import { oncePerWorker } from './once-per-worker';

const FOLDER = path.resolve(__dirname, '../../schemas');

export const MINORS = [28, 29, 30, 31, 32, 33, 34, 35, 36, 37].map((minor) => `1.${minor}`);

/** An object as it is read back from YAML. */
export type Manifest = any;

interface SchemaDocument {
  readonly kinds: Record<string, string>;
}

interface SchemaFile {
  readonly file: string;
  readonly minor?: string;
  readonly crd?: string;
}

/** What some of the schemas know. */
class SchemaSet {
  // Most of a compilation would be spent on making the compiled code a little faster.
  private readonly ajv = new Ajv({
    allowUnionTypes: true, allErrors: true, strictTypes: false, code: { optimize: false },
  });
  private readonly pointers = new Map<string, string>();

  constructor(files: readonly SchemaFile[]) {
    this.ajv.addVocabulary(['kinds', 'gatedFields']);
    for (const { file } of files) {
      const document = readSchema(file) as SchemaDocument;
      this.ajv.addSchema(document, file);
      for (const [kind, name] of Object.entries(document.kinds)) {
        this.pointers.set(kind, `${file}#/definitions/${name}`);
      }
    }
  }

  /** What is wrong with an object; undefined where its kind is unknown here. */
  public problems(manifest: Manifest): string[] | undefined {
    const pointer = this.pointers.get(`${manifest.apiVersion}/${manifest.kind}`);
    if (pointer === undefined) return undefined;
    const validate = this.ajv.getSchema(pointer) as ValidateFunction;
    if (validate(manifest)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => (
      `${manifest.kind} ${manifest.metadata?.name}${instancePath} ${message} ${JSON.stringify(params)}`
    ));
  }
}

const CUSTOM_RESOURCES = 'custom resources';

/** To compile a schema takes longer than most suites; those of custom resources are the same on every minor. */
const COMPILED = oncePerWorker('schemas by minor', () => new Map<string, SchemaSet>());

/** What the strict schema of a minor, such as `1.30`, says against a manifest; nothing where it is valid. */
export function schemaProblems(minor: string, manifest: Manifest): string[] {
  const kubernetes = compiled(minor, (entry) => entry.minor === minor);
  const custom = compiled(CUSTOM_RESOURCES, ({ crd }) => crd !== undefined);
  return kubernetes.problems(manifest) ?? custom.problems(manifest)
    ?? [`${manifest.apiVersion}/${manifest.kind} is unknown`];
}

function compiled(name: string, has: (entry: SchemaFile) => boolean): SchemaSet {
  let schemas = COMPILED.get(name);
  if (schemas === undefined) {
    schemas = new SchemaSet(readIndex().filter(has));
    COMPILED.set(name, schemas);
  }
  return schemas;
}

export function readIndex(): (SchemaFile & Record<string, string | number>)[] {
  return JSON.parse(fs.readFileSync(path.join(FOLDER, 'index.json'), 'utf8')).files;
}

export function readSchema(file: string): unknown {
  return JSON.parse(schemaText(file));
}

/** The uncompressed text, whose checksum the index holds. */
export function schemaText(file: string): string {
  return gunzipSync(fs.readFileSync(path.join(FOLDER, file))).toString('utf8');
}

import * as fs from 'fs';
import * as path from 'path';
import { compileFunction } from 'vm';
import { gunzipSync } from 'zlib';
import { NEWEST_MINOR, OLDEST_MINOR } from '../../../internal/kubernetes-version';

/** Beside the folders of the compiled package: `npx projen compile` writes it. */
const FOLDER = path.join(__dirname, '../../../../lib/compiled-schemas');

const NAME = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

/** What a validator says of one place of an object. */
export interface SchemaError {
  /** A JSON pointer to the place. */
  readonly instancePath: string;
  /** Where the keyword stands, from the definition that it belongs to: `#/properties/replicas/type`. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** Whether a value is what a schema takes; what is wrong with it stands in `errors` until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: SchemaError[] | null;
}

/** A JSON schema. */
export interface Schema {
  readonly [keyword: string]: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** The schemas of one minor, or of one group of custom resources. */
export interface SchemaDocument {
  readonly definitions: Readonly<Record<string, Schema>>;
  /** By `apiVersion/kind`, the definition. */
  readonly kinds: Readonly<Record<string, string>>;
  /** By definition and field, the feature gate that is off where nobody turns it on. */
  readonly gatedFields: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The schema of one kind, ready to be asked. */
export interface KindSchema {
  readonly definition: string;
  readonly document: SchemaDocument;
  readonly validate: Validator;
}

/** Of each set of schemas what was read of it: it takes time, so nothing is read before something asks for it. */
const documents = new Map<string, SchemaDocument | undefined>();
const validators = new Map<string, Readonly<Record<string, Validator>>>();

/**
 * The schema of a kind in a minor; undefined where nothing is known of it.
 *
 * @param kind as `apiVersion/kind`
 */
export function schemaOf(kind: string, minor: number): KindSchema | undefined {
  for (const set of [setOf(minor), kind.split('/')[0]]) {
    const document = documentOf(set);
    if (document === undefined || !Object.hasOwn(document.kinds, kind)) continue;
    const definition = document.kinds[kind];
    return { definition, document, validate: validatorsOf(set)[definition.replace(/[^A-Za-z0-9]/g, '_')] };
  }
  return undefined;
}

/** The kinds that Kubernetes itself has in a minor, as `apiVersion/kind`. */
export function kubernetesKinds(minor: number): readonly string[] {
  return Object.keys(documentOf(setOf(minor))?.kinds ?? {});
}

/** The minors that came after one. */
export function laterMinors(minor: number): number[] {
  const first = Math.max(minor, OLDEST_MINOR) + 1;
  return Array.from({ length: Math.max(0, NEWEST_MINOR - first + 1) }, (_, index) => first + index);
}

/** Of a minor that nothing is known of, the nearest one. */
function setOf(minor: number): string {
  return `v1.${Math.min(Math.max(minor, OLDEST_MINOR), NEWEST_MINOR)}`;
}

/** The schemas of a minor or of a group; undefined where none are known of a group. */
function documentOf(set: string): SchemaDocument | undefined {
  if (!documents.has(set)) {
    const file = `${set}.json.gz`;
    // What a stranger wrote is no part of a path, unless it is a name.
    const isThere = NAME.test(set) && fs.existsSync(path.join(FOLDER, file));
    documents.set(set, isThere ? JSON.parse(read(file)) as SchemaDocument : undefined);
  }
  return documents.get(set);
}

function validatorsOf(set: string): Readonly<Record<string, Validator>> {
  let found = validators.get(set);
  if (found === undefined) {
    const exported: Record<string, Validator> = {};
    compileFunction(read(`${set}.js.gz`), ['exports'], { filename: `${set}.js` })(exported);
    validators.set(set, (found = exported));
  }
  return found;
}

function read(file: string): string {
  return gunzipSync(fs.readFileSync(path.join(FOLDER, file))).toString('utf8');
}

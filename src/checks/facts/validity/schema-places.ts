import { KindSchema, Schema, SchemaDocument, SchemaError, schemaOf } from './compiled-schemas';

const REFERENCE = '#/definitions/';

/** A definition that an object is held to at a place, from which the paths of errors lead on. */
interface Step {
  readonly definition: string;
  readonly schema: Schema;
}

/** The schema whose keyword refused a value, and what it is called. */
export interface RefusingSchema {
  readonly schema: Schema;
  /** What a value has to be, where the schema says so. */
  readonly description?: string;
  /** Such as `Container`; undefined where the schema has no name of its own. */
  readonly name?: string;
}

/** Finds the schema behind an error: its path begins at one of the definitions on the way to the value. */
export function refusingSchema(
  kind: KindSchema,
  { instancePath, schemaPath, keyword }: SchemaError,
): RefusingSchema {
  const segments = schemaPath.split('/').slice(1).map((segment) => unescaped(decodeURIComponent(segment)));
  for (const { definition, schema } of stepsTo(kind, instancePath).reverse()) {
    const trail = trailOf(schema, segments.slice(0, -1));
    const last = trail?.[trail.length - 1];
    // A property that may not be there at all has a schema without a keyword.
    const isIts = keyword === 'false schema' || Object.hasOwn(last ?? {}, segments[segments.length - 1]);
    if (last === undefined || !isIts) continue;
    const description = [...trail!].reverse().find((one) => typeof one.description === 'string')?.description;
    return { schema: last, description, name: nameOf(definition) };
  }
  return { schema: {} };
}

/** Whether a minor has a field, by a JSON pointer to where it would stand. */
export function knowsField(kind: string, pointer: string, minor: number): boolean {
  const schema = schemaOf(kind, minor);
  if (schema === undefined) return false;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const owner = stepsTo(schema, parent).at(-1)?.schema;
  const known: unknown = owner?.properties;
  return Object.hasOwn(Object(known) as object, unescaped(pointer.slice(pointer.lastIndexOf('/') + 1)));
}

/** A value, the schema that it is held to, and how it is reached. */
interface Place {
  readonly schema: Schema | undefined;
  readonly value: unknown;
  readonly key: string;
  readonly parent?: Place;
}

/** A field that an API server drops, as its feature gate is off. */
export interface GatedField {
  readonly gate: string;
  /** A JSON pointer. */
  readonly pointer: string;
}

/** By the document of its schema and its definition, the definitions that lead to fields with a gate. */
const WAYS = new WeakMap<SchemaDocument, Map<string, ReadonlySet<string>>>();

/** Every such field that is there. */
export function gatedFieldsIn({ definition: root, document }: KindSchema, content: unknown): GatedField[] {
  // Most kinds have no such field, and the others have few.
  const ways = waysToGates(root, document);
  if (!ways.has(root)) return [];
  const found: GatedField[] = [];
  const waiting: Place[] = [{ schema: { $ref: REFERENCE + root }, value: content, key: '' }];
  for (const place of waiting) {
    const schema = resolved(place.schema, document, (gates) => {
      const fields = Object.keys(gates).filter((field) => isThere(place.value, field));
      found.push(...fields.map((field) => ({ gate: gates[field], pointer: `${pointerTo(place)}/${field}` })));
    });
    if (schema === undefined) continue;
    for (const key of Object.keys(place.value as object)) {
      const value = (place.value as Record<string, unknown>)[key];
      if (typeof value !== 'object' || value === null) continue;
      const child = childOf(schema, key);
      if (leadsOn(child, ways)) waiting.push({ schema: child, value, key, parent: place });
    }
  }
  return found;
}

/** Whether there may be such a field below. */
function leadsOn(schema: Schema | undefined, ways: ReadonlySet<string>): boolean {
  return schema !== undefined && !(typeof schema.$ref === 'string' && !ways.has(schema.$ref.slice(REFERENCE.length)));
}

function waysToGates(root: string, document: SchemaDocument): ReadonlySet<string> {
  const known = WAYS.get(document) ?? new Map<string, ReadonlySet<string>>();
  WAYS.set(document, known);
  let ways = known.get(root);
  if (ways === undefined) known.set(root, ways = searchWays(root, document));
  return ways;
}

/** Back from the definitions that have such a field, over all that refer to them. */
function searchWays(root: string, { definitions, gatedFields }: SchemaDocument): ReadonlySet<string> {
  const users = new Map<string, string[]>([[root, []]]);
  for (const [definition] of users) {
    for (const used of referencesIn(definitions[definition])) {
      const others = users.get(used);
      if (others === undefined) users.set(used, [definition]);
      else others.push(definition);
    }
  }
  const ways = new Set(Object.keys(gatedFields).filter((definition) => users.has(definition)));
  for (const definition of ways) for (const user of users.get(definition)!) ways.add(user);
  return ways;
}

function referencesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { $ref } = schema as Schema;
  const own = typeof $ref === 'string' ? [$ref.slice(REFERENCE.length)] : [];
  return [...own, ...Object.values(schema).flatMap(referencesIn)];
}

/** What a schema is in the end; each of the definitions that it is made of says which of its fields have a gate. */
function resolved(
  schema: Schema | undefined, { definitions, gatedFields }: SchemaDocument,
  onGates: (gates: SchemaDocument['gatedFields'][string]) => void,
): Schema | undefined {
  let found = schema;
  while (typeof found?.$ref === 'string') {
    const definition: string = found.$ref.slice(REFERENCE.length);
    if (Object.hasOwn(gatedFields, definition)) onGates(gatedFields[definition]);
    found = definitions[definition];
  }
  return found;
}

/** What is null is not there, to the API server. */
function isThere(value: unknown, field: string): boolean {
  return Object.hasOwn(value as object, field) && (value as Record<string, unknown>)[field] !== null;
}

function pointerTo({ key, parent }: Place): string {
  return parent === undefined ? '' : `${pointerTo(parent)}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** Every definition that holds on the way, from the outermost to the innermost. */
function stepsTo({ definition: root, document }: KindSchema, instancePath: string): Step[] {
  const steps: Step[] = [];
  let schema: Schema | undefined = { $ref: REFERENCE + root };
  for (const segment of ['', ...instancePath.split('/').slice(1).map(unescaped)]) {
    schema = segment === '' && steps.length === 0 ? schema : childOf(schema, segment);
    while (typeof schema?.$ref === 'string') {
      const definition: string = schema.$ref.slice(REFERENCE.length);
      schema = document.definitions[definition];
      steps.push({ definition, schema });
    }
    if (schema === undefined) break;
  }
  return steps;
}

function childOf(schema: Schema | undefined, segment: string): Schema | undefined {
  const { properties, items, additionalProperties } = schema ?? {};
  if (properties !== undefined && Object.hasOwn(properties, segment)) return properties[segment];
  return items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

/** The schemas that a path leads through; undefined where it leads nowhere. */
function trailOf(schema: Schema, segments: readonly string[]): Schema[] | undefined {
  const trail = [schema];
  let place: unknown = schema;
  for (const segment of segments) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, segment)) return undefined;
    place = (place as Schema)[segment];
    trail.push(place as Schema);
  }
  return trail;
}

/** `core.v1.Container` is a Container. */
function nameOf(definition: string): string | undefined {
  const name = definition
    .replace(/\.embedded$/, '')
    .split('.')
    .pop();
  return definition.startsWith('shared.') ? undefined : name;
}

function unescaped(segment: string): string {
  return segment.replace(/~1/g, '/').replace(/~0/g, '~');
}

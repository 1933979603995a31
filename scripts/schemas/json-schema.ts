/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A draft-07 JSON schema. */
export type JsonSchema = { [keyword: string]: Json };

/** Schemas by definition name. */
export type Definitions = { [name: string]: JsonSchema };

/** What one schema file holds. */
export interface SchemaDocument {
  readonly $schema: string;
  readonly definitions: Definitions;
  /** From `apiVersion/kind` to the name of its definition. */
  readonly kinds: { [apiVersionAndKind: string]: string };
  /** By definition, the fields that an API server drops unless their feature gate is turned on, each with the gate. */
  readonly gatedFields?: GatedFields;
}

/** Feature gates, by definition and field. */
export type GatedFields = { [definition: string]: { [field: string]: string } };

const POINTER_TO_DEFINITIONS = '#/definitions/';

/** Makes a document of the kinds and the definitions that they reach. */
export function schemaDocument(kinds: SchemaDocument['kinds'], definitions: Definitions): SchemaDocument {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions: reachableDefinitions(definitions, Object.values(kinds)),
    kinds,
  };
}

/** A schema that points at a definition of the same document. */
export function referenceTo(definition: string): JsonSchema {
  return { $ref: POINTER_TO_DEFINITIONS + definition };
}

/** The definitions that the roots use, directly or not, and the roots themselves. */
export function reachableDefinitions(definitions: Definitions, roots: readonly string[]): Definitions {
  const reached: Definitions = {};
  const waiting = [...roots];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (!(name in reached)) {
      reached[name] = definitions[name];
      waiting.push(...referencesIn(definitions[name]));
    }
  }
  return reached;
}

/** The schema of a whole object: it says what it is, and is nothing else. */
export function topLevelObject(schema: JsonSchema, apiVersion: string, kind: string): JsonSchema {
  const required = new Set([...(schema.required as string[] | undefined) ?? [], 'apiVersion', 'kind', 'metadata']);
  const properties = { ...schema.properties as JsonSchema, apiVersion: { const: apiVersion }, kind: { const: kind } };
  return { ...schema, properties, required: [...required].sort() };
}

/** JSON whose keys are sorted, so that equal values give equal text. */
export function stableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_key, child) => isObject(child) ? sortedByKey(child) : child, indent);
}

function sortedByKey(value: { [key: string]: unknown }): { [key: string]: unknown } {
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, value[key]]));
}

function referencesIn(value: Json): string[] {
  if (!isObject(value) && !Array.isArray(value)) {
    return [];
  }
  const nested = Object.values(value).flatMap(referencesIn);
  const reference = isObject(value) ? value.$ref : undefined;
  return typeof reference === 'string' ? [reference.slice(POINTER_TO_DEFINITIONS.length), ...nested] : nested;
}

function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

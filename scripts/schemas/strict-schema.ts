import { JsonSchema } from './json-schema';

/** A schema as Kubernetes publishes it: OpenAPI v2 for its own kinds, OpenAPI v3 in custom resource definitions. */
export interface OpenApiSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly nullable?: boolean;
  readonly properties?: { readonly [name: string]: OpenApiSchema };
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly items?: OpenApiSchema;
}

/** Turns the `$ref` of a source into a schema of the derived document. */
export type ResolveReference = (reference: string) => JsonSchema;

const CARRIED = new Set([
  'allOf',
  'anyOf',
  'enum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'not',
  'oneOf',
  'pattern',
  'required',
  'uniqueItems',
]);
const CONVERTED = new Set(['$ref', 'additionalProperties', 'format', 'items', 'nullable', 'properties', 'type']);
const PROSE = new Set(['default', 'description', 'example', 'externalDocs', 'title']);

const BY_FORMAT: { readonly [format: string]: JsonSchema } = {
  'byte': { pattern: '^[A-Za-z0-9+/\\r\\n]*={0,2}[\\r\\n]*$', description: 'base64' },
  'date-time': {
    pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
    description: 'a time such as 2026-01-31T08:00:00Z',
  },
  'int32': { minimum: -2147483648, maximum: 2147483647 },
};

/** The same schema, refusing unknown fields and free of everything that a validator does not use. */
export function strictSchema(source: OpenApiSchema, resolve: ResolveReference): JsonSchema {
  refuseUnknownKeywords(source);
  if (source.$ref !== undefined) {
    return resolve(source.$ref);
  }
  return {
    ...typeKeyword(source),
    ...BY_FORMAT[source.format ?? ''],
    ...carriedKeywords(source),
    ...childSchemas(source, resolve),
    ...closure(source),
  };
}

function refuseUnknownKeywords(source: OpenApiSchema): void {
  const known = (keyword: string) => CARRIED.has(keyword) || CONVERTED.has(keyword) || PROSE.has(keyword);
  const unknown = Object.keys(source).find((keyword) => !known(keyword) && !keyword.startsWith('x-kubernetes-'));
  if (unknown !== undefined) {
    throw new Error(`keyword ${JSON.stringify(unknown)} has no translation: ${JSON.stringify(source)}`);
  }
}

function typeKeyword(source: OpenApiSchema): JsonSchema {
  const types = isIntegerOrString(source) ? ['integer', 'string'] : [source.type ?? []].flat();
  if (types.length === 0) {
    return {};
  }
  const allowed = source.nullable === true ? [...types, 'null'] : types;
  return { type: allowed.length === 1 ? allowed[0] : allowed };
}

function carriedKeywords(source: OpenApiSchema): JsonSchema {
  const carried = Object.fromEntries(
    Object.entries(source).filter(([keyword]) => CARRIED.has(keyword)),
  ) as JsonSchema;
  if (isIntegerOrString(source)) {
    // It repeats the type, with worse messages.
    delete carried.anyOf;
  }
  if (source.nullable === true && Array.isArray(carried.enum)) {
    carried.enum = [...carried.enum, null];
  }
  if (typeof carried.pattern === 'string') {
    carried.pattern = withoutFlag(carried.pattern);
  }
  return carried;
}

/** The patterns of Go may say that case does not matter; those of JSON Schema name both cases of each letter. */
function withoutFlag(pattern: string): string {
  const [before, ...rest] = pattern.split('(?i)');
  return (
    before +
    rest
      .map((after) => {
        const end = endOfGroup(after);
        return anyCase(after.slice(0, end), pattern) + after.slice(end);
      })
      .join('')
  );
}

/** A flag holds until the group ends in which it stands. */
function endOfGroup(text: string): number {
  let depth = 0;
  const end = [...text].findIndex((character) => {
    depth += Number(character === '(') - Number(character === ')');
    return depth < 0;
  });
  return end < 0 ? text.length : end;
}

function anyCase(text: string, pattern: string): string {
  if (/\\|\[[^\]]*[a-z]|\(\?/i.test(text)) throw new Error(`pattern ${JSON.stringify(pattern)} has no translation`);
  return text.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function childSchemas(source: OpenApiSchema, resolve: ResolveReference): JsonSchema {
  const { properties, items, additionalProperties: values } = source;
  const children: JsonSchema = {};
  if (properties) {
    const strict = Object.entries(properties).map(([name, property]) => [name, strictSchema(property, resolve)]);
    children.properties = Object.fromEntries(strict);
  }
  if (items) {
    children.items = strictSchema(items, resolve);
  }
  if (values !== undefined) {
    children.additionalProperties = typeof values === 'boolean' ? values : strictSchema(values, resolve);
  }
  return children;
}

/** Embedded resources stay open: any kind may be there, with its `metadata`, whatever the definition lists. */
function closure(source: OpenApiSchema): JsonSchema {
  const isOpen =
    source['x-kubernetes-preserve-unknown-fields'] === true ||
    source['x-kubernetes-embedded-resource'] === true ||
    source.additionalProperties !== undefined;
  return source.properties && !isOpen ? { additionalProperties: false } : {};
}

function isIntegerOrString(source: OpenApiSchema): boolean {
  return source.format === 'int-or-string' || source['x-kubernetes-int-or-string'] === true;
}

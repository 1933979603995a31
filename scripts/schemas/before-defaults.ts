import Ajv from 'ajv';
import { OpenApiSchema } from './strict-schema';

type Keywords = { -readonly [keyword in keyof OpenApiSchema]: OpenApiSchema[keyword] };

const CHOICES = ['allOf', 'anyOf', 'oneOf'] as const;
const ajv = new Ajv({ strict: false, validateFormats: false });

/**
 * The schema of objects as they are written, of one of objects whose defaults are filled in: the API server fills them
 * in before it validates a custom resource.
 */
export function beforeDefaults(schema: OpenApiSchema): OpenApiSchema {
  return withChildren(withConditions(schema, schema), beforeDefaults);
}

/** Conditions of a value, where a field that is not written has the default that its schema gives it. */
function withConditions(conditions: OpenApiSchema, schema: OpenApiSchema): OpenApiSchema {
  const changed: Keywords = { ...conditions };
  const required = requiredFields(conditions, schema);
  if (required.length > 0) changed.required = required;
  else delete changed.required;
  for (const keyword of CHOICES) {
    const branches = conditions[keyword] as OpenApiSchema[] | undefined;
    if (branches !== undefined) changed[keyword] = branches.map((branch) => branchOf(branch, schema));
  }
  if (conditions.not !== undefined) changed.not = branchOf(conditions.not as OpenApiSchema, schema);
  return changed;
}

/** Branches say nothing of types, and know no defaults of their own. */
function branchOf(branch: OpenApiSchema, schema: OpenApiSchema): OpenApiSchema {
  const ofItems = (child: OpenApiSchema) => (schema.items === undefined ? child : branchOf(child, schema.items));
  return withChildren(withConditions(branch, schema), ofItems, (child, name) => {
    const described = schema.properties?.[name];
    return described === undefined ? child : branchOf(child, described);
  });
}

/** What has a default is never missing; but it has to be written where the default would not do. */
function requiredFields(conditions: OpenApiSchema, { properties = {} }: OpenApiSchema): string[] {
  const defaultOf = (name: string) => properties[name]?.default;
  const missing = ((conditions.required ?? []) as string[]).filter((name) => defaultOf(name) === undefined);
  const others = conditions.properties === properties ? {} : conditions.properties ?? {};
  const unlikeDefault = Object.keys(others)
    .filter((name) => defaultOf(name) !== undefined && !ajv.validate(others[name], defaultOf(name)));
  return [...missing, ...unlikeDefault];
}

type Change = (child: OpenApiSchema) => OpenApiSchema;
type ChangeOfField = (child: OpenApiSchema, name: string) => OpenApiSchema;

function withChildren(schema: OpenApiSchema, change: Change, ofField: ChangeOfField = change): OpenApiSchema {
  const { properties, items, additionalProperties: values } = schema;
  const changed: Keywords = { ...schema };
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(([name, child]) => [name, ofField(child, name)]);
    changed.properties = Object.fromEntries(fields);
  }
  if (items !== undefined) changed.items = change(items);
  if (typeof values === 'object') changed.additionalProperties = change(values);
  return changed;
}

import { CONTAINER_CONSTRAINTS } from './constraints/containers';
import { META_CONSTRAINTS } from './constraints/metadata';
import { NETWORK_CONSTRAINTS } from './constraints/network';
import { POD_CONSTRAINTS } from './constraints/pods';
import { POLICY_CONSTRAINTS } from './constraints/policies';
import { STORAGE_CONSTRAINTS } from './constraints/storage';
import { WORKLOAD_CONSTRAINTS } from './constraints/workloads';
import { Definitions, JsonSchema } from './json-schema';

/** What holds of one definition beyond what is published. */
export interface Constraint {
  /** Of its fields, by name. */
  readonly fields?: { readonly [field: string]: JsonSchema };
  /** Fields that are published as required, and have a default. */
  readonly optional?: readonly string[];
  /** Of the whole, one after the other. */
  readonly whole?: readonly JsonSchema[];
}

/** By the short name of the definition. */
export type Constraints = { readonly [definition: string]: Constraint };

const ALL: Constraints = {
  ...META_CONSTRAINTS,
  ...POD_CONSTRAINTS,
  ...CONTAINER_CONSTRAINTS,
  ...WORKLOAD_CONSTRAINTS,
  ...NETWORK_CONSTRAINTS,
  ...POLICY_CONSTRAINTS,
  ...STORAGE_CONSTRAINTS,
};

/** The definitions with what the API server checks in each of them beyond their types. */
export function withConstraints(definitions: Definitions): Definitions {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => {
      const constraint = ALL[name.replace(/\.embedded$/, '')];
      return [name, constraint === undefined ? schema : constrained(schema, constraint)];
    }),
  );
}

/** Names of constraints that no definition has. */
export function unusedConstraints(definitions: readonly Definitions[]): string[] {
  return Object.entries(ALL).flatMap(([name, { fields = {} }]) => {
    const found = definitions
      .flatMap((one) => [one[name], one[`${name}.embedded`]])
      .filter((one) => one !== undefined);
    if (found.length === 0) return [name];
    const has = (field: string) =>
      found.some(({ properties }) => Object.hasOwn((properties as object) ?? {}, field));
    return Object.keys(fields)
      .filter((field) => !has(field))
      .map((field) => `${name}.${field}`);
  });
}

function constrained(schema: JsonSchema, constraint: Constraint): JsonSchema {
  const { whole = [], optional = [] } = constraint;
  const changed = { ...schema };
  const properties = schema.properties as Definitions | undefined;
  if (properties !== undefined) changed.properties = constrainedFields(properties, constraint);
  if (Array.isArray(schema.required)) {
    changed.required = schema.required.filter((field) => !optional.includes(field as string));
  }
  if (whole.length > 0) changed.allOf = [...Array.isArray(schema.allOf) ? schema.allOf : [], ...whole];
  return changed;
}

function constrainedFields(properties: Definitions, { fields = {} }: Constraint): Definitions {
  return Object.fromEntries(Object.entries(properties).map(([field, schema]) => (
    [field, Object.hasOwn(fields, field) ? merged(schema, fields[field]) : schema]
  )));
}

function merged(schema: JsonSchema, more: JsonSchema): JsonSchema {
  if (more.items === undefined) return { ...schema, ...more };
  return { ...schema, ...more, items: { ...(schema.items as JsonSchema), ...(more.items as JsonSchema) } };
}

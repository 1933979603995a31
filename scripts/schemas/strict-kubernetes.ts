import { Enumeration, Enumerations } from './enumerations';
import { gatedFieldsOf } from './feature-gates';
import {
  Definitions,
  GatedFields,
  JsonSchema,
  SchemaDocument,
  referenceTo,
  schemaDocument,
  topLevelObject,
} from './json-schema';
import { OpenApiSchema, strictSchema } from './strict-schema';

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

interface Operation {
  readonly 'x-kubernetes-group-version-kind'?: GroupVersionKind;
}

interface PathItem {
  readonly post?: Operation;
  readonly put?: Operation;
}

/** The parts of the API server's `swagger.json` that are read here. */
export interface KubernetesOpenApi {
  readonly definitions: { readonly [name: string]: OpenApiSchema };
  readonly paths: { readonly [path: string]: PathItem };
}

/** What the Go code of a release says, and its OpenAPI document does not. */
export interface GoFacts {
  readonly enumerations: Enumerations;
  /** Whether each feature gate is on. */
  readonly gates: ReadonlyMap<string, boolean>;
}

const REFERENCE_PREFIX = '#/definitions/';
const QUANTITY = 'api.resource.Quantity';

/** Quantities as the API server reads them; published definitions say no more than `string`. */
const QUANTITY_SCHEMA: JsonSchema = {
  type: ['number', 'string'],
  pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  description: 'an amount such as 500m, 2 or 512Mi',
};

/** Derives the strict schemas of all kinds that users can create and replace in one release of Kubernetes. */
export function strictKubernetes(
  openApi: KubernetesOpenApi, { enumerations, gates }: GoFacts,
): SchemaDocument {
  const kinds = userKinds(openApi);
  const definitions = strictDefinitions(openApi, new Set(kinds.values()));
  definitions[QUANTITY] = QUANTITY_SCHEMA;
  addEnumerations(definitions, enumerations);
  for (const [apiVersionAndKind, definition] of kinds) {
    const separator = apiVersionAndKind.lastIndexOf('/');
    definitions[definition] = topLevelObject(
      definitions[embedded(definition)],
      apiVersionAndKind.slice(0, separator),
      apiVersionAndKind.slice(separator + 1),
    );
  }
  const document = schemaDocument(Object.fromEntries(kinds), definitions);
  return { ...document, gatedFields: gatedFields(openApi, gates, document) };
}

/** Of definitions that kinds reach, by their short names. */
function gatedFields(
  openApi: KubernetesOpenApi, gates: GoFacts['gates'], { definitions }: SchemaDocument,
): GatedFields {
  return Object.fromEntries(Object.entries(openApi.definitions).flatMap(([definition, source]) => {
    const fields = gatedFieldsOf(source, gates);
    const name = shortName(definition);
    return Object.keys(fields).length > 0 && name in definitions ? [[name, fields]] : [];
  }));
}

/** Every definition by its short name; kinds as they look inside another object, where `kind` is optional. */
function strictDefinitions(openApi: KubernetesOpenApi, kinds: Set<string>): Definitions {
  const nameOf = (definition: string) => {
    const name = shortName(definition);
    return kinds.has(name) ? embedded(name) : name;
  };
  const resolve = (reference: string) => referenceTo(nameOf(reference.slice(REFERENCE_PREFIX.length)));
  const definitions: Definitions = {};
  for (const [definition, source] of Object.entries(openApi.definitions)) {
    if (nameOf(definition) in definitions) {
      throw new Error(`two definitions share the short name ${nameOf(definition)}, one of them is ${definition}`);
    }
    definitions[nameOf(definition)] = strictSchema(source, resolve);
  }
  return definitions;
}

/** Names of older releases, which are no part of this document, are passed over. */
function addEnumerations(definitions: Definitions, enumerations: Enumerations): void {
  for (const [place, enumeration] of enumerations) {
    const [definition, field] = place.split('/');
    const name = embedded(definition) in definitions ? embedded(definition) : definition;
    const properties = definitions[name]?.properties as Definitions | undefined;
    if (properties && field in properties) properties[field] = withEnumeration(properties[field], enumeration);
  }
}

/** An empty text is what the API server takes for a field that is not there; an item is there. */
function withEnumeration(schema: JsonSchema, { values, isOfItems }: Enumeration): JsonSchema {
  if (!isOfItems) return { ...schema, enum: [...new Set(['', ...values])] };
  const container = schema.items === undefined ? 'additionalProperties' : 'items';
  return { ...schema, [container]: { ...(schema[container] as JsonSchema), enum: [...values] } };
}

/**
 * Kinds with a collection to post to and objects to put: this leaves out lists, reviews, bindings, evictions, scales
 * and options, none of which a manifest can keep in a cluster.
 */
function userKinds({ definitions, paths }: KubernetesOpenApi): Map<string, string> {
  const creatable = new Set<string>();
  for (const [path, { post }] of Object.entries(paths)) {
    const kind = post?.['x-kubernetes-group-version-kind'];
    if (kind && paths[`${path}/{name}`]?.put) {
      creatable.add(apiVersionAndKindOf(kind));
    }
  }
  const kinds = new Map<string, string>();
  for (const [definition, source] of Object.entries(definitions)) {
    const names = (source['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[];
    names
      .map(apiVersionAndKindOf)
      .filter((name) => creatable.has(name))
      .forEach((name) => kinds.set(name, shortName(definition)));
  }
  return kinds;
}

function apiVersionAndKindOf({ group, version, kind }: GroupVersionKind): string {
  return [group, version, kind].filter((part) => part !== '').join('/');
}

function embedded(kindDefinition: string): string {
  return `${kindDefinition}.embedded`;
}

/** The last three parts tell all definitions apart: `io.k8s.api.apps.v1.Deployment` is `apps.v1.Deployment`. */
function shortName(definition: string): string {
  return definition.split('.').slice(-3).join('.');
}

import * as yaml from 'js-yaml';
import { beforeDefaults } from './before-defaults';
import {
  Definitions,
  JsonSchema,
  SchemaDocument,
  reachableDefinitions,
  referenceTo,
  schemaDocument,
  topLevelObject,
} from './json-schema';
import { OpenApiSchema, strictSchema } from './strict-schema';

/** One served version of a custom resource. */
export interface CustomResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly schema: OpenApiSchema;
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly CustomResourceVersion[];
  };
}

interface CustomResourceVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
}

const OBJECT_META = 'meta.v1.ObjectMeta';

/** Every version that the definitions in a YAML file serve. */
export function servedCustomResources(text: string): CustomResource[] {
  const documents = yaml.loadAll(text, undefined, { schema: yaml.CORE_SCHEMA }) as CustomResourceDefinition[];
  return documents.flatMap(customResourcesOf);
}

/** Derives the strict schema of a custom resource; `metadata` is as strict as in the Kubernetes document given. */
export function strictCustomResource(resource: CustomResource, kubernetes: SchemaDocument): SchemaDocument {
  const apiVersion = `${resource.group}/${resource.version}`;
  const name = `${resource.group}.${resource.version}.${resource.kind}`;
  const definitions: Definitions = {
    ...reachableDefinitions(kubernetes.definitions, [OBJECT_META]),
    [name]: topLevelObject(
      withObjectMeta(strictSchema(beforeDefaults(resource.schema), refuseReference)),
      apiVersion,
      resource.kind,
    ),
  };
  return schemaDocument({ [`${apiVersion}/${resource.kind}`]: name }, definitions);
}

function customResourcesOf({ spec }: CustomResourceDefinition): CustomResource[] {
  const { group, names, versions } = spec;
  const { kind, plural } = names;
  return versions
    .filter(({ served }) => served)
    .map(({ name, schema }) => ({ group, version: name, kind, plural, schema: schema.openAPIV3Schema }));
}

function withObjectMeta(schema: JsonSchema): JsonSchema {
  return { ...schema, properties: { ...(schema.properties as JsonSchema), metadata: referenceTo(OBJECT_META) } };
}

function refuseReference(reference: string): never {
  throw new Error(`a custom resource definition cannot hold references, found ${reference}`);
}

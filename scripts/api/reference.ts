import * as fs from 'fs';
import * as path from 'path';
import { ApiReferenceSchema, AssemblyMetadataSchema, DocsSchema, Documentation, Language } from 'jsii-docgen';
import { domainOf } from './domains';

/** The compiled library, as its documentation sees it. */
export interface Reference {
  readonly metadata: AssemblyMetadataSchema;
  readonly api: ApiReferenceSchema;
  /** The domain of each type, by its name. */
  readonly domains: ReadonlyMap<string, string>;
}

/** A type of whatever kind. */
export interface ReferenceType {
  readonly displayName: string;
  readonly docs: DocsSchema;
}

interface Assembly {
  readonly types: Readonly<Record<string, {
    readonly name: string;
    readonly locationInModule: { readonly filename: string };
  }>>;
}

/** Reads what `jsii` wrote of the library in a folder. */
export async function readReference(root: string): Promise<Reference> {
  const documentation = await Documentation.forProject(root);
  const { metadata, apiReference } = (await documentation.toJson({ language: Language.TYPESCRIPT })).content;
  return { metadata, api: apiReference!, domains: domainsIn(path.join(root, '.jsii')) };
}

/** The part of the reference that is about a domain. */
export function referenceOf({ api, domains }: Reference, domain: string): ApiReferenceSchema {
  const isHere = ({ displayName }: ReferenceType) => domains.get(displayName) === domain;
  return {
    constructs: api.constructs.filter(isHere),
    classes: api.classes.filter(isHere),
    structs: api.structs.filter(isHere),
    interfaces: api.interfaces.filter(isHere),
    enums: api.enums.filter(isHere),
  };
}

function domainsIn(assemblyFile: string): Map<string, string> {
  const { types } = JSON.parse(fs.readFileSync(assemblyFile, 'utf8')) as Assembly;
  return new Map(Object.values(types).map(({ name, locationInModule }) => [name, domainOf(locationInModule.filename)]));
}

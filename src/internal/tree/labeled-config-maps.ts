import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { perTree } from './per-tree';
import { RenderedDocuments } from './rendered-documents';
import { Overlay } from '../manifest/overlay';
import { isObject, JsonObject } from '../values/json';

/** A file that a ConfigMap of the tree holds, as it is finally written. */
export interface FoundFile {
  readonly owner: ApiObject;
  /** Of the ConfigMap, as they are finally written. */
  readonly place: { readonly namespace: string; readonly name: string };
  readonly name: string;
  readonly text: string;
}

/** ConfigMaps that are made of the files of others, which nobody looks for files in. */
export const assembledConfigMaps = perTree('assembled-config-maps', () => new Set<ApiObject>());

/** By which label ConfigMaps are found, and by which of its values. */
export interface FileLabel {
  readonly label: string;
  accepts(value: string): boolean;
}

/** The files of all ConfigMaps of a tree that carry a label, in the order of the tree, whoever wrote them. */
export function filesLabeled(scope: IConstruct, label: string): FoundFile[] {
  return filesFound(scope, { label, accepts: (value) => value === 'true' });
}

/** The same, of a label of others, which may have other values. */
export function filesFound(scope: IConstruct, by: FileLabel): FoundFile[] {
  const assembled = assembledConfigMaps(scope);
  const rendered = RenderedDocuments.of(scope);
  return scope.node.root.node.findAll().filter(isConfigMap).filter((object) => !assembled.has(object))
    .filter((object) => mayCarry(object, by.label))
    .flatMap((owner) => filesOf(owner, rendered.readableDocumentOf(owner), by));
}

function isConfigMap(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.apiVersion === 'v1' && construct.kind === 'ConfigMap';
}

/** Only a patch gives a label to an object that was made without it. */
function mayCarry(object: ApiObject, label: string): boolean {
  return object.metadata.getLabel(label) !== undefined || Overlay.find(object)?.isChanged === true;
}

function filesOf(owner: ApiObject, document: JsonObject | undefined, { label, accepts }: FileLabel): FoundFile[] {
  const { metadata, data } = document ?? {};
  const value = isObject(metadata) && isObject(metadata.labels) ? metadata.labels[label] : undefined;
  if (typeof value !== 'string' || !accepts(value) || !isObject(data)) return [];
  const { namespace = 'default', name: ownName } = metadata as JsonObject;
  const place = { namespace, name: ownName };
  return Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, text]) => ({ owner, place, name, text }));
}

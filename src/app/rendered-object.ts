import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { JsonObject } from '../internal/json';

/** One object as it will be written, and where in the tree it comes from. */
export interface RenderedObject {
  readonly path: string;
  readonly manifest: JsonObject;
}

/** One rule about the objects of a whole tree; gives a message for each breach, in the form `[path] ...`. */
export type TreeRule = (objects: readonly RenderedObject[]) => string[];

/** Every object below `root`, each rendered once. */
export function renderObjects(root: IConstruct): RenderedObject[] {
  const objects = root.node.findAll().filter((construct) => ApiObject.isApiObject(construct)) as ApiObject[];
  return objects.map((object) => ({ path: object.node.path, manifest: object.toJson() }));
}

/** `metadata.namespace`; empty where there is none. */
export function namespaceOfManifest({ metadata }: JsonObject): string {
  return metadata?.namespace ?? '';
}

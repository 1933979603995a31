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

/** Every object below `root`, each rendered once, and what those that cannot be rendered say. */
export function renderObjects(root: IConstruct): { objects: RenderedObject[]; problems: string[] } {
  const objects: RenderedObject[] = [];
  const problems: string[] = [];
  for (const construct of root.node.findAll().filter((one) => ApiObject.isApiObject(one)) as ApiObject[]) {
    try {
      objects.push({ path: construct.node.path, manifest: construct.toJson() });
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  return { objects, problems };
}

/** The API group; empty for the core group. */
export function groupOf({ apiVersion }: JsonObject): string {
  const [group, version] = String(apiVersion).split('/');
  return version === undefined ? '' : group;
}

/** `metadata.namespace`; empty where there is none. */
export function namespaceOfManifest({ metadata }: JsonObject): string {
  return metadata?.namespace ?? '';
}

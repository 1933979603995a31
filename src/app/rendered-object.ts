import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { ConstructTree } from './construct-tree';
import { madePath, messageOfError } from '../internal/fail';
import { WAIVER_ANNOTATION_PREFIX } from '../internal/naming/labels';
import { RenderedDocuments } from '../internal/tree/rendered-documents';
import { JsonObject } from '../internal/values/json';

/** One object as it will be written, and where in the tree it comes from. */
export interface RenderedObject {
  readonly path: string;
  readonly manifest: JsonObject;
}

/** One rule about the objects of a whole tree; gives a message for each breach, in the form `[path] ...`. */
export type TreeRule = (objects: readonly RenderedObject[], root: IConstruct) => string[];

/** What is done to an object before it is written. */
export type ManifestChange = (manifest: JsonObject) => JsonObject;

/** What became of the objects of a tree: each rendered once, or why it cannot be. */
export class Renderings {
  public readonly objects: RenderedObject[] = [];
  private readonly messages = new Set<string>();
  private readonly manifests = new Map<ApiObject, JsonObject>();

  constructor(objects: readonly ApiObject[], tree: ConstructTree, private readonly change: ManifestChange) {
    if (objects.length === 0) return;
    const documents = RenderedDocuments.of(objects[0]);
    documents.during(() => objects.forEach((object) => this.render(object, madePath(tree.pathOf(object)), documents)));
  }

  /** Each once, also where others are derived from what cannot be rendered. */
  public get problems(): readonly string[] {
    return [...this.messages];
  }

  /** What an object looks like. */
  public manifestOf(object: ApiObject): JsonObject {
    return this.manifests.get(object)!;
  }

  private render(object: ApiObject, path: string, documents: RenderedDocuments): void {
    try {
      const manifest = this.change(documents.documentOf(object));
      this.manifests.set(object, manifest);
      this.objects.push({ path, manifest });
    } catch (error) {
      this.messages.add(messageOfError(object.node.path, error));
    }
  }
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

/** Whether an object says why a check does not hold for it; a rule that refuses the same is then silent. */
export function isWaived({ metadata }: JsonObject, checkId: string): boolean {
  return Object.hasOwn(metadata?.annotations ?? {}, WAIVER_ANNOTATION_PREFIX + checkId);
}

import { ApiObject } from 'cdk8s';
import { perTree } from './per-tree';
import { JsonObject } from '../values/json';

/** What objects look like to those that are derived from them, once per tree. */
export class RenderedDocuments {
  public static readonly of = perTree('rendered-documents', () => new RenderedDocuments());

  private known?: Map<ApiObject, JsonObject>;

  /** An object as it is finally written. */
  public documentOf(object: ApiObject): JsonObject {
    const known = this.known?.get(object);
    if (known !== undefined) return known;
    const document = object.toJson();
    this.known?.set(object, document);
    return document;
  }

  /** The same; undefined where it cannot be rendered, which the object says itself. */
  public readableDocumentOf(object: ApiObject): JsonObject | undefined {
    try {
      return this.documentOf(object);
    } catch {
      return undefined;
    }
  }

  /** Renders each object once while something is done; nothing may change the tree meanwhile. */
  public during<T>(action: () => T): T {
    this.known = new Map();
    try {
      return action();
    } finally {
      this.known = undefined;
    }
  }
}

import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';
import { fail, pathOf } from '../fail';
import { Overlay } from './overlay';
import { JsonObject } from '../values/json';

/** Applies RFC 6902 operations to an object that `owner` made. */
export function patchWithin(owner: IConstruct, target: IConstruct, operations: JsonPatch[]): void {
  const overlay = overlayWithin(owner, 'patch', target);
  if (operations.length === 0) {
    const remedy = "give one, such as JsonPatch.add('/metadata/labels/tier', 'web')";
    fail(owner, { prop: 'patch', must: 'be given an operation', got: operations, remedy });
  }
  operations.forEach((operation) => overlay.patch(operation));
}

/** Merges a document into an object that `owner` made, by RFC 7386. */
export function mergePatchWithin(owner: IConstruct, target: IConstruct, patch: JsonObject): void {
  const overlay = overlayWithin(owner, 'mergePatch', target);
  overlay.mergePatch(patch);
}

/** Whether it is an object that `owner` made, or a construct of cdk8s-plus that stands for one. */
export function isObjectBelow(owner: IConstruct, target: IConstruct): boolean {
  if (!target.node.scopes.includes(owner)) return false;
  return ApiObject.isApiObject(target) || ApiObject.isApiObject(target.node.defaultChild);
}

function overlayWithin(owner: IConstruct, prop: string, target: IConstruct): Overlay {
  if (!isObjectBelow(owner, target)) {
    fail(owner, {
      prop,
      must: `be given an object of ${pathOf(owner)}`,
      got: pathOf(target),
      remedy: 'patch it through the construct that made it',
    });
  }
  return Overlay.of(ApiObject.of(target));
}

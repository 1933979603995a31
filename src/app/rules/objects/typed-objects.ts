import { messageAt } from '../../../internal/fail';
import { RenderedObject } from '../../rendered-object';

/** Every object says what it is: without apiVersion and kind nobody can read it. */
export function typedObjects(objects: readonly RenderedObject[]): string[] {
  return objects.flatMap(({ path, manifest }) => ['apiVersion', 'kind'].flatMap((prop) => {
    const value = manifest[prop];
    if (typeof value === 'string' && value !== '') return [];
    const remedy = 'remove the patch that took it away';
    return [messageAt(path, { prop, must: 'be text', got: value, remedy })];
  }));
}

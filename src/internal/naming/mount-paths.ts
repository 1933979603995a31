import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { checkText } from '../values/plain-text';

// Kubernetes separates mounts by a colon; a path that climbs could cover more than it says.
const PATH = /^(\/[^/\0:\r\n]+)+$/;
const MAX_LENGTH = 4096;

/** Refuses what no folder of a container can be. */
export function checkMountPath(scope: IConstruct, prop: string, path: string): void {
  checkText(scope, prop, path);
  const climbs = path.split('/').some((part) => part === '..' || part === '.');
  if (!PATH.test(path) || climbs || path.length > MAX_LENGTH) {
    fail(scope, {
      prop,
      must: 'be an absolute folder below /, without a colon, without .. and without / at its end',
      got: path,
      remedy: 'write it like /var/cache/app',
    });
  }
}

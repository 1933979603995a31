import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { parseImage } from '../../internal/images/image-reference';

const VERSION = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+].*)?$/;

/** What is said of a program. */
export interface Program {
  /** The prop to blame. */
  readonly prop: 'image' | 'version';
  readonly image: string;
  /** The tag of the image, where it is not given. */
  readonly version?: string;
  /** The first version that does all that we write. */
  readonly least: string;
}

/** The version of a program, by which the operator chooses its flags. */
export function programVersion(scope: Construct, { prop, image, version, least }: Program): string {
  const { tag } = parseImage(scope, 'image', image);
  const found = numbersOf(version ?? tag ?? '');
  if (found === undefined) {
    const what = prop === 'image' ? 'say the version of the program by its tag' : 'be that of the program in the image';
    const must = `${what}, for the operator chooses flags and configuration by it`;
    const got = version ?? `none, and the tag of the image is ${JSON.stringify(tag ?? '')}`;
    return fail(scope, { prop, must, got, remedy: `${prop === 'image' ? 'give it a tag' : 'write it'} like ${least}` });
  }
  if (isBelow(found, numbersOf(least)!)) {
    const remedy = 'take a newer image';
    fail(scope, { prop, must: `be ${least} or later`, got: found.join('.'), remedy });
  }
  return found.join('.');
}

function numbersOf(version: string): number[] | undefined {
  const found = VERSION.exec(version);
  return found === null ? undefined : found.slice(1).map(Number);
}

function isBelow(version: readonly number[], least: readonly number[]): boolean {
  const differing = version.findIndex((number, index) => number !== least[index]);
  return differing !== -1 && version[differing] < least[differing];
}

import { IConstruct } from 'constructs';
import { imageFault, MAX_REFERENCE_LENGTH, REFERENCE } from './image-faults';
import { fail } from '../fail';

/** An image by its parts. */
export interface ImageReference {
  /** With the registry, as it was written. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest?: string;
}

/** Reads an image; refuses one that is not pinned by tag or digest. */
export function parseImage(scope: IConstruct, prop: string, image: string): ImageReference {
  const match = image.length <= MAX_REFERENCE_LENGTH ? REFERENCE.exec(image) : null;
  if (!match) fail(scope, { prop, got: image, ...imageFault(image) });
  const [, repository, tag, digest] = match;
  if (digest === undefined && (tag === undefined || tag === 'latest')) {
    fail(scope, {
      prop,
      must: 'name a tag other than latest, or a digest',
      got: image,
      remedy: 'pin the version, or a restart may run other code than the pod beside it',
    });
  }
  return { repository, tag, digest };
}

/** The image with its registry, or the longest matching prefix, replaced. */
export function rewriteRegistry(image: string, registries: Record<string, string>): string {
  const full = withRegistry(image);
  const prefixes = Object.keys(registries).sort((a, b) => b.length - a.length);
  const prefix = prefixes.find((candidate) => isPrefix(candidate, full));
  return prefix === undefined ? image : `${registries[prefix]}${full.slice(prefix.length)}`;
}

/** A registry ends at a slash; a longer prefix may be the whole repository. */
function isPrefix(candidate: string, image: string): boolean {
  const ends = candidate.includes('/') ? ['/', ':', '@'] : ['/'];
  return image.startsWith(candidate) && ends.includes(image.charAt(candidate.length));
}

/** Short names such as `redis:7` and `docker.io/redis:7` mean `docker.io/library/redis:7`. */
function withRegistry(image: string): string {
  const [first, ...rest] = image.split('/');
  if (rest.length === 0) return `docker.io/library/${image}`;
  if (first === 'docker.io' && rest.length === 1) return `docker.io/library/${rest[0]}`;
  const isRegistry = first.includes('.') || first.includes(':') || first === 'localhost';
  return isRegistry ? image : `docker.io/${image}`;
}

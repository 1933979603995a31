import { Construct } from 'constructs';
import { parseImage } from '../../internal/images/image-reference';
import { Platform } from '../../platform/platform';

/** An image as the clusters of the platform pull it. */
export interface PulledImage {
  readonly name: string;
  /** As the user wrote it, for messages. */
  readonly given: string;
  readonly tag?: string;
}

/** The image that the user gave; refuses one that is not pinned by tag or digest. */
export function pulledImage(scope: Construct, prop: string, image: string): PulledImage {
  const { tag } = parseImage(scope, prop, image);
  return { name: Platform.of(scope).resolveImage(image), given: image, tag };
}

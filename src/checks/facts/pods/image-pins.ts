/** What follows the repository in the name of an image. */
export interface ImagePin {
  readonly tag?: string;
  readonly digest?: string;
}

/** Reads the name of an image; undefined where there is none, or where a mesh is to fill it in. */
export function imagePin(image: unknown): ImagePin | undefined {
  if (typeof image !== 'string' || image === '' || image === 'auto') return undefined;
  const [name, digest] = image.split('@', 2);
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':', 2)[1];
  return { tag: tag === '' ? undefined : tag, digest };
}

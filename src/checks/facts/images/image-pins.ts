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

// Those of the system beneath, such as alpine3.23 or ubuntu24.04.
const OF_A_SYSTEM = /^(?:alpine|amazonlinux|centos|debian|fedora|rockylinux|ubi|ubuntu|windowsservercore)-?[\d.]*(?:-slim)?$/;
const COMMIT = /^[0-9a-f]{7,64}$/;
// What a template is to fill in.
const PLACEHOLDER = /[${}<>%]/;

/** Whether a tag names no version of what is in the image, but whatever is newest: `latest`, `stable`, `alpine`. */
export function isMovingTag(tag: string): boolean {
  return OF_A_SYSTEM.test(tag) || !/\d/.test(tag) && !COMMIT.test(tag) && !PLACEHOLDER.test(tag);
}

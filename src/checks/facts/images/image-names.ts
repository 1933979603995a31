import { ImagePin, imagePin } from './image-pins';

/** An image by its parts, with what a short name leaves out. */
export interface ImageName extends ImagePin {
  /** Registry and repository, such as `docker.io/library/redis`. */
  readonly full: string;
}

const DOCKER_HUB = 'docker.io';
const HOSTS_OF_DOCKER_HUB = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io']);

/** Reads the name of an image as the kubelet does; undefined where there is none, or where a mesh is to fill it in. */
export function imageName(image: unknown): ImageName | undefined {
  const pin = imagePin(image);
  if (pin === undefined) return undefined;
  const [untagged] = String(image).split('@', 1);
  const end = untagged.lastIndexOf('/') + 1;
  return { ...pin, full: withRegistry(untagged.slice(0, end) + untagged.slice(end).split(':', 1)[0]) };
}

function withRegistry(name: string): string {
  const [first, ...rest] = name.split('/');
  const isHost = rest.length > 0 && (first.includes('.') || first.includes(':') || first === 'localhost');
  if (isHost && !HOSTS_OF_DOCKER_HUB.has(first)) return name;
  const path = isHost ? rest : [first, ...rest];
  return [DOCKER_HUB, ...(path.length === 1 ? ['library'] : []), ...path].join('/');
}

/** Whether an image is of a registry, or below a longer prefix of names. */
export function isBelow({ full }: Pick<ImageName, 'full'>, prefix: string): boolean {
  return full === prefix || full.startsWith(`${prefix}/`);
}

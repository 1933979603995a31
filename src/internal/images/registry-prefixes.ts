import { IConstruct } from 'constructs';
import { fail } from '../fail';

const MAX_LENGTH = 255;
const PREFIX = /^[A-Za-z0-9][-A-Za-z0-9.]*(:[0-9]+)?(\/[a-z0-9]+([-._]+[a-z0-9]+)*)*$/;

/** Whether images can begin with a text: a registry, with or without a path. */
export function isImagePrefix(text: string): boolean {
  return text.length <= MAX_LENGTH && PREFIX.test(text);
}

/** Refuses registries that no image can come from. */
export function checkTrustedRegistries(scope: IConstruct, registries: readonly string[] = []): void {
  const wrong = registries.find((text) => !isImagePrefix(text));
  if (wrong === undefined) return;
  fail(scope, {
    prop: 'trustedRegistries',
    must: 'hold the beginnings of images',
    got: wrong,
    remedy: "write ['ghcr.io/acme'], without a scheme and without a slash at the end",
  });
}

/** Refuses prefixes and replacements that no image can begin with. */
export function checkRegistries(scope: IConstruct, registries: Record<string, string>): void {
  for (const text of Object.entries(registries).flat()) {
    if (!isImagePrefix(text)) {
      fail(scope, {
        prop: 'registries',
        must: 'map image prefixes to image prefixes',
        got: text,
        remedy: "write { 'docker.io': 'mirror.example.com' }, without a scheme and without a slash at the end",
      });
    }
  }
}

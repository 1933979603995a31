import { IConstruct } from 'constructs';
import { fail } from '../fail';

const MAX_LENGTH = 255;
const PREFIX = /^[A-Za-z0-9][-A-Za-z0-9.]*(:[0-9]+)?(\/[a-z0-9]+([-._]+[a-z0-9]+)*)*$/;

/** Refuses prefixes and replacements that no image can begin with. */
export function checkRegistries(scope: IConstruct, registries: Record<string, string>): void {
  for (const text of Object.entries(registries).flat()) {
    if (text.length > MAX_LENGTH || !PREFIX.test(text)) {
      fail(scope, {
        prop: 'registries',
        must: 'map image prefixes to image prefixes',
        got: text,
        remedy: "write { 'docker.io': 'mirror.example.com' }, without a scheme and without a slash at the end",
      });
    }
  }
}

import { IConstruct } from 'constructs';
import { messageAt, pathOf } from '../../internal/fail';
import { FoundFile } from '../../internal/tree/labeled-config-maps';
import { isObject, Json } from '../../internal/values/json';
import { SecretKey } from '../../secrets/secret-key';
import { contentOf } from '../exporters/found-content';

/** Where AlertRouting says that the Secrets are: a folder for each, and in that a file for each key. */
export const SECRETS_FOLDER = '/etc/alertmanager/secrets';
const PLACE = /^\/etc\/alertmanager\/secrets\/([a-z0-9][-.a-z0-9]*)\/([-._a-zA-Z0-9]+)$/;
const FILE_FIELD = /_file$/;

/** The keys of Secrets that a configuration reads as files of that folder. */
export function credentialsOf(file: FoundFile): SecretKey[] {
  const keys = filesNamedBy(file).flatMap((path) => {
    const [, secretName, key] = PLACE.exec(path) ?? [];
    return key === undefined ? [] : [SecretKey.of(secretName, key)];
  });
  return [...new Map(keys.map((one) => [`${one.secretName}/${one.key}`, one])).values()];
}

/** The files that a configuration reads, and that are in none of the folders that are mounted. */
export function unmountedFiles(scope: IConstruct, file: FoundFile, folders: readonly string[]): string[] {
  return filesNamedBy(file).filter((path) => !PLACE.test(path) && !folders.some((one) => path.startsWith(`${one}/`)))
    .map((got) => messageAt(pathOf(scope), {
      prop: 'configuration',
      must: `read credentials as ${SECRETS_FOLDER}/<Secret>/<key>, or from what mountSecret has mounted, in `
        + `[${pathOf(file.owner)}]`,
      got,
      remedy: 'leave secretsFolder out, or mount the Secret there by service.mountSecret',
    }));
}

function filesNamedBy(file: FoundFile): string[] {
  return [...new Set(filesIn(contentOf(file)))];
}

function filesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, child]) => (
    FILE_FIELD.test(field) && typeof child === 'string' ? [child] : filesIn(child)
  ));
}

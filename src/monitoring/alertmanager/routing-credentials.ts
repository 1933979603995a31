import { describe } from '../../internal/fail';
import { isObject, Json, JsonObject } from '../../internal/values/json';
import { SecretKey } from '../../secrets/secret-key';

/** Where AlertRouting says that the Secrets are: a folder for each, and in that a file for each key. */
export const SECRETS_FOLDER = '/etc/alertmanager/secrets';
const PLACE = /^\/etc\/alertmanager\/secrets\/([a-z0-9][-.a-z0-9]*)\/((?!\.\.)[-._a-zA-Z0-9]+)$/;
const FILE_FIELD = /_file$/;

/** The keys of Secrets that a configuration reads as files of that folder. */
export function credentialsIn(configuration: JsonObject): SecretKey[] {
  return filesNamedBy(configuration).flatMap((path) => {
    const [, secretName, key] = PLACE.exec(path) ?? [];
    return key === undefined ? [] : [SecretKey.of(secretName, key)];
  });
}

/** What is wrong with files that a configuration reads, and that are in none of the folders that are mounted. */
export function unmountedFiles(configuration: JsonObject, folders: readonly string[]): string[] {
  return filesNamedBy(configuration).filter((path) => !PLACE.test(path))
    .filter((path) => !folders.some((folder) => folder !== SECRETS_FOLDER && path.startsWith(`${folder}/`)))
    .map((got) => describe({
      prop: 'configuration',
      must: `read credentials as ${SECRETS_FOLDER}/<Secret>/<key>, or from what mountSecret has mounted`,
      got,
      remedy: 'leave out secretsFolder of AlertRouting, or mount the Secret there by service.mountSecret',
    }));
}

function filesNamedBy(configuration: JsonObject): string[] {
  return [...new Set(filesIn(configuration))];
}

function filesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, child]) => (
    FILE_FIELD.test(field) && typeof child === 'string' ? [child] : filesIn(child)
  ));
}

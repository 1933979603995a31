import { ApiObject } from 'cdk8s';
import { fail } from '../fail';
import { WAIVER_ANNOTATION_PREFIX } from '../naming/labels';
import { SECRET_CHECKS, SecretInDocument, secretsInDocument } from '../secrets/objects/document-secrets';
import { isObject, JsonObject } from '../values/json';
import { Unshown } from '../values/shown-value';

const REMEDIES: Readonly<Record<string, string>> = {
  [SECRET_CHECKS.env]: 'use mountSecret or addSecretVariable',
  [SECRET_CHECKS.commands]: 'mount a Secret, or refer by $(NAME) to a variable of addSecretVariable',
  [SECRET_CHECKS.requests]: 'let the container answer without a login',
  [SECRET_CHECKS.config]: 'use mountSecret or addSecretVariable',
};

/**
 * Refuses a document that would have everybody read a secret, unless the check that says the same of it is waived.
 *
 * @param target the object, for messages
 * @param document what is finally written
 */
export function refusePlainSecrets(target: ApiObject, document: JsonObject): void {
  const secret = secretsInDocument(document).find((one) => !isWaived(one, document));
  if (secret === undefined) return;
  const { checkId, container, kind } = secret;
  const remedy = REMEDIES[checkId] ?? 'name the Secret that holds it instead';
  const isMain = container === undefined || container === document.metadata?.name;
  fail(target, {
    prop: propOf(secret, document),
    must: 'hold no secret as text',
    got: new Unshown(kind),
    remedy: `${remedy}, or waive ${checkId}${isMain ? '' : ` for the container ${container}`} where it is none`,
  });
}

/** By the name that the user typed, as far as the document tells. */
function propOf({ path, name, container, checkId }: SecretInDocument, { metadata }: JsonObject): string {
  const prefix = container === undefined || container === metadata?.name ? '' : `${container}.`;
  if (checkId === SECRET_CHECKS.env) return `${prefix}env.${name}`;
  if (checkId === SECRET_CHECKS.config) return `config.${name}`;
  return `${prefix}${path}`;
}

function isWaived({ checkId, container }: SecretInDocument, { metadata }: JsonObject): boolean {
  const annotations = isObject(metadata?.annotations) ? metadata.annotations : {};
  const keys = [checkId, ...(container === undefined ? [] : [`${checkId}.${container}`])];
  return keys.some((key) => Object.hasOwn(annotations, WAIVER_ANNOTATION_PREFIX + key));
}

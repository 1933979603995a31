import { ApiObject } from 'cdk8s';
import { waiveCall } from './waive-call';
import { fail } from '../fail';
import { WAIVER_ANNOTATION_PREFIX } from '../naming/labels';
import { SECRET_CHECKS, SecretInDocument, secretsInDocument } from '../secrets/objects/document-secrets';
import { secretsText } from '../secrets/objects/found-secret';
import { HiddenTexts } from '../secrets/objects/hidden-texts';
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
  const all = secretsInDocument(document);
  if (all.length === 0) return;
  const [secret, ...others] = all.filter((one) => !isWaived(one, document));
  if (secret === undefined) {
    refuseToldSecrets(target, document);
    return;
  }
  const secrets = [secret, ...others];
  fail(target, {
    prop: propOf(secret, document),
    must: 'hold no secret as text',
    got: new Unshown(secret.kind, secretsText(others.map((one) => ({ ...one, name: propOf(one, document) })))),
    remedy: `${remediesOf(secrets)}, or where it is none call ${waiveCallsOf(secrets, target, document)}`,
  });
}

/** The reason of a waiver says why something is no secret, and everybody reads that too. */
function refuseToldSecrets(target: ApiObject, document: JsonObject): void {
  const { annotations = {} } = document.metadata as JsonObject;
  const hidden = new HiddenTexts(document);
  const told = Object.keys(annotations as JsonObject).filter((key) => key.startsWith(WAIVER_ANNOTATION_PREFIX))
    .find((key) => hidden.mask(annotations[key]) !== annotations[key]);
  if (told === undefined) return;
  fail(target, {
    prop: `metadata.annotations[${told}]`,
    must: 'not repeat the secret that it is about',
    got: new Unshown('a reason with the secret in it'),
    remedy: 'say what it is, and not how it reads',
  });
}

function remediesOf(secrets: readonly SecretInDocument[]): string {
  const remedies = secrets.map(({ checkId }) => REMEDIES[checkId] ?? 'name the Secret that holds it instead');
  return [...new Set(remedies)].join('; ');
}

/** Each once, for one decision may be about several secrets. */
function waiveCallsOf(secrets: readonly SecretInDocument[], object: ApiObject, { metadata }: JsonObject): string {
  const calls = secrets.map(({ checkId, container }) => (
    waiveCall({ checkId, object, container: container === metadata?.name ? undefined : container })
  ));
  return [...new Set(calls)].join(' and ');
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

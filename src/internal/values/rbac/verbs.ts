import { closestWord } from '../closest-word';

/** Of objects, and of addresses that are none. */
const COMMON = [
  'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'head', 'options', 'post', 'put',
];
/**
 * What is asked for before something else is done.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
 */
const SPECIAL = [
  'approve', 'attest', 'bind', 'escalate', 'impersonate', 'proxy', 'request-serviceaccounts-token-audience', 'sign',
  'use',
];
const VERBS = new Set(['*', ...COMMON, ...SPECIAL]);

/** Whether the API server asks for the verb, of whatever resource. */
export function isVerb(verb: string): boolean {
  // Newer ones say of what: impersonate:user-info.
  return VERBS.has(verb) || verb.includes(':');
}

/** The verb that was meant by a word that is none. */
export function meantVerb(word: string): string | undefined {
  return closestWord(word, [...COMMON, ...SPECIAL]);
}

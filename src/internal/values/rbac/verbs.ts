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
/**
 * As what somebody is impersonated: `impersonate:<mode>`, and `impersonate-on:<mode>:<verb>` of what is done so.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/#constrained-impersonation
 */
const MODES = ['user-info', 'serviceaccount', 'arbitrary-node', 'associated-node'];
const IMPERSONATING = MODES.map((mode) => `impersonate:${mode}`);
const IMPERSONATED = new RegExp(`^impersonate-on:(?:${MODES.join('|')}):([a-z]+)$`);
const VERBS = new Set(['*', ...COMMON, ...SPECIAL, ...IMPERSONATING]);

/** Whether the API server asks for the verb, of whatever resource. */
export function isVerb(verb: string): boolean {
  return VERBS.has(verb) || COMMON.includes(doneVerb(verb));
}

/** What is done by a verb that says as whom; any other verb as it is. */
export function doneVerb(verb: string): string {
  return IMPERSONATED.exec(verb)?.[1] ?? verb;
}

/** The verb that was meant by a word that is none. */
export function meantVerb(word: string): string | undefined {
  return closestWord(word, [...COMMON, ...SPECIAL, ...IMPERSONATING]);
}

import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { isDnsSubdomain } from '../internal/naming/names';
import { closestWord } from '../internal/values/closest-word';
import { checkText } from '../internal/values/plain-text';
import {
  groupsWith, isBeyondNamespaces, isKubernetesGroup, KUBERNETES_GROUPS, resourcesOf, verbsOf,
} from '../internal/values/rbac/kubernetes-resources';
import { grantsEverything } from '../internal/values/rbac/policy-rules';
import { doneVerb, isVerb, meantVerb } from '../internal/values/rbac/verbs';

const ANY = '*';
const VERB = /^(\*|[a-z][a-z:-]{0,62})$/;
const RESOURCE = /^(\*|[a-z][a-z0-9-]{0,62})(\/(\*|[a-z][a-z0-9-]{0,62}))?$/;
const NAME = /^(?!\.{1,2}$)[^/%*\s]{1,253}$/;
/** Domain and path; of these alone a wildcard is one. */
const SIGNER = /^[^/%*\s]{1,253}\/(\*|[^/%*\s]{1,317})$/;
/** What is made, or deleted all at once, has no name by which a rule could know it. */
const NAMELESS_VERBS = ['create', 'deletecollection'];

/** What is granted with resources of one API group. */
export interface ResourceGrant {
  readonly apiGroup: string;
  readonly resources: readonly string[];
  readonly names?: readonly string[];
  readonly verbs: readonly string[];
}

/** A grant, and whether it holds in a namespace alone. */
interface PlacedGrant extends ResourceGrant {
  readonly isNamespaced: boolean;
}

/** Refuses what grants nothing in any cluster. */
export function checkGrant(scope: Construct, prop: string, grant: PlacedGrant): void {
  checkWords(scope, prop, grant);
  const { apiGroup, resources, verbs } = grant;
  if (grantsEverything({ apiGroups: [apiGroup], resources, verbs })) {
    const must = 'grant less than everything, which is what cluster-admin has';
    const remedy = 'name verbs, resources or groups; for people there is BreakGlassAccess';
    fail(scope, { prop, must, got: verbs, remedy });
  }
  if (isKubernetesGroup(apiGroup)) {
    const done = { ...grant, verbs: verbs.map(doneVerb) };
    resources.forEach((resource) => checkResource(scope, prop, { ...done, resource }));
    done.verbs.forEach((verb) => checkVerb(scope, prop, { ...done, verb }));
    resources.forEach((resource) => checkVerbsOf(scope, prop, { ...done, resource }));
  } else {
    checkForeignGroup(scope, prop, grant);
    verbs.filter((verb) => verb !== ANY && !isVerb(verb)).forEach((verb) => checkForeignVerb(scope, prop, verb));
  }
  checkNames(scope, prop, grant);
}

function checkWords(scope: Construct, prop: string, { apiGroup, resources, names, verbs }: ResourceGrant): void {
  if (apiGroup !== '' && apiGroup !== ANY && !isDnsSubdomain(apiGroup)) {
    const must = 'be an API group without its version';
    fail(scope, { prop: `${prop}.apiGroup`, must, got: apiGroup, remedy: "write it like apps, or '' for the core" });
  }
  checkList(scope, `${prop}.verbs`, { words: verbs, form: VERB, like: 'get' });
  checkList(scope, `${prop}.resources`, { words: resources, form: RESOURCE, like: 'deployments/scale' });
  if (names === undefined) return;
  const isOfSigners = resources.every((resource) => resource === 'signers');
  const named = isOfSigners ? { form: SIGNER, like: 'acme.io/clients' } : { form: NAME, like: 'feature-flags' };
  checkList(scope, `${prop}.names`, { words: names, ...named });
}

interface WordList {
  readonly words: readonly string[];
  readonly form: RegExp;
  readonly like: string;
}

function checkList(scope: Construct, prop: string, { words, form, like }: WordList): void {
  if (words.length === 0) {
    fail(scope, { prop, must: 'name something', got: words, remedy: `write it like ['${like}']` });
  }
  words.forEach((word, index) => {
    checkText(scope, prop, word);
    if (!form.test(word)) {
      fail(scope, { prop, must: 'be as the API server knows it', got: word, remedy: `write it like ${like}` });
    }
    if (words.indexOf(word) !== index) {
      fail(scope, { prop, must: 'name each once', got: word, remedy: 'remove it once' });
    }
  });
}

function checkResource(scope: Construct, prop: string, grant: PlacedGrant & { readonly resource: string }): void {
  const { apiGroup, resource, verbs, isNamespaced } = grant;
  if (resource.includes(ANY)) return;
  if (verbsOf(apiGroup, resource).length === 0) {
    fail(scope, {
      prop: `${prop}.resources`,
      must: `be a resource of ${groupText(apiGroup)}`,
      got: resource,
      remedy: meantResource(apiGroup, resource),
    });
  }
  if (isNamespaced && isBeyondNamespaces(apiGroup, resource, verbs)) {
    const remedy = 'say scope: AccessScope.cluster(reason), or leave it out';
    fail(scope, { prop: `${prop}.resources`, must: 'stand in namespaces, as the role does', got: resource, remedy });
  }
}

/** Refuses, among several, a resource that knows none of the verbs; of each verb another one may know. */
function checkVerbsOf(scope: Construct, prop: string, grant: ResourceGrant & { readonly resource: string }): void {
  const { apiGroup, resource, verbs } = grant;
  const known = verbsOf(apiGroup, resource);
  if (resource.includes(ANY) || verbs.includes(ANY) || verbs.some((verb) => known.includes(verb))) return;
  const remedy = `grant one of ${known.join(', ')}, or leave it out`;
  fail(scope, { prop: `${prop}.resources`, must: 'know one of the verbs', got: resource, remedy });
}

function meantResource(apiGroup: string, resource: string): string {
  const [group] = groupsWith(resource);
  if (group !== undefined) return group === '' ? 'leave apiGroup out' : `say apiGroup: '${group}'`;
  const meant = closestWord(resource, resourcesOf(apiGroup));
  return meant === undefined ? 'kubectl api-resources has all of them' : `write ${meant}`;
}

function checkVerb(scope: Construct, prop: string, grant: PlacedGrant & { readonly verb: string }): void {
  const { apiGroup, resources, verb, isNamespaced } = grant;
  if (verb === ANY || resources.some((resource) => resource.includes(ANY))) return;
  const able = resources.filter((resource) => verbsOf(apiGroup, resource).includes(verb));
  if (able.some((resource) => !isNamespaced || !isBeyondNamespaces(apiGroup, resource, [verb]))) return;
  if (able.length > 0) {
    const must = `be asked for in a namespace, as the role is, of ${able.join(', ')}`;
    const remedy = 'say scope: AccessScope.cluster(reason), or leave it out';
    fail(scope, { prop: `${prop}.verbs`, must, got: verb, remedy });
  }
  const known = [...new Set(resources.flatMap((resource) => verbsOf(apiGroup, resource)))];
  const meant = closestWord(verb, known);
  fail(scope, {
    prop: `${prop}.verbs`,
    must: `be asked for of ${resources.join(', ')}`,
    got: verb,
    remedy: meant === undefined ? `grant one of ${known.join(', ')}` : `write ${meant}`,
  });
}

/** Groups of others are domains: neither is `extensions`, from which all has gone, nor a slip in one of Kubernetes. */
function checkForeignGroup(scope: Construct, prop: string, { apiGroup, resources }: ResourceGrant): void {
  const meant = closestWord(apiGroup, KUBERNETES_GROUPS, 1);
  if (apiGroup === ANY || (apiGroup.includes('.') && meant === undefined)) return;
  const homes = resources.flatMap((resource) => groupsWith(resource));
  const home = meant ?? homes.find((group) => group !== '');
  fail(scope, {
    prop: `${prop}.apiGroup`,
    must: 'be a group that there is, as those of Kubernetes itself and domains of others are',
    got: apiGroup,
    remedy: home === undefined ? 'kubectl api-resources has all of them' : `write ${home}`,
  });
}

/** Others may have verbs of their own, but none that is nearly one of Kubernetes. */
function checkForeignVerb(scope: Construct, prop: string, verb: string): void {
  const meant = meantVerb(verb);
  if (meant === undefined) return;
  fail(scope, { prop: `${prop}.verbs`, must: 'be a verb that exists', got: verb, remedy: `write ${meant}` });
}

function checkNames(scope: Construct, prop: string, { resources, names, verbs }: ResourceGrant): void {
  const verb = NAMELESS_VERBS.find((one) => verbs.includes(one));
  if (names === undefined || verb === undefined) return;
  // The address of a subresource has the name of what it is of.
  if (verb === 'create' && resources.every((resource) => resource.includes('/'))) return;
  fail(scope, {
    prop: `${prop}.names`,
    must: `be left out with ${verb}, which no name is known of`,
    got: names,
    remedy: `grant ${verb} by a rule of its own`,
  });
}

function groupText(apiGroup: string): string {
  return apiGroup === '' ? 'the core API group' : apiGroup;
}

import { composedNameProblems } from '../../checks/facts/validity/name-forms';
import { Manifest } from '../../checks/model/manifest';
import { messageAt } from '../../internal/fail';
import { isDnsLabel, isDnsSubdomain, isServiceName, MAX_LABEL_LENGTH } from '../../internal/naming/names';
import { JsonObject } from '../../internal/values/json';
import { groupOf, RenderedObject } from '../rendered-object';

interface NameRule {
  readonly must: string;
  isLegal(name: string): boolean;
}

// A CronJob's name is followed by eleven characters in the names of its Jobs.
const MAX_CRON_JOB_NAME = 52;

const SUBDOMAIN: NameRule = {
  must: 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)',
  isLegal: isDnsSubdomain,
};
const SHORT_SUBDOMAIN = (max: number): NameRule => ({
  must: `be a DNS-1123 subdomain of at most ${max} characters`,
  isLegal: (name) => name.length <= max && isDnsSubdomain(name),
});
const LABEL: NameRule = {
  must: 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)',
  isLegal: isDnsLabel,
};
const SEGMENT: NameRule = {
  must: 'be a path segment (without / and %, neither . nor ..)',
  isLegal: (name) => name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name),
};
/** Groups with a kind whose name says what an object of it holds. */
const NAMED_BY_CONTENT = new Set(['apiextensions.k8s.io', 'apiregistration.k8s.io']);
/** By API group and kind. */
const RULES: Record<string, NameRule> = {
  '/Namespace': LABEL,
  '/Service': {
    must: 'be a DNS-1035 label (lower-case letters, digits and -, a letter first, at most 63)',
    isLegal: isServiceName,
  },
  'apps/StatefulSet': LABEL,
  'batch/CronJob': SHORT_SUBDOMAIN(MAX_CRON_JOB_NAME),
  'batch/Job': SHORT_SUBDOMAIN(MAX_LABEL_LENGTH),
  'certificates.k8s.io/ClusterTrustBundle': SEGMENT,
  'networking.k8s.io/IPAddress': SEGMENT,
};

/**
 * Every object, and the namespace it names, has a name that the API server takes.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function legalNames(objects: readonly RenderedObject[]): string[] {
  return objects.flatMap(({ path, manifest }) => {
    const { name, namespace } = manifest.metadata ?? {};
    return [
      ...problem(path, 'name', { rule: ruleFor(manifest), name }),
      ...(NAMED_BY_CONTENT.has(groupOf(manifest)) ? composedProblem(path, manifest) : []),
      ...(namespace === undefined ? [] : problem(path, 'namespace', { rule: LABEL, name: namespace })),
    ];
  });
}

function composedProblem(path: string, manifest: JsonObject): string[] {
  const got = manifest.metadata.name;
  return composedNameProblems(got, new Manifest(manifest)).map(({ expected }) => (
    messageAt(path, { prop: 'name', must: `be ${expected}, after what it holds`, got, remedy: 'write that' })
  ));
}

function ruleFor(manifest: JsonObject): NameRule {
  const group = groupOf(manifest);
  if (group === 'rbac.authorization.k8s.io') return SEGMENT;
  const key = `${group}/${manifest.kind}`;
  return Object.hasOwn(RULES, key) ? RULES[key] : SUBDOMAIN;
}

function problem(path: string, prop: string, { rule, name }: { rule: NameRule; name: unknown }): string[] {
  if (typeof name === 'string' && rule.isLegal(name)) return [];
  return [messageAt(path, { prop, must: rule.must, got: name, remedy: 'choose such a name' })];
}

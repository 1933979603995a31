import { JsonObject } from '../../internal/json';
import { isDnsLabel, isDnsSubdomain, isServiceName } from '../../internal/names';
import { RenderedObject } from '../rendered-object';

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
const LABEL: NameRule = {
  must: 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)',
  isLegal: isDnsLabel,
};
const RULES: Record<string, NameRule> = {
  Namespace: LABEL,
  StatefulSet: LABEL,
  Job: LABEL,
  Service: {
    must: 'be a DNS-1035 label (lower-case letters, digits and -, a letter first, at most 63)',
    isLegal: isServiceName,
  },
  CronJob: {
    must: `be a DNS-1123 subdomain of at most ${MAX_CRON_JOB_NAME} characters`,
    isLegal: (name) => name.length <= MAX_CRON_JOB_NAME && isDnsSubdomain(name),
  },
};
const RBAC: NameRule = {
  must: 'be a path segment (without / and %, neither . nor ..)',
  isLegal: (name) => name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name),
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
      ...(namespace === undefined ? [] : problem(path, 'namespace', { rule: LABEL, name: namespace })),
    ];
  });
}

function ruleFor({ apiVersion, kind }: JsonObject): NameRule {
  if (String(apiVersion).startsWith('rbac.authorization.k8s.io/')) return RBAC;
  return Object.hasOwn(RULES, kind) ? RULES[kind] : SUBDOMAIN;
}

function problem(path: string, prop: string, { rule, name }: { rule: NameRule; name: unknown }): string[] {
  if (typeof name === 'string' && rule.isLegal(name)) return [];
  return [`[${path}] '${prop}' must ${rule.must}, got ${JSON.stringify(name)}; choose such a name`];
}

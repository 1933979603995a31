import { schemaOf } from './compiled-schemas';
import { isOfKubernetes } from './known-kinds';
import { problem, where } from './problems';
import { Finding } from '../../model/check';
import { Manifest } from '../../model/manifest';
import { isMap, mapOf, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** How the names of a kind may look. */
interface NameForm {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly words: string;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

const SUBDOMAIN: NameForm = {
  pattern: new RegExp(`^${LABEL}(\\.${LABEL})*$`),
  maxLength: 253,
  words: 'lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
};
const DNS_LABEL: NameForm = {
  pattern: new RegExp(`^${LABEL}$`),
  maxLength: 63,
  words: 'lower-case letters, digits and "-", with a letter or digit at both ends',
};
const SERVICE_LABEL: NameForm = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  words: 'lower-case letters, digits and "-", with a letter at the beginning and a letter or digit at the end',
};
const PATH_SEGMENT: NameForm = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  maxLength: Infinity,
  words: 'anything but "/" and "%", and neither "." nor ".."',
};

/** Since this minor, names of Services may begin with a digit. */
const RELAXED_SERVICE_NAMES_MINOR = 36;
/** The controller adds eleven characters for each Job, whose name must fit into a label. */
const CRON_JOB: NameForm = { ...SUBDOMAIN, maxLength: 52 };

const PATH_SEGMENT_GROUPS = new Set(['rbac.authorization.k8s.io']);
/** Of these the API server asks no more than that, or something else. */
const NAMED_FREELY = new Set([
  'Event', 'events.k8s.io/Event',
  'policy/PodDisruptionBudget',
  'apiregistration.k8s.io/APIService',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'certificates.k8s.io/ClusterTrustBundle',
  'networking.k8s.io/IPAddress',
  'internal.apiserver.k8s.io/StorageVersion',
]);

/** What is wrong with the name of an object; undefined where it has no metadata, which its schema tells. */
export function nameProblems(manifest: Manifest, minor: number): Finding[] | undefined {
  const { metadata } = manifest.content;
  if (!isMap(metadata) || !hasKnownNames(manifest, minor)) return undefined;
  const form = formOf(manifest, minor);
  const { name, generateName } = metadata;
  if (typeof name === 'string' && name !== '') {
    return [...problemsOf('metadata.name', name, form), ...composedNameProblems(name, manifest)];
  }
  if (typeof generateName === 'string' && generateName !== '') return beginningProblems(generateName, form);
  // What is no text is told by the schema.
  const isText = [name, generateName].every((text) => text === undefined || text === null || text === '');
  return isText ? [problem('metadata.name', 'has no name')] : [];
}

/** Random characters are added, so that a dash may stand at the end. */
function beginningProblems(generateName: string, { maxLength, pattern, words }: NameForm): Finding[] {
  const place = 'metadata.generateName';
  if (generateName.length > maxLength) return [tooLong(place, generateName, maxLength)];
  const message = `begins a name that is refused: it takes ${words}`;
  return where(!pattern.test(`${generateName}x`), problem(place, message, generateName));
}

/** Aggregated APIs and files of other programs have rules of their own. */
function hasKnownNames(manifest: Manifest, minor: number): boolean {
  return isOfKubernetes(manifest, minor) || schemaOf(`${manifest.apiVersion}/${manifest.kind}`, minor) !== undefined;
}

/** Whether most objects could have a name. */
export function isSubdomain(name: string): boolean {
  return name.length <= SUBDOMAIN.maxLength && SUBDOMAIN.pattern.test(name);
}

/** Some are named by what they hold. */
export function composedNameProblems(name: string, { groupKind, spec }: Manifest): Finding[] {
  const expected = composedName(groupKind, spec);
  if (expected === undefined || expected === name) return [];
  return [{ ...problem('metadata.name', `must be named ${expected}, after what it holds`, name), expected }];
}

function composedName(groupKind: string, spec: PlainMap): string | undefined {
  const group = textOf(spec.group);
  switch (groupKind) {
    case 'apiextensions.k8s.io/CustomResourceDefinition': return joinedName(textOf(mapOf(spec.names).plural), group);
    case 'apiregistration.k8s.io/APIService': return joinedName(textOf(spec.version), group);
    default: return undefined;
  }
}

/** What is missing is told by the schema; the core group has no name. */
function joinedName(first: string, group: string): string | undefined {
  return first === '' ? undefined : `${first}.${group}`;
}

function formOf({ groupKind, group, spec }: Manifest, minor: number): NameForm {
  if (NAMED_FREELY.has(groupKind) || PATH_SEGMENT_GROUPS.has(group)) return PATH_SEGMENT;
  switch (groupKind) {
    case 'Namespace':
    case 'apps/StatefulSet':
      return DNS_LABEL;
    case 'Service':
      return minor < RELAXED_SERVICE_NAMES_MINOR ? SERVICE_LABEL : DNS_LABEL;
    case 'batch/CronJob':
      return CRON_JOB;
    case 'batch/Job':
      return jobForm(spec);
    default:
      return SUBDOMAIN;
  }
}

/** A label of its pods is the name of a Job; their host is it too, with their number, where they are counted. */
function jobForm({ completionMode, completions }: PlainMap): NameForm {
  if (completionMode !== 'Indexed') return { ...SUBDOMAIN, maxLength: DNS_LABEL.maxLength };
  const last = typeof completions === 'number' ? Math.max(completions - 1, 0) : 0;
  return { ...DNS_LABEL, maxLength: DNS_LABEL.maxLength - `-${last}`.length };
}

function tooLong(path: string, name: string, maxLength: number): Finding {
  return problem(path, `has a name of ${name.length} characters; at most ${maxLength} are taken`, name);
}

function problemsOf(path: string, name: string, { pattern, maxLength, words }: NameForm): Finding[] {
  if (name.length > maxLength) return [tooLong(path, name, maxLength)];
  return where(!pattern.test(name), problem(path, `has a name that is refused: it takes ${words}`, name));
}

import { Complaint, messageAt } from '../../internal/fail';
import { isLabelValue, isQualifiedKey } from '../../internal/naming/names';
import { isObject, Json, JsonObject } from '../../internal/values/json';
import { groupOf, RenderedObject } from '../rendered-object';

/** What the entries of a map must be. */
interface MapRule {
  isKey(key: string): boolean;
  isValue(value: string): boolean;
}

/** A value, and how it is reached. */
interface Place {
  readonly value: Json;
  readonly key: string;
  readonly parent?: Place;
}

const KEY = 'be called by at most 63 letters, digits, -, _ and ., after a DNS prefix and / if it has one';
const VALUE = 'be a label value: at most 63 letters, digits, -, _ and ., with a letter or digit at both ends';

const LABELS: MapRule = { isKey: isQualifiedKey, isValue: isLabelValue };
const ANNOTATIONS: MapRule = { isKey: (key) => isQualifiedKey(key.toLowerCase()), isValue: () => true };

/** What is called so is such a map, wherever it stands in an object of Kubernetes. */
const RULES = new Map([['matchLabels', LABELS], ['nodeSelector', LABELS]]);
const RULES_OF_METADATA = new Map([['labels', LABELS], ['annotations', ANNOTATIONS]]);
const RULES_OF_SERVICE = new Map([...RULES, ['selector', LABELS]]);
/** What they hold is called the same, and is something else: schemas, and selectors with operators. */
const OTHER_GROUPS = ['apiextensions.k8s.io', 'resource.k8s.io'];

/**
 * Labels, annotations and selectors by labels are what the API server takes, whatever wrote them: a prop, a verb of
 * cdk8s-plus or a patch.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function legalLabels(objects: readonly RenderedObject[]): string[] {
  return objects.flatMap(({ path, manifest }) => {
    const { kind, metadata } = manifest;
    const rules = kind === 'Service' ? RULES_OF_SERVICE : RULES;
    return complaintsIn(rootOf(manifest, metadata), rules).map((complaint) => messageAt(path, complaint));
  });
}

/** Of custom resources nobody knows what else is a label; it may be the text of a template. */
function rootOf(manifest: JsonObject, metadata: Json): Place {
  const group = groupOf(manifest);
  const isKnown = (!group.includes('.') || group.endsWith('.k8s.io')) && !OTHER_GROUPS.includes(group);
  return { value: isKnown ? manifest : { metadata }, key: '' };
}

function complaintsIn(root: Place, rules: ReadonlyMap<string, MapRule>): Complaint[] {
  const complaints: Complaint[] = [];
  const waiting = [root];
  for (const parent of waiting) {
    const known = parent.key === 'metadata' ? RULES_OF_METADATA : rules;
    for (const [key, value] of Object.entries<Json>(parent.value)) {
      if (typeof value !== 'object' || value === null) continue;
      const place = { value, key, parent };
      const rule = isObject(value) ? known.get(key) : undefined;
      if (rule === undefined) waiting.push(place);
      else complaints.push(...mapComplaints(place, rule));
    }
  }
  return complaints;
}

function mapComplaints(place: Place, { isKey, isValue }: MapRule): Complaint[] {
  return Object.entries<Json>(place.value).flatMap(([key, value]) => {
    const complain = (must: string, got: Json, remedy: string): Complaint[] => (
      [{ prop: `${nameOf(place)}[${key}]`, must, got, remedy }]
    );
    if (!isKey(key)) return complain(KEY, key, 'choose such a key');
    // What is null is not there, to the API server.
    if (value === null || value === undefined) return [];
    if (typeof value !== 'string') return complain('be text', value, 'write it in quotes');
    return isValue(value) ? [] : complain(VALUE, value, 'choose such a value');
  });
}

/** Such as `spec.template.metadata.labels`. */
function nameOf({ key, parent }: Place): string {
  if (parent === undefined || parent.key === '') return key;
  return Array.isArray(parent.value) ? `${nameOf(parent)}[${key}]` : `${nameOf(parent)}.${key}`;
}

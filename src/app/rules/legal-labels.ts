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

/** The entries that each rule found legal. */
type Legal = ReadonlyMap<MapRule, Set<string>>;

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
  const legal: Legal = new Map([LABELS, ANNOTATIONS].map((rule) => [rule, new Set()]));
  return objects.flatMap(({ path, manifest }) => {
    const rules = manifest.kind === 'Service' ? RULES_OF_SERVICE : RULES;
    return complaintsIn(rootOf(manifest), rules, legal).map((complaint) => messageAt(path, complaint));
  });
}

/** Of custom resources nobody knows what else is a label; it may be the text of a template. */
function rootOf(manifest: JsonObject): Place {
  const group = groupOf(manifest);
  const isKnown = (!group.includes('.') || group.endsWith('.k8s.io')) && !OTHER_GROUPS.includes(group);
  return { value: isKnown ? manifest : { metadata: manifest.metadata }, key: '' };
}

function complaintsIn(root: Place, rules: ReadonlyMap<string, MapRule>, legal: Legal): Complaint[] {
  const complaints: Complaint[] = [];
  const waiting = [root];
  for (const parent of waiting) {
    const known = parent.key === 'metadata' ? RULES_OF_METADATA : rules;
    for (const key of Object.keys(parent.value)) {
      const value = parent.value[key];
      if (typeof value !== 'object' || value === null) continue;
      const place = { value, key, parent };
      const rule = isObject(value) ? known.get(key) : undefined;
      if (rule === undefined) waiting.push(place);
      else if (!isLegal(value, legal.get(rule)!)) complaints.push(...mapComplaints(place, rule, legal.get(rule)!));
    }
  }
  return complaints;
}

/** Nearly all maps hold what others hold: the same labels stand in every object of a workload. */
function isLegal(map: JsonObject, known: Set<string>): boolean {
  return Object.keys(map).every((key) => typeof map[key] === 'string' && known.has(`${key}=${map[key]}`));
}

function mapComplaints(place: Place, { isKey, isValue }: MapRule, known: Set<string>): Complaint[] {
  return Object.keys(place.value).flatMap((key) => {
    const value = place.value[key];
    const complain = (must: string, got: Json, remedy: string): Complaint[] => (
      [{ prop: `${nameOf(place)}[${key}]`, must, got, remedy }]
    );
    if (!isKey(key)) return complain(KEY, key, 'choose such a key');
    // What is null is not there, to the API server.
    if (value === null || value === undefined) return [];
    if (typeof value !== 'string') return complain('be text', value, 'write it in quotes');
    if (!isValue(value)) return complain(VALUE, value, 'choose such a value');
    known.add(`${key}=${value}`);
    return [];
  });
}

/** Such as `spec.template.metadata.labels`. */
function nameOf({ key, parent }: Place): string {
  if (parent === undefined || parent.key === '') return key;
  return Array.isArray(parent.value) ? `${nameOf(parent)}[${key}]` : `${nameOf(parent)}.${key}`;
}

import { OpenApiSchema } from './strict-schema';

const GATE = /^\t(?:\w+\.)?(\w+): \{/;
const STATE = /^\t+(?:[\w.]+: )?\{.*\bDefault: (true|false)\b/;
/** What is said of a field as a whole, and not of one of its values. */
const OF_THE_FIELD = new RegExp([
  'This is an? (?:alpha|beta)', 'This field +(?:is (?:an )?(?:alpha|beta)|depends on|requires)',
  'Using th(?:is|e) field', '(?:Alpha|Beta), gated by', '\\((?:Alpha|Beta)\\) This field',
].join('|'), 'i');
/** How far from there the gate is named. */
const REACH = 250;

/**
 * The gates of a release, in its Go code, and whether each is on where nobody says anything.
 *
 * Descriptions say which gate a field has, and are seldom corrected when the gate is turned on.
 */
export function readFeatureGates(source: string): Map<string, boolean> {
  const gates = new Map<string, boolean>();
  let gate = '';
  for (const line of source.split('\n')) {
    gate = GATE.exec(line)?.[1] ?? gate;
    const [, state] = STATE.exec(line) ?? [];
    // Of a gate with several releases, the last line is about the newest.
    if (state !== undefined) gates.set(gate, state === 'true');
  }
  return gates;
}

/** The fields of a definition whose gate is off. */
export function gatedFieldsOf(
  { properties = {} }: OpenApiSchema, gates: ReadonlyMap<string, boolean>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).flatMap(([field, { description = '' }]) => {
    const start = OF_THE_FIELD.exec(description)?.index;
    if (start === undefined) return [];
    const words = description.slice(start, start + REACH).match(/\b[A-Z]\w+/g) ?? [];
    const gate = words.find((word) => gates.has(word));
    return gate === undefined || gates.get(gate) === true ? [] : [[field, gate]];
  }));
}

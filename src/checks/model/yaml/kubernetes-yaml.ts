import * as yaml from 'js-yaml';
import { Schema, Type } from 'js-yaml';
import { boundedLoad, ReaderListener } from './bounded-load';

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const TRUES = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSES = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NOT_NUMBERS = new Set(['.nan', '.NaN', '.NAN']);
const INFINITIES = new Set(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']);
const NEGATIVE_INFINITIES = new Set(['-.inf', '-.Inf', '-.INF']);
const FLOAT = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+|0|[1-9]\d*)$/;
const LEGACY_OCTAL = /^0[0-7]+$/;
const NUMBER_START = /^[-+.\d]/;

/**
 * Reads one YAML document as the API server does: `yes` is true, `0777` is 511 and `1_000` is 1000.
 *
 * @throws YAMLException where it is no YAML, RefusedAliases where it would become too much
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 */
export function readYaml(text: string, listener?: ReaderListener): unknown {
  return boundedLoad(text, KUBERNETES_SCHEMA, listener);
}

/**
 * Reads one YAML document as the files of Prometheus and Alertmanager, whose readers know which fields are texts: there
 * a name may be `off` or `007`. What is no null and no usual number is left as it is written.
 *
 * @throws YAMLException where it is no YAML, RefusedAliases where it would become too much
 */
export function readYamlTexts(text: string): unknown {
  return boundedLoad(text, TEXT_SCHEMA);
}

/** Whether a field of such a file, or of an object, says yes. */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && TRUES.has(value));
}

/** What a word without quotes means; undefined where it is text. */
function plainValue(word: string): { value: unknown } | undefined {
  if (NULLS.has(word)) return { value: null };
  if (TRUES.has(word)) return { value: true };
  if (FALSES.has(word)) return { value: false };
  return NUMBER_START.test(word) ? numberValue(word) : undefined;
}

function numberValue(word: string): { value: number } | undefined {
  if (NOT_NUMBERS.has(word)) return { value: NaN };
  if (INFINITIES.has(word)) return { value: Infinity };
  if (NEGATIVE_INFINITIES.has(word)) return { value: -Infinity };
  const plain = word.replace(/_/g, '');
  const integer = INTEGER.exec(plain);
  // Zero is added so that there is no negative one.
  if (integer) return { value: (integer[1] === '-' ? -1 : 1) * integerOf(integer[2]) + 0 };
  return FLOAT.test(plain) ? { value: Number(plain) } : undefined;
}

function integerOf(digits: string): number {
  return LEGACY_OCTAL.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

/** The same, where just that number is meant which is written. */
function plainNumberOrNull(word: string): { value: unknown } | undefined {
  const plain = plainValue(word);
  if (plain === undefined || plain.value === null) return plain;
  return typeof plain.value === 'number' && String(plain.value) === word ? plain : undefined;
}

/** One type for all plain words: a list of types would be asked one after the other, for every word. */
function plainType(valueOf: (word: string) => { value: unknown } | undefined): Type {
  return new Type('tag:yaml.org,2002:plain', {
    kind: 'scalar',
    resolve: (word: string | null) => word === null || valueOf(word) !== undefined,
    construct: (word: string | null) => (word === null ? null : valueOf(word)?.value),
  });
}

/** Tags of others, such as `!vault`, say nothing to Kubernetes. */
const FOREIGN = (['scalar', 'sequence', 'mapping'] as const).map((kind) => (
  new Type('!', { kind, multi: true, construct: (value: unknown) => value })
));

const NAMED = ['null', 'bool', 'int', 'float'].map((name) => (
  new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    construct: (word: string | null) => plainValue(word ?? '')?.value,
  })
));

// What the package has is more than its declarations say.
type Known = 'merge' | 'str' | 'seq' | 'map';
const { types } = yaml as unknown as { types: Record<Known, Type> };

/** Bytes are text to the API server. */
const BINARY = new Type('tag:yaml.org,2002:binary', {
  kind: 'scalar',
  construct: (word: string | null) => Buffer.from(word ?? '', 'base64').toString('utf8'),
});

/** The words of YAML as the API server's reader takes them. */
export const KUBERNETES_SCHEMA = schemaOf(plainValue);
const TEXT_SCHEMA = schemaOf(plainNumberOrNull);

function schemaOf(valueOf: (word: string) => { value: unknown } | undefined): Schema {
  return new Schema({
    implicit: [plainType(valueOf), types.merge],
    explicit: [
      types.str, types.seq, types.map, BINARY, ...NAMED, ...FOREIGN,
    ],
  });
}

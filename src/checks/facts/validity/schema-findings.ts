import { laterMinors, SchemaError, schemaOf } from './compiled-schemas';
import { knowsField, RefusingSchema, refusingSchema } from './schema-places';
import { closestWord } from '../../../internal/values/closest-word';
import { Finding } from '../../model/check';
import { isMap, PlainMap } from '../../model/values/plain-data';

/** Of an object with more mistakes than these the first ones are told. */
const MAX_FINDINGS = 50;

const TYPES: Record<string, string> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};
/** What one branch says of a choice says nothing of the others. */
const WITHIN_CHOICE = /\/(oneOf|anyOf)\/\d+\//;

/**
 * What the schema of its kind says against an object; undefined where no schema is known.
 *
 * @param kind as `apiVersion/kind`
 */
export function schemaFindings(kind: string, content: PlainMap, minor: number): Finding[] | undefined {
  const schema = schemaOf(kind, minor);
  if (schema === undefined) return undefined;
  const value = withoutNulls(content);
  const { validate } = schema;
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter(isTold);
  validate.errors = null;
  const findings = errors.slice(0, MAX_FINDINGS)
    .map((error) => findingOf(error, refusingSchema(schema, error), value))
    .map((finding, index) => withLaterMinor(finding, errors[index], { kind, minor }));
  return onlyOnce(withoutMisspelt(findings));
}

/** Two keywords of one schema may say the same of a value. */
function onlyOnce(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}

/** A field that came later is no misspelt one. */
function withLaterMinor(
  finding: Finding, { keyword, instancePath, params }: SchemaError, { kind, minor }: { kind: string; minor: number },
): Finding {
  if (keyword !== 'additionalProperties') return finding;
  const field = `${instancePath}/${String(params.additionalProperty).replace(/~/g, '~0').replace(/\//g, '~1')}`;
  const since = laterMinors(minor).find((one) => knowsField(kind, field, one));
  if (since === undefined) return finding;
  const message = `${finding.path} is a field since 1.${since}, and the manifests are for 1.${minor}`;
  return { ...finding, message, expected: undefined };
}

/** What is missing because it was misspelt is told once. */
function withoutMisspelt(findings: readonly Finding[]): Finding[] {
  const meant = new Set(findings.flatMap(({ path = '', expected }) => (
    typeof expected === 'string' && expected !== '' ? [path.slice(0, path.lastIndexOf('.') + 1) + expected] : []
  )));
  return findings.filter(({ path = '', message }) => !(message.endsWith('is missing') && meant.has(path)));
}

function isTold({ keyword, schemaPath, params }: SchemaError): boolean {
  // A condition is told by what follows from it, the name of a key with the key.
  return (
    keyword !== 'if' &&
    !WITHIN_CHOICE.test(schemaPath) &&
    !schemaPath.includes('/propertyNames/') &&
    params !== undefined
  );
}

/** What is null is not there, to the API server. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return listWithoutNulls(value) as T;
  return isMap(value) ? (mapWithoutNulls(value) as T) : value;
}

/** A null among the items of a list is an item. */
function listWithoutNulls(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const kept = withoutNulls(list[index]);
    if (kept === list[index]) continue;
    copy ??= [...list];
    copy[index] = kept;
  }
  return copy ?? list;
}

function mapWithoutNulls(map: PlainMap): PlainMap {
  let copy: PlainMap | undefined;
  for (const key of Object.keys(map)) {
    const child: unknown = map[key];
    const kept = withoutNulls(child);
    if (child !== null && kept === child) continue;
    copy ??= { ...map };
    if (child === null) delete copy[key];
    else copy[key] = kept;
  }
  return copy ?? map;
}

function findingOf(error: SchemaError, refusing: RefusingSchema, root: PlainMap): Finding {
  const { keyword, instancePath, params } = error;
  const path = pathOf(instancePath);
  if (keyword === 'additionalProperties') return unknownField(path, params.additionalProperty, refusing);
  if (keyword === 'required') return missingField(path, params.missingProperty);
  const actual = keyword === 'propertyNames' ? params.propertyName : valueAt(root, instancePath);
  const expected = expectationOf(error, refusing);
  const message =
    keyword === 'propertyNames' ? `has a key in ${path} that is not ${expected}` : `${path} must be ${expected}`;
  return {
    passed: false,
    message: keyword === 'false schema' ? `${path} must not be there` : message,
    path,
    actual,
    expected,
  };
}

function unknownField(path: string, field: string, { schema, name }: RefusingSchema): Finding {
  const expected = closestWord(field, Object.keys(schema.properties ?? {}));
  const owner = name === undefined ? '' : ` of ${name}`;
  const hint = expected === undefined ? '' : `; did you mean ${expected}?`;
  const message = `${joined(path, field)} is no field${owner}${hint}`;
  return { passed: false, message, path: joined(path, field), expected };
}

function missingField(path: string, field: string): Finding {
  return { passed: false, message: `${joined(path, field)} is missing`, path: joined(path, field) };
}

/** What the value would have to be, in words. */
function expectationOf({ keyword, params }: SchemaError, { schema, description }: RefusingSchema): string {
  const words = keyword === 'propertyNames' ? schema.propertyNames?.description : wordsFor(keyword, params, schema);
  // Of what is no text nobody wants to know how it is written.
  if (keyword === 'type' && words !== undefined) return words;
  return description ?? words ?? `what its schema takes (${keyword})`;
}

function wordsFor(keyword: string, params: SchemaError['params'], schema: Schema): string | undefined {
  switch (keyword) {
    case 'type': return typeWords(params.type);
    case 'const': return JSON.stringify(params.allowedValue);
    case 'enum': return enumWords(schema.enum ?? params.allowedValues ?? []);
    case 'pattern': return `a text that matches ${String(params.pattern)}`;
    case 'uniqueItems': return 'without an item twice';
    default: return limitWords(keyword, params.limit);
  }
}

function limitWords(keyword: string, limit: number): string | undefined {
  const [, bound, of] = /^(min|max)(imum|Items|Properties|Length)$/.exec(keyword) ?? [];
  if (bound === undefined) return undefined;
  if (of !== 'imum' && limit === (bound === 'min' ? 1 : 0)) return bound === 'min' ? 'not empty' : 'empty';
  const unit = { imum: '', Length: ' characters' }[of] ?? ' items';
  return `at ${bound === 'min' ? 'least' : 'most'} ${limit}${unit}`;
}

type Schema = RefusingSchema['schema'];

function typeWords(type: string | readonly string[]): string {
  return [type]
    .flat()
    .flatMap((one) => TYPES[one] ?? [])
    .join(' or ');
}

function enumWords(values: readonly unknown[]): string {
  const words = values.filter((value) => value !== '' && value !== null).map(String);
  if (words.length === 0) return 'empty';
  return words.length === 1 ? words[0] : `one of ${words.join(', ')}`;
}

/** `/spec/ports/0/name` as `spec.ports[0].name`. */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce(joined, '');
}

function joined(path: string, field: string): string {
  if (/^\d+$/.test(field)) return `${path}[${field}]`;
  if (/[.[\]/]/.test(field)) return `${path}[${field}]`;
  return path === '' ? field : `${path}.${field}`;
}

function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, part) => (value as PlainMap | undefined)?.[part.replace(/~1/g, '/').replace(/~0/g, '~')],
      root,
    );
}

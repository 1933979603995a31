import { App, ApiObject, JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import { processText } from './arbitraries/text';
import { runs } from './runs';
import { ProductionApp, ProductionService } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { valueAt } from '../support/manifests/reading';
import { IMAGE, only, readYaml, stage } from '../support/render';
import { Manifest } from '../support/schemas';

interface Operation {
  op: 'add' | 'remove' | 'replace' | 'copy' | 'move' | 'test';
  path: string;
  from: string;
  value: Manifest;
}

/** One of the two ways to change an object. */
type Change = { operations: Operation[] } | { document: Record<string, unknown> };

const ENV = { A: 'a', B: 'b', C: 'c' };
const PATH = '[shop/api]';

function deployment(change?: Change): { app: App; manifest: () => Manifest } {
  const { app, chart } = stage();
  const api = new ProductionService(chart, 'api', { image: IMAGE, env: ENV });
  if (change && 'operations' in change) api.patch(api.deployment, ...change.operations.map(jsonPatch));
  else if (change) api.mergePatch(api.deployment, change.document);
  return { app, manifest: () => ApiObject.of(api.deployment).toJson() };
}

function jsonPatch({ op, path, from, value }: Operation): JsonPatch {
  switch (op) {
    case 'add': return JsonPatch.add(path, structuredClone(value));
    case 'remove': return JsonPatch.remove(path);
    case 'replace': return JsonPatch.replace(path, structuredClone(value));
    case 'copy': return JsonPatch.copy(from, path);
    case 'move': return JsonPatch.move(from, path);
    default: return JsonPatch.test(path, structuredClone(value));
  }
}

const PLAIN: Manifest = deployment().manifest();

/** Every pointer into a document. */
function pointersOf(value: Manifest, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix];
  const inner = Object.entries(value).flatMap(([key, child]) => (
    pointersOf(child, `${prefix}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`)));
  return [prefix, ...inner];
}

const there = fc.constantFrom(...pointersOf(PLAIN).filter((pointer) => pointer !== ''));
const containers = '/spec/template/spec/containers';
const notThere = fc.oneof(
  fc.tuple(there, fc.constantFrom('x', '0', '-', '9', '01', '-1', '1e0', '__proto__', 'constructor', 'a~1b',
    'length')).map(
    ([pointer, key]) => `${pointer}/${key}`),
  fc.constantFrom('/nothing', 'spec', 'spec/replicas', '/spec/', '//', `${containers}/1`, `${containers}/0/env/3`,
    '/spec/~2'),
);
const pointer = fc.oneof({ weight: 3, arbitrary: there }, { weight: 1, arbitrary: notThere });
const value: fc.Arbitrary<Manifest> = fc.oneof(
  processText,
  fc.constantFrom(0, 1, -1, 1.5, true, false, [], ['a', 'b'], {}, { a: 1, b: { c: 'd' } }, [{ name: 'x' }],
    null, [null, 1], { a: null }),
);
const operation: fc.Arbitrary<Operation> = fc.record({
  op: fc.constantFrom<Operation['op']>('add', 'add', 'replace', 'replace', 'remove', 'copy', 'move', 'test'),
  path: pointer,
  from: pointer,
  value: fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) }),
}).map((given) => ({
  ...given,
  value: given.value === undefined ? structuredClone(valueAt(PLAIN,
    given.path)) ?? 'x' : given.value,
}));

const leaf = fc.oneof(processText, fc.constantFrom<Manifest>(null, 0, 5, true, [], ['a'], [{ name: 'x' }], {}));
const anyDocument = fc.letrec<{ node: Manifest }>((tie) => ({
  node: fc.oneof({ weight: 2, arbitrary: leaf }, {
    weight: 3,
    arbitrary: fc.dictionary(
      fc.constantFrom('metadata', 'spec', 'template', 'labels', 'annotations', 'replicas', 'containers', 'null',
        'a/b', 'toString'),
      tie('node'), { maxKeys: 3, noNullPrototype: true, depthIdentifier: 'node' }),
  }),
})).node.filter((document) => typeof document === 'object' && document !== null && !Array.isArray(document));
const metadata = fc.dictionary(fc.constantFrom('acme.io/a', 'app', 'yes'), fc.oneof(processText, fc.constant(null)),
  { noNullPrototype: true })
  .map((annotations) => ({ metadata: { annotations } }));

/** RFC 7386, as its own pseudocode has it. */
function merged(target: Manifest, patch: Manifest): Manifest {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const isObject = typeof target === 'object' && target !== null && !Array.isArray(target);
  const result = new Map<string, Manifest>(isObject ? Object.entries(target) : []);
  for (const [key, child] of Object.entries(patch)) {
    if (child === null) result.delete(key);
    else result.set(key, merged(result.get(key), child));
  }
  return Object.fromEntries(result);
}

/** Whether RFC 6902 lets the operation be applied. */
function isApplicable(document: Manifest, { op, path, from }: Operation): boolean {
  const isPointer = (text: string) => /^(\/([^~]|~[01])*)*$/.test(text) && !/(^|\/)__proto__(\/|$)/.test(text);
  const exists = (text: string) => isPointer(text) && pointersOf(document).includes(text);
  if (['remove', 'replace', 'test'].includes(op)) return exists(path);
  if (op !== 'add' && !exists(from)) return false;
  if (op === 'move' && path.startsWith(`${from}/`)) return false;
  return isPointer(path) && canHold(document, path);
}

/** Whether something may be added there: any member of a map, and items of a list up to its end. */
function canHold(document: Manifest, path: string): boolean {
  const cut = path.lastIndexOf('/');
  const parent = valueAt(document, path.slice(0, cut));
  const key = path.slice(cut + 1);
  if (typeof parent !== 'object' || parent === null) return false;
  return !Array.isArray(parent) || key === '-' || (/^(0|[1-9]\d*)$/.test(key) && Number(key) <= parent.length);
}

/** What the operations make of the manifest; undefined where one is not applicable or changes nothing. */
function applied(operations: Operation[]): Manifest | undefined {
  let document: Manifest = structuredClone(PLAIN);
  for (const one of operations) {
    if (!isApplicable(document, one)) return undefined;
    let next: Manifest;
    try {
      next = JsonPatch.apply(structuredClone(document), jsonPatch(one));
    } catch {
      return undefined;
    }
    if (one.op !== 'test' && sorted(next) === sorted(document)) return undefined;
    document = next;
  }
  return document;
}

function sorted(given: Manifest): string {
  return JSON.stringify(given, (_, child) => (typeof child === 'object' && child !== null && !Array.isArray(child)
    ? Object.fromEntries(Object.entries(child).sort(([left], [right]) => (left < right ? -1 : 1)))
    : child));
}

/** What others go by, or are computed from, and every text that may refer to a variable. */
function guarded(document: Manifest): string {
  const template = '/spec/template';
  const fields = [
    '/apiVersion', '/kind', '/metadata/name', '/metadata/namespace', '/spec/selector', '/spec/replicas',
    '/spec/strategy', `${template}/metadata/labels`,
    ...['serviceAccountName', 'containers', 'initContainers', 'resources'].map((key) => `${template}/spec/${key}`),
  ];
  const references = JSON.stringify(document).match(/\$+\([^)]*\)/g);
  return sorted([...fields.map((field) => valueAt(document, field) ?? null), references]);
}

/** Objects are still written where nothing is touched that others go by. */
function expectOutcome(change: Change, expected: Manifest | undefined,
  counts: { refused: number; written: number }): void {
  const { app, manifest } = deployment(change);
  const mayBeRefused = expected === undefined || guarded(expected) !== guarded(PLAIN);
  if (mayBeRefused && (expected === undefined || isRefused(manifest))) {
    counts.refused += 1;
    const message = messageOf(() => app.synthYaml());
    expect(message).toMatch(/^Nothing was written:\n/);
    for (const line of message.split(/\n {2}(?=\[)/).slice(1)) expect(line).toMatch(NAMED_ERROR);
    expect(message).toContain(PATH);
    expect(messageOf(manifest)).toContain(PATH);
    return;
  }
  counts.written += 1;
  expect(sorted(manifest())).toBe(sorted(expected));
  expect(sorted(manifest())).not.toBe(sorted(PLAIN));
  expect(JSON.stringify(manifest())).toBe(JSON.stringify(manifest()));
}

function isRefused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

function expectBoth({ refused, written }: { refused: number; written: number }): void {
  const share = refused / (refused + written);
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.9);
}

describe('a patch of the Deployment', () => {
  it('by RFC 6902 changes what it says, or is refused by the path of the object', () => {
    const counts = { refused: 0, written: 0 };
    fc.assert(fc.property(fc.array(operation, { minLength: 1, maxLength: 3 }), (operations) => {
      const expected = applied(operations);
      if (expected !== undefined && sorted(expected) === sorted(PLAIN)) return;
      expectOutcome({ operations }, expected, counts);
    }), runs(250));
    expectBoth(counts);
  });

  it('by RFC 7386 changes what it says, or is refused by the path of the object', () => {
    const counts = { refused: 0, written: 0 };
    fc.assert(fc.property(fc.oneof(anyDocument, metadata), (document) => {
      const expected = merged(PLAIN, document);
      expectOutcome({ document }, sorted(expected) === sorted(PLAIN) ? undefined : expected, counts);
    }), runs(250));
    expectBoth(counts);
  });

  it.each([
    ['removes all of it', { op: 'remove', path: '' }],
    ['replaces all of it by a number', { op: 'replace', path: '', value: 5 }],
    ['has no slash at its beginning', { op: 'replace', path: 'spec', value: 5 }],
    ['has no slash at its beginning and adds', { op: 'add', path: 'spec', value: 5 }],
    ['takes kind away', { op: 'remove', path: '/kind' }],
    ['takes metadata away', { op: 'remove', path: '/metadata' }],
  ])('that %s is refused by the path of the object', (_, given) => {
    const { app } = deployment({ operations: [{ from: '', value: 0, ...given } as Operation] });
    const message = messageOf(() => app.synthYaml());
    expect(message).toMatch(/^Nothing was written:\n {2}\[shop\/api\] '/);
  });

  it.each([null, [null, 1], { a: null }])('keeps %j where a second patch follows', (given) => {
    const first: Operation = { op: 'add', path: '/spec/x', from: '', value: given as Manifest };
    const second: Operation = { op: 'add', path: '/spec/y', from: '', value: 1 };
    const { manifest } = deployment({ operations: [first, second] });
    expect(manifest().spec.x).toEqual(deployment({ operations: [first] }).manifest().spec.x);
  });

  it('is read back from the YAML of ProductionApp', () => {
    const { app } = deployment({ document: { metadata: { annotations: { 'acme.io/answer': 'yes' } } } });
    expect(app).toBeInstanceOf(ProductionApp);
    const found = only(readYaml(app.synthYaml() as string), 'Deployment');
    expect(found.metadata.annotations['acme.io/answer']).toBe('yes');
  });
});

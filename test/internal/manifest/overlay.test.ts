import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, IResolver, JsonPatch, Lazy, ResolutionContext } from 'cdk8s';
import { fail } from '../../../src/internal/fail';
import { Overlay } from '../../../src/internal/manifest/overlay';
import { Json, JsonObject } from '../../../src/internal/values/json';
import { messageOf } from '../../support/errors';
import { readYaml } from '../../support/render';

const SHOUTING: IResolver = {
  resolve(context: ResolutionContext) {
    if (context.value === 'quiet') context.replaceValue('LOUD');
  },
};

describe('a merged fragment', () => {
  it('pairs lists by name, replaces other lists and removes by null', () => {
    const object = configMap({ list: [{ name: 'a', x: 1 }, { name: 'b' }], plain: [1, 2], gone: 1 });
    Overlay.of(object).merge({ list: [{ name: 'a', y: 2 }, { name: 'c' }], plain: [3], gone: null });
    expect(rendered(object)).toEqual({ list: [{ name: 'a', x: 1, y: 2 }, { name: 'b' }, { name: 'c' }], plain: [3] });
  });

  it('wins over the one before it', () => {
    const object = configMap({ a: 1 });
    Overlay.of(object).merge({ a: 2, b: 2 });
    Overlay.of(object).merge({ b: 3 });
    expect(rendered(object)).toEqual({ a: 2, b: 3 });
  });

  it('is resolved as late as the object', () => {
    const object = configMap({});
    const items: string[] = [];
    const none = Lazy.any({ produce: () => undefined });
    Overlay.of(object).merge({ list: Lazy.any({ produce: () => items }), none });
    items.push('late');
    expect(rendered(object)).toEqual({ list: ['late'] });
  });

  it('goes through the resolvers of the app', () => {
    const object = configMap({ a: 'quiet' }, new App({ resolvers: [SHOUTING] }));
    Overlay.of(object).merge({ b: ['quiet', { c: 'quiet' }] });
    expect(rendered(object)).toEqual({ a: 'LOUD', b: ['LOUD', { c: 'LOUD' }] });
  });

  it('becomes no YAML alias where one object is in it twice', () => {
    const object = configMap({});
    const shared = { k: 'v', list: [1] };
    Overlay.of(object).merge({ one: shared, two: shared, three: [shared, shared] });
    expect(yamlOf(object)).not.toMatch(/[&*]a\d/);
    expect(rendered(object)).toEqual({ one: shared, two: shared, three: [shared, shared] });
  });

  it('is not changed by rendering', () => {
    const object = configMap({ list: [{ name: 'a' }] });
    const fragment = { list: [{ name: 'a', x: { y: 1 } }] };
    Overlay.of(object).merge(fragment);
    Overlay.of(object).patch(JsonPatch.replace('/list/0/x/y', 2));
    expect(rendered(object)).toEqual({ list: [{ name: 'a', x: { y: 2 } }] });
    expect(fragment).toEqual({ list: [{ name: 'a', x: { y: 1 } }] });
  });

  it('comes out in the order of cdk8s: the head first, then by the alphabet', () => {
    const object = configMap({ b: 1 });
    Overlay.of(object).merge({ a: { z: 1, y: 1 } });
    const top = ['apiVersion', 'kind', 'metadata', 'a', 'b'];
    expect(Object.keys(object.toJson())).toEqual(top);
    expect(Object.keys(object.toJson().a)).toEqual(['y', 'z']);
  });

  it('renders to the same bytes twice', () => {
    const object = configMap({ a: 1 });
    Overlay.of(object).merge({ b: Lazy.any({ produce: () => ({ c: 1 }) }) });
    Overlay.of(object).patch(JsonPatch.add('/d', 1));
    expect(yamlOf(object)).toBe(yamlOf(object));
  });
});

describe('dropNamespace', () => {
  it('leaves out the namespace of the chart', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const object = new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Namespace' });
    Overlay.of(object).dropNamespace();
    expect(object.toJson().metadata).not.toHaveProperty('namespace');
  });
});

describe('dropDefault', () => {
  it('leaves out a field that says what Kubernetes assumes, and only then', () => {
    const object = configMap({ a: { keep: 2, drop: 1 } });
    Overlay.of(object).dropDefault('/a/drop', 1);
    Overlay.of(object).dropDefault('/a/keep', 1);
    expect(rendered(object)).toEqual({ a: { keep: 2 } });
  });
});

describe('dropNamed', () => {
  it('leaves out the item of that name, also where a fragment brought it', () => {
    const object = configMap({ list: [{ name: 'a' }, { name: 'b' }] });
    Overlay.of(object).dropNamed('/list', 'a');
    Overlay.of(object).dropNamed('/list', 'c');
    Overlay.of(object).merge({ list: [{ name: 'a', x: 1 }, { name: 'c' }] });
    expect(rendered(object)).toEqual({ list: [{ name: 'b' }] });
  });

  it('leaves out the list where nothing stays in it', () => {
    const object = configMap({ list: [{ name: 'a' }, { name: 'b' }] });
    ['a', 'b'].forEach((name) => Overlay.of(object).dropNamed('/list', name));
    expect(rendered(object)).toEqual({});
  });

  it('comes before the patches of the user, which may add the item again', () => {
    const object = configMap({ list: [{ name: 'a' }, { name: 'b' }] });
    Overlay.of(object).patch(JsonPatch.add('/list/-', { name: 'a' }));
    Overlay.of(object).dropNamed('/list', 'a');
    expect(rendered(object)).toEqual({ list: [{ name: 'b' }, { name: 'a' }] });
  });

  it('changes nothing where nothing has that name', () => {
    const object = configMap({ list: [{ name: 'b' }] });
    Overlay.of(object).dropNamed('/list', 'a');
    Overlay.of(object).dropNamed('/nowhere/list', 'a');
    expect(rendered(object)).toEqual({ list: [{ name: 'b' }] });
  });
});

describe('a patch', () => {
  it('applies after fragments and in the order of calls', () => {
    const object = configMap({ list: ['a'] });
    const overlay = Overlay.of(object);
    overlay.patch(JsonPatch.add('/list/-', 'b'));
    overlay.mergePatch({ list: ['c'] });
    overlay.patch(JsonPatch.add('/list/-', 'd'));
    overlay.merge({ list: ['first'] });
    expect(rendered(object)).toEqual({ list: ['c', 'd'] });
  });

  it('may rest on what the one before it made', () => {
    const object = configMap({});
    Overlay.of(object).patch(JsonPatch.add('/a', {}));
    Overlay.of(object).patch(JsonPatch.add('/a/b~1c', 1));
    Overlay.of(object).patch(JsonPatch.test('/a/b~1c', 1));
    expect(rendered(object)).toEqual({ a: { 'b/c': 1 } });
  });

  it('reaches what cdk8s renders late', () => {
    const object = configMap({ list: Lazy.any({ produce: () => ['late'] }) });
    Overlay.of(object).patch(JsonPatch.replace('/list/0', 'later'));
    expect(rendered(object)).toEqual({ list: ['later'] });
  });

  it('takes the same route where cdk8s is used', () => {
    const object = configMap({ a: 1 });
    Overlay.of(object).merge({ b: 1 });
    object.addJsonPatch(JsonPatch.replace('/b', 2), JsonPatch.remove('/a'));
    expect(rendered(object)).toEqual({ b: 2 });
    object.addJsonPatch(JsonPatch.remove('/nowhere'));
    expect(object.node.validate()).toHaveLength(1);
  });
});

describe('a merge patch', () => {
  it('replaces lists, removes by null and goes through the resolvers of the app', () => {
    const object = configMap({ list: [{ name: 'a' }], gone: 1 }, new App({ resolvers: [SHOUTING] }));
    const lazy = Lazy.any({ produce: () => 'quiet' });
    Overlay.of(object).mergePatch({ list: [{ name: 'b' }], gone: null, lazy, deep: { a: 'quiet' } });
    expect(rendered(object)).toEqual({ list: [{ name: 'b' }], lazy: 'LOUD', deep: { a: 'LOUD' } });
  });

  it('becomes no YAML alias where one object is in it twice', () => {
    const object = configMap({});
    const shared = { k: 'v' };
    Overlay.of(object).mergePatch({ one: shared, two: shared });
    expect(yamlOf(object)).not.toMatch(/[&*]a\d/);
  });

  it.each(['{"polluted":"yes"}', '"polluted"'])('does not let `__proto__: %s` pass without a word', (value) => {
    const object = configMap({ a: 1 });
    Overlay.of(object).mergePatch(JSON.parse(`{"a":{"__proto__":${value}}}`));
    const spoke = object.node.validate().length > 0 || JSON.stringify(rendered(object)).includes('polluted');
    expect(spoke).toBe(true);
    expect(({} as Json).polluted).toBeUndefined();
  });

  it.each([['a date', new Date(0)], ['a map', new Map([['a', 1]])]])('refuses %s, as cdk8s does', (_, value) => {
    const object = configMap({ a: 1 });
    Overlay.of(object).mergePatch({ b: value });
    expect(() => validate(object)).toThrow();
  });
});

describe('a patch that fails', () => {
  it.each<[string, JsonPatch, string]>([
    ['addresses nothing', JsonPatch.remove('/nowhere'),
      "'patch' must address what is there (nothing is at /nowhere), got {\"op\":\"remove\",\"path\":\"/nowhere\"}; "
      + 'compare it with the synthesized manifest, or remove it'],
    ['has no parent', JsonPatch.add('/b/c', 1),
      "'patch' must address what is there (nothing is at /b/c to add to), got "
      + '{"op":"add","path":"/b/c","value":1}; compare it with the synthesized manifest, or remove it'],
    ['changes nothing', JsonPatch.replace('/a', 1),
      "'patch' must change the object, got {\"op\":\"replace\",\"path\":\"/a\",\"value\":1}; "
      + 'compare it with the synthesized manifest, or remove it'],
    ['tests what is otherwise', JsonPatch.test('/a', 2),
      "'patch' must apply (Test operation failed), got {\"op\":\"test\",\"path\":\"/a\",\"value\":2}; "
      + 'compare it with the synthesized manifest, or remove it'],
  ])('is reported where it %s', (_, patch, expected) => {
    const object = configMap({ a: 1 });
    Overlay.of(object).patch(patch);
    expect(object.node.validate()).toEqual([expected]);
    expect(messageOf(() => object.toJson())).toBe(`[shop/object] ${expected}`);
  });

  it('is reported where a merge patch changes nothing', () => {
    const object = configMap({ a: { b: 1 } });
    Overlay.of(object).mergePatch({ a: { b: 1 }, c: null });
    expect(object.node.validate()).toEqual([
      "'mergePatch' must change the object, got {\"a\":{\"b\":1},\"c\":null}; "
      + 'compare it with the synthesized manifest, or remove it',
    ]);
  });

  it.each([
    ['adds at a pointer without its slash', JsonPatch.add('a', 2)],
    ['replaces at a pointer without its slash', JsonPatch.replace('a', 2)],
    ['removes the whole object', JsonPatch.remove('')],
    ['makes the whole object a text', JsonPatch.replace('', 'text')],
  ])('is reported by validation where it %s', (_, patch) => {
    const object = configMap({ a: 1 });
    Overlay.of(object).patch(patch);
    expect(object.node.validate()).toHaveLength(1);
  });

  it('does not hide the others', () => {
    const object = configMap({ a: 1 });
    Overlay.of(object).patch(JsonPatch.remove('/x'));
    Overlay.of(object).patch(JsonPatch.replace('/a', 2));
    Overlay.of(object).patch(JsonPatch.remove('/y'));
    expect(object.node.validate()).toHaveLength(2);
  });

  it('stops synthesis before any file is written, and names the object', () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'overlay-'));
    try {
      writeTree(outdir, 'old');
      const before = filesIn(outdir);
      const message = messageOf(() => writeTree(outdir, 'new', JsonPatch.remove('/nowhere')));
      expect(message).toContain("[shop/object] 'patch' must address what is there (nothing is at /nowhere)");
      expect(filesIn(outdir)).toEqual(before);
      expect(Object.keys(before)).toEqual(['first.k8s.yaml', 'shop.k8s.yaml']);
    } finally {
      fs.rmSync(outdir, { recursive: true });
    }
  });
});

describe('a requirement', () => {
  const isTouched = () => false;

  it('is held against what is finally written, and names the patch that broke it', () => {
    const object = configMap({ a: 1 });
    keepsOne(object, isTouched);
    Overlay.of(object).patch(JsonPatch.add('/b', 1));
    Overlay.of(object).mergePatch({ a: 2 });
    Overlay.of(object).patch(JsonPatch.add('/c', 1));
    const problem = "'mergePatch' must let 'a' stay 1, got {\"a\":2}; leave it";
    expect(object.node.validate()).toEqual([problem]);
    expect(messageOf(() => object.toJson())).toBe(`[shop/object] ${problem}`);
  });

  it('names the last of those that broke it', () => {
    const object = configMap({ a: 1 });
    keepsOne(object, isTouched);
    for (const value of [2, 1, 3, 4]) Overlay.of(object).patch(JsonPatch.replace('/a', value));
    expect(object.node.validate()).toEqual([
      "'patch' must let 'a' stay 1, got {\"op\":\"replace\",\"path\":\"/a\",\"value\":3}; leave it",
    ]);
  });

  it('may be broken for a while', () => {
    const object = configMap({ a: 1 });
    keepsOne(object, isTouched);
    Overlay.of(object).patch(JsonPatch.replace('/a', 2));
    Overlay.of(object).mergePatch({ a: 1 });
    expect(rendered(object)).toEqual({ a: 1 });
  });

  it('names no patch where something else broke it', () => {
    const object = configMap({ a: Lazy.any({ produce: () => 2 }) });
    keepsOne(object, () => true);
    expect(object.node.validate()).toEqual(["'a' must stay 1, got 2; leave it"]);
    Overlay.of(object).patch(JsonPatch.add('/b', 1));
    expect(object.node.validate()).toEqual(["'a' must stay 1, got 2; leave it"]);
  });

  it('is not looked at where nothing can have broken it', () => {
    const object = configMap({ a: 1 });
    let looks = 0;
    Overlay.of(object).require(() => void looks++, isTouched);
    object.node.validate();
    object.toJson();
    expect(looks).toBe(0);
  });

  it('hides no mistake of its own', () => {
    const object = configMap({ a: 1 });
    Overlay.of(object).require(() => { throw new TypeError('a mistake'); }, () => true);
    expect(() => object.toJson()).toThrow(TypeError);
  });
});

describe('a completion', () => {
  it('is given what the user changed, each what the one before it made', () => {
    const object = configMap({ a: 1 });
    Overlay.of(object).complete(({ a, ...rest }) => ({ ...rest, b: a + 1 }));
    Overlay.of(object).complete(({ b, ...rest }) => ({ ...rest, c: b * 10 }));
    Overlay.of(object).patch(JsonPatch.replace('/a', 2));
    expect(rendered(object)).toEqual({ c: 30 });
  });

  it('breaks no requirement', () => {
    const object = configMap({ a: 1 });
    keepsOne(object, () => true);
    Overlay.of(object).complete((document) => ({ ...document, a: 2 }));
    expect(object.node.validate()).toEqual([]);
    expect(rendered(object)).toEqual({ a: 2 });
  });
});

function keepsOne(object: ApiObject, isTouched: () => boolean): void {
  Overlay.of(object).require(({ a }) => {
    if (a !== 1) fail(object, { prop: 'a', must: 'stay 1', got: a, remedy: 'leave it' });
  }, isTouched);
}

function configMap(fields: JsonObject, app = new App()): ApiObject {
  const object = new ApiObject(new Chart(app, 'shop'), 'object', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'object' },
    ...fields,
  });
  Overlay.of(object);
  return object;
}

/** What the object holds beside its head, read back from YAML. */
function rendered(object: ApiObject): JsonObject {
  const [{ apiVersion, kind, metadata, ...rest }] = readYaml(yamlOf(object));
  expect([apiVersion, kind, metadata]).toEqual(['v1', 'ConfigMap', { name: 'object' }]);
  return rest;
}

function yamlOf(object: ApiObject): string {
  return App.of(object).synthYaml() as unknown as string;
}

function validate(object: ApiObject): void {
  const problems = object.node.validate();
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** Two charts in cdk8s' own app, the second of them with a patch. */
function writeTree(outdir: string, value: string, patch?: JsonPatch): void {
  const app = new App({ outdir });
  new ApiObject(new Chart(app, 'first'), 'object', { apiVersion: 'v1', kind: 'ConfigMap', data: { value } });
  const object = configMap({ data: { value } }, app);
  if (patch) Overlay.of(object).patch(patch);
  app.synth();
}

function filesIn(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

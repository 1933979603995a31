import { headFirst, isSame, Json, mergeByName, mergePatch, undefinedIfEmpty } from '../../../src/internal/values/json';
import { withEnvironment } from '../../support/system/environment';

describe('mergePatch', () => {
  // The examples of RFC 7386, appendix A.
  it.each([
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ])('makes of %s and %s what RFC 7386 says', (target, patch, expected) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(expected));
  });

  it('keeps its arguments as they are', () => {
    const target = { a: { b: 1 } };
    const patch = { a: { c: 2 } };
    mergePatch(target, patch);
    expect([target, patch]).toEqual([{ a: { b: 1 } }, { a: { c: 2 } }]);
  });
});

describe('mergeByName', () => {
  it('pairs the items of lists by their name and adds the others at the end', () => {
    const target = [{ name: 'web', image: 'a' }, { name: 'proxy', image: 'b' }];
    const fragment = [{ name: 'proxy', tty: true }, { name: 'new' }];
    expect(mergeByName(target, fragment)).toEqual([
      { name: 'web', image: 'a' },
      { name: 'proxy', image: 'b', tty: true },
      { name: 'new' },
    ]);
  });

  it('pairs lists in lists', () => {
    const target = { spec: { containers: [{ name: 'web', ports: [{ name: 'http', port: 1 }] }] } };
    const fragment = { spec: { containers: [{ name: 'web', ports: [{ name: 'http', hostPort: 2 }] }] } };
    expect(mergeByName(target, fragment)).toEqual({
      spec: { containers: [{ name: 'web', ports: [{ name: 'http', port: 1, hostPort: 2 }] }] },
    });
  });

  it('replaces lists whose items have no names', () => {
    expect(mergeByName({ args: ['a', 'b'] }, { args: ['c'] })).toEqual({ args: ['c'] });
    expect(mergeByName([{ name: 'a' }], [{ key: 'b' }])).toEqual([{ key: 'b' }]);
  });

  it('sorts the maps that it changes, unless the user turned that off', () => {
    const [target, fragment] = [{ c: { z: 1, y: 1 }, a: 1 }, { b: { e: [{ g: 1, f: 1 }], d: 1 } }];
    const merged = () => JSON.stringify(mergeByName(target, fragment));
    expect(merged()).toBe('{"a":1,"b":{"d":1,"e":[{"f":1,"g":1}]},"c":{"z":1,"y":1}}');
    withEnvironment({ CDK8S_DISABLE_SORT: '1' }, () => {
      expect(merged()).toBe('{"c":{"z":1,"y":1},"a":1,"b":{"e":[{"g":1,"f":1}],"d":1}}');
    });
  });

  it('shares nothing with the fragment', () => {
    const fragment = { list: [{ name: 'a', deep: { x: 1 } }], map: { y: {} } };
    for (const target of [{}, { list: [{ name: 'a' }] }, { list: [{ name: 'b' }], map: { y: 1 } }]) {
      const merged = mergeByName(target, fragment);
      expect(merged.map.y).not.toBe(fragment.map.y);
      const item = merged.list.find(({ name }: { name: string }) => name === 'a');
      expect(item.deep).toEqual({ x: 1 });
      expect(item.deep).not.toBe(fragment.list[0].deep);
    }
  });

  it('removes by null and ignores what is undefined', () => {
    expect(mergeByName({ a: 1, b: 2 }, { a: null, b: undefined })).toEqual({ b: 2 });
  });
});

describe.each([
  ['mergePatch', mergePatch, '{"a":1,"__proto__":{"polluted":"yes"}}'],
  ['mergeByName', mergeByName, '{"__proto__":{"polluted":"yes"},"a":1}'],
])('%s', (_, merge, expected) => {
  it('takes `__proto__` as a key like any other', () => {
    const merged = merge(JSON.parse('{"a":1}'), JSON.parse('{"__proto__":{"polluted":"yes"}}'));
    expect(JSON.stringify(merged)).toBe(expected);
    expect(({} as Json).polluted).toBeUndefined();
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('takes `%s` as a key like any other', (key) => {
    expect(merge({}, { [key]: { a: 1 } })).toEqual({ [key]: { a: 1 } });
  });
});

describe('mergeByName into nothing', () => {
  const copyOf = (value: Json) => mergeByName(undefined, value);

  it('sorts keys at every depth and leaves lists in their order', () => {
    const copy = copyOf({ b: [{ z: 1, y: 2 }, 'x'], a: { d: 1, c: 2 } });
    expect(JSON.stringify(copy)).toBe('{"a":{"c":2,"d":1},"b":[{"y":2,"z":1},"x"]}');
  });

  it('drops what is null or undefined, and keeps what is empty, zero or false', () => {
    expect(copyOf({ a: null, b: undefined, c: '', d: 0, e: false, f: [null, 1, undefined], g: {}, h: [] }))
      .toEqual({ c: '', d: 0, e: false, f: [1], g: {}, h: [] });
  });

  it('copies what is shared, so that YAML needs no alias', () => {
    const shared = { a: 1 };
    const copy = copyOf({ one: shared, two: shared });
    expect(copy.one).not.toBe(copy.two);
    expect(copy.one).not.toBe(shared);
  });

  it('keeps `__proto__` as a key', () => {
    expect(JSON.stringify(copyOf(JSON.parse('{"b":1,"__proto__":"x"}')))).toBe('{"__proto__":"x","b":1}');
  });

  it('leaves the order to the user where cdk8s does', () => {
    withEnvironment({ CDK8S_DISABLE_SORT: '1' }, () => {
      expect(JSON.stringify(copyOf({ b: 1, a: 2 }))).toBe('{"b":1,"a":2}');
    });
  });
});

describe('headFirst', () => {
  it('puts apiVersion, kind and metadata before the rest, whose order stays', () => {
    const manifest = { spec: {}, metadata: {}, data: {}, kind: 'A', apiVersion: 'v1' };
    expect(Object.keys(headFirst(manifest))).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'data']);
  });

  it('adds nothing that is not there', () => {
    expect(headFirst({ kind: 'A' })).toEqual({ kind: 'A' });
  });
});

describe('isSame', () => {
  it.each<[Json, Json]>([
    [{ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 }],
    [[], []],
    [{}, {}],
    ['a', 'a'],
    [null, null],
  ])('holds for %j and %j', (left, right) => {
    expect(isSame(left, right)).toBe(true);
  });

  it.each<[Json, Json]>([
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: undefined }, { b: undefined }],
    [[1, 2], [2, 1]],
    [[1], { 0: 1 }],
    [{}, []],
    [1, '1'],
    [null, {}],
    [0, false],
    [{ toString: undefined }, {}],
  ])('does not hold for %j and %j', (left, right) => {
    expect(isSame(left, right)).toBe(false);
  });
});

describe('undefinedIfEmpty', () => {
  it('is the object itself where it holds something', () => {
    expect(undefinedIfEmpty({ a: 1 })).toEqual({ a: 1 });
    expect(undefinedIfEmpty({})).toBeUndefined();
  });
});

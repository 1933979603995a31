import { Json } from '../../../src/internal/values/json';
import { missingTarget, PatchOperation, removeNamed, removeWhereSame } from '../../../src/internal/values/json-pointer';

const HERE = undefined;

describe('missingTarget', () => {
  // The examples of RFC 6902, appendix A, by their numbers; where there are two operations, the one that matters.
  it.each<[string, string, PatchOperation, string | undefined]>([
    ['A.1', '{"foo":"bar"}', { op: 'add', path: '/baz', value: 'qux' }, HERE],
    ['A.2', '{"foo":["bar","baz"]}', { op: 'add', path: '/foo/1', value: 'qux' }, HERE],
    ['A.3', '{"baz":"qux","foo":"bar"}', { op: 'remove', path: '/baz' }, HERE],
    ['A.4', '{"foo":["bar","qux","baz"]}', { op: 'remove', path: '/foo/1' }, HERE],
    ['A.5', '{"baz":"qux","foo":"bar"}', { op: 'replace', path: '/baz', value: 'boo' }, HERE],
    ['A.6', '{"foo":{"bar":"baz"},"qux":{}}', { op: 'move', from: '/foo/bar', path: '/qux/thud' }, HERE],
    ['A.7', '{"foo":["all","grass","cows","eat"]}', { op: 'move', from: '/foo/1', path: '/foo/3' }, HERE],
    ['A.8', '{"baz":"qux","foo":["a",2,"c"]}', { op: 'test', path: '/foo/1', value: 2 }, HERE],
    ['A.9', '{"baz":"qux"}', { op: 'test', path: '/baz', value: 'bar' }, HERE],
    ['A.10', '{"foo":"bar"}', { op: 'add', path: '/child', value: { grandchild: {} } }, HERE],
    ['A.12', '{"foo":"bar"}', { op: 'add', path: '/baz/bat', value: 'qux' }, 'nothing is at /baz/bat to add to'],
    ['A.14', '{"/":9,"~1":10}', { op: 'test', path: '/~01', value: 10 }, HERE],
    ['A.15', '{"/":9,"~1":10}', { op: 'test', path: '/~01', value: '10' }, HERE],
    ['A.16', '{"foo":["bar"]}', { op: 'add', path: '/foo/-', value: ['abc', 'def'] }, HERE],
  ])('says of example %s what RFC 6902 says', (...[, document, operation, expected]) => {
    expect(missingTarget(JSON.parse(document), operation)).toBe(expected);
  });

  it.each<[string, Json, PatchOperation, string]>([
    ['remove what is not there', {}, { op: 'remove', path: '/a' }, 'nothing is at /a'],
    ['replace what is not there', { a: {} }, { op: 'replace', path: '/a/b', value: 1 }, 'nothing is at /a/b'],
    ['test what is not there', {}, { op: 'test', path: '/a', value: 1 }, 'nothing is at /a'],
    ['copy from nowhere', { b: 1 }, { op: 'copy', from: '/a', path: '/b' }, 'nothing is at "/a"'],
    ['move from nowhere', { b: 1 }, { op: 'move', from: '/a', path: '/b' }, 'nothing is at "/a"'],
    ['copy into nothing', { a: 1 }, { op: 'copy', from: '/a', path: '/b/c' }, 'nothing is at /b/c to add to'],
    ['add below text', { a: 'text' }, { op: 'add', path: '/a/b', value: 1 }, 'nothing is at /a/b to add to'],
    ['add beyond the end', { a: [1] }, { op: 'add', path: '/a/2', value: 1 }, 'nothing is at /a/2 to add to'],
    ['add at a word', { a: [1] }, { op: 'add', path: '/a/b', value: 1 }, 'nothing is at /a/b to add to'],
    ['add at a negative index', { a: [1] }, { op: 'add', path: '/a/-1', value: 1 }, 'nothing is at /a/-1 to add to'],
    ['add at an index with a leading zero', { a: [1, 2] }, { op: 'add', path: '/a/01', value: 1 },
      'nothing is at /a/01 to add to'],
    ['replace the item after the last', { a: [1] }, { op: 'replace', path: '/a/1', value: 1 }, 'nothing is at /a/1'],
    ['replace at -', { a: [1] }, { op: 'replace', path: '/a/-', value: 1 }, 'nothing is at /a/-'],
    ['remove at -', { a: [1] }, { op: 'remove', path: '/a/-' }, 'nothing is at /a/-'],
    ['remove the length of a list', { a: [1] }, { op: 'remove', path: '/a/length' }, 'nothing is at /a/length'],
    ['remove what is inherited', { a: {} }, { op: 'remove', path: '/a/toString' }, 'nothing is at /a/toString'],
    ['descend into null', { a: null }, { op: 'add', path: '/a/b', value: 1 }, 'nothing is at /a/b to add to'],
  ])('finds no place to %s', (...[, document, operation, expected]) => {
    expect(missingTarget(document, operation)).toBe(expected);
  });

  it.each<[string, Json, PatchOperation]>([
    ['the item after the last', { a: [1] }, { op: 'add', path: '/a/1', value: 2 }],
    ['the first of an empty list', { a: [] }, { op: 'add', path: '/a/0', value: 2 }],
    ['the end of an empty list', { a: [] }, { op: 'add', path: '/a/-', value: 2 }],
    ['a member that is there already', { a: 1 }, { op: 'add', path: '/a', value: 2 }],
    ['an empty key', { '': 1 }, { op: 'replace', path: '/', value: 2 }],
    ['a key with a slash', { 'example.com/a': 1 }, { op: 'remove', path: '/example.com~1a' }],
    ['a key with a tilde', { 'a~b': 1 }, { op: 'remove', path: '/a~0b' }],
    ['a key that reads like an escape', { '~1': 1 }, { op: 'remove', path: '/~01' }],
    ['a member that is null', { a: null }, { op: 'replace', path: '/a', value: 2 }],
    ['a member that is false', { a: false }, { op: 'replace', path: '/a', value: true }],
    ['an item by number in a map', { a: { 0: 'x' } }, { op: 'replace', path: '/a/0', value: 'y' }],
  ])('finds %s', (_, document, operation) => {
    expect(missingTarget(document, operation)).toBeUndefined();
  });

  it.each<[string, PatchOperation]>([
    ['add', { op: 'add', path: 'spec', value: 1 }],
    ['add', { op: 'add', path: 'spec/replicas', value: 1 }],
    ['replace', { op: 'replace', path: 'spec', value: 1 }],
    ['remove', { op: 'remove', path: 'spec' }],
    ['copy', { op: 'copy', from: 'spec', path: '/b' }],
  ])('refuses to %s by a pointer that does not begin with a slash: %j', (_, operation) => {
    expect(missingTarget({ spec: { replicas: 3 }, replicas: 3 }, operation)).toBeDefined();
  });

  it('counts the places of a move without what is moved', () => {
    expect(missingTarget({ a: [1, 2, 3] }, { op: 'move', from: '/a/0', path: '/a/3' })).toBeDefined();
    expect(missingTarget({ a: [1, 2, 3] }, { op: 'move', from: '/a/0', path: '/a/2' })).toBeUndefined();
  });

  it('refuses to move a value into itself', () => {
    expect(missingTarget({ a: { b: {} } }, { op: 'move', from: '/a', path: '/a/b' })).toBeDefined();
  });
});

describe('removeWhereSame', () => {
  it.each<[string, Json, string, Json, Json]>([
    ['removes what holds the value', { a: { b: { c: 1 } } }, '/a/b', { c: 1 }, { a: {} }],
    ['leaves what holds another value', { a: { b: 2 } }, '/a/b', 1, { a: { b: 2 } }],
    ['leaves a document without it', { a: {} }, '/a/b', 1, { a: {} }],
    ['leaves a document without its parent', {}, '/a/b', 1, {}],
    ['reaches into lists', { a: [{ b: 1 }] }, '/a/0/b', 1, { a: [{}] }],
    ['reads escapes', { 'a/b': 1 }, '/a~1b', 1, {}],
  ])('%s', (...[, document, pointer, value, expected]) => {
    removeWhereSame(document, pointer, value);
    expect(document).toEqual(expected);
  });
});

describe('removeNamed', () => {
  it.each<[string, Json, string, Json]>([
    ['removes the item of that name', { a: [{ name: 'x', v: 1 }, { name: 'y' }] }, '/a', { a: [{ name: 'y' }] }],
    ['removes every item of that name', { a: [{ name: 'x' }, { name: 'y' }, { name: 'x' }] }, '/a',
      { a: [{ name: 'y' }] }],
    ['removes the list where nothing stays in it', { a: [{ name: 'x' }], b: 1 }, '/a', { b: 1 }],
    ['reaches into lists', { a: [{ b: [{ name: 'x' }, { name: 'y' }] }] }, '/a/0/b', { a: [{ b: [{ name: 'y' }] }] }],
    ['reads escapes', { 'a/b': [{ name: 'x' }] }, '/a~1b', {}],
    ['leaves a list without it', { a: [{ name: 'y' }] }, '/a', { a: [{ name: 'y' }] }],
    ['leaves items without a name', { a: [null, 'x', {}, { name: 'x' }] }, '/a', { a: [null, 'x', {}] }],
    ['leaves what is no list', { a: { name: 'x' } }, '/a', { a: { name: 'x' } }],
    ['leaves a document without the list', { a: {} }, '/a/b', { a: {} }],
    ['leaves a document without its parent', {}, '/a/b/c', {}],
    ['leaves a list whose parent is a list', { a: [[{ name: 'x' }]] }, '/a/0', { a: [[{ name: 'x' }]] }],
  ])('%s', (...[, document, pointer, expected]) => {
    removeNamed(document, pointer, 'x');
    expect(document).toEqual(expected);
  });

  it('leaves an empty list out too, as a list that became empty', () => {
    const document = { a: [] };
    removeNamed(document, '/a', 'x');
    expect(document).toEqual({});
  });
});

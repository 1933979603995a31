import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { checkField, checkSelection, fieldAt, FieldPath } from '../../../src/internal/manifest/kept-fields';
import { Overlay } from '../../../src/internal/manifest/overlay';
import { Json } from '../../../src/internal/values/json';

const REASON = { reason: 'somebody goes by it', remedy: 'leave it' };

describe('a field that is kept', () => {
  it.each<[string, FieldPath, Json, JsonPatch[], string[]]>([
    ['unchanged', ['spec', 'a'], 1, [JsonPatch.add('/spec/b', 2)], []],
    ['changed', ['spec', 'a'], 1, [JsonPatch.replace('/spec/a', 2)],
      ["'patch' must let 'spec.a' stay 1, for somebody goes by it, got {\"op\":\"replace\",\"path\":\"/spec/a\","
        + '"value":2}; leave it']],
    ['taken away', ['spec', 'a'], 1, [JsonPatch.remove('/spec/a')],
      ["'patch' must let 'spec.a' stay 1, for somebody goes by it, got {\"op\":\"remove\",\"path\":\"/spec/a\"};"
        + ' leave it']],
    ['no map any more', ['spec', 'a'], 1, [JsonPatch.replace('/spec', 'x')],
      ["'patch' must let 'spec.a' stay 1, for somebody goes by it, got {\"op\":\"replace\",\"path\":\"/spec\","
        + '"value":"x"}; leave it']],
    ['a map in another order', ['spec', 'm'], { y: 1, x: 1 }, [JsonPatch.replace('/spec/m', { x: 1, y: 1 })],
      ["'patch' must change the object, got {\"op\":\"replace\",\"path\":\"/spec/m\",\"value\":{\"x\":1,\"y\":1}};"
        + ' compare it with the synthesized manifest, or remove it']],
    ['a label', ['metadata', 'labels', 'acme.io/a'], 'b', [JsonPatch.replace('/metadata/labels/acme.io~1a', 'c')],
      ["'patch' must let 'metadata.labels[acme.io/a]' stay \"b\", for somebody goes by it, got {\"op\":\"replace\","
        + '"path":"/metadata/labels/acme.io~1a","value":"c"}; leave it']],
  ])('is refused where it is %s', (...[, path, value, patches, problems]) => {
    const object = objectOf();
    Overlay.of(object).require((document) => checkField(object, document, { path, value, ...REASON }), () => false);
    object.addJsonPatch(...patches);
    expect(object.node.validate()).toEqual(problems);
  });

  it('is looked at where something else may have changed it', () => {
    const object = objectOf();
    const field = { path: ['metadata', 'labels', 'acme.io/a'], value: 'b', ...REASON };
    Overlay.of(object).require((document) => checkField(object, document, field), () => (
      object.metadata.getLabel('acme.io/a') !== 'b'
    ));
    expect(object.node.validate()).toEqual([]);
    object.metadata.addLabel('acme.io/a', 'c');
    expect(object.node.validate())
      .toEqual(["'metadata.labels[acme.io/a]' must stay \"b\", for somebody goes by it, got \"c\"; leave it"]);
  });

  it.each<[FieldPath, Json]>([
    [['spec', 'a'], 1], [['spec', 'toString'], undefined], [['spec', 'a', 'b'], undefined], [[], objectOf().toJson()],
  ])('is found at %j', (path, value) => {
    expect(fieldAt(objectOf().toJson(), path)).toEqual(value);
  });
});

describe('a selection that is kept', () => {
  const what = 'the pods';
  const select = (object: ApiObject, labels: () => Record<string, string>) => {
    const selection = { path: ['spec', 'm'], isFlat: true, made: { x: '1', y: '1' }, labels, what, remedy: 'leave it' };
    Overlay.of(object).require((document) => checkSelection(object, document, selection));
  };

  it('is not compared with labels while it is as it was made', () => {
    const object = objectOf({ x: '1', y: '1' });
    let looks = 0;
    select(object, () => ({ ...(looks++, {}) }));
    object.toJson();
    expect(looks).toBe(0);
  });

  it.each<[Json, boolean]>([
    [{ x: '1' }, true], [{}, true], [{ x: '1', z: '3' }, true], [{ z: '4' }, false], [5, false], [undefined, false],
  ])('may be %j: %s', (selector, isKept) => {
    const object = objectOf(selector);
    select(object, () => ({ x: '1', y: '1', z: '3' }));
    if (isKept) expect(() => object.toJson()).not.toThrow();
    else expect(() => object.toJson()).toThrow("'spec.m' must match the pods, got");
  });
});

function objectOf(...given: Json[]): ApiObject {
  const m = given.length === 0 ? { x: 1, y: 1 } : given[0];
  const object = new ApiObject(new Chart(new App(), 'shop'), 'object', {
    apiVersion: 'v1',
    kind: 'Thing',
    metadata: { name: 'thing', labels: { 'acme.io/a': 'b' } },
    spec: { a: 1, m },
  });
  Overlay.of(object);
  return object;
}

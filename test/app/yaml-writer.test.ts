import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type * as YamlWriterModule from '../../src/app/yaml-writer';
import { YamlWriter } from '../../src/app/yaml-writer';
import { SAMPLES } from '../../src/internal/values/yaml/yaml-forms';
import { runs } from '../properties/runs';
import { hostileText } from '../support/cdk8s/hostile-texts';
import { STRINGS as HARD_TEXTS } from '../support/cdk8s/yaml-strings';

const scalar = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(-0), fc.constant(undefined), fc.bigInt(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthIdentifier: 'yaml' }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'yaml' }),
  map: fc.dictionary(hostileText, tie('value'), { maxKeys: 5, depthIdentifier: 'yaml', noNullPrototype: true }),
}));
const document = fc.dictionary(hostileText, value, { maxKeys: 6, noNullPrototype: true });

describe('YamlWriter', () => {
  it('writes any document with the bytes of cdk8s', () => {
    const writer = new YamlWriter();
    fc.assert(fc.property(fc.array(document, { maxLength: 3 }), (documents) => {
      expect(writer.write(documents)).toBe(Yaml.stringify(...documents));
    }), runs(2_000));
  });

  it.each(HARD_TEXTS.map((hard) => ({ hard })))('writes %j wherever it stands', ({ hard }) => {
    const places = { a: hard, [hard]: 'b', c: [hard, [hard], { d: hard, e: { f: hard, g: [{ h: hard }] } }], z: hard };
    expect(new YamlWriter().write([places, { last: hard }])).toBe(Yaml.stringify(places, { last: hard }));
  });

  it('leaves to cdk8s what is there twice', () => {
    const shared = { a: 1 };
    const documents = [{ x: shared, y: shared }, { x: [], y: {} }];
    expect(new YamlWriter().write(documents)).toBe(Yaml.stringify(...documents));
  });

  it.each<[string, object]>([
    ['folds lines', { lineWidth: 80 }],
    ['prefers single quotes', { singleQuote: true }],
    ['writes no blocks', { blockQuote: false }],
    ['always quotes', { defaultStringType: 'QUOTE_SINGLE' }],
  ])('leaves texts to a cdk8s that %s', (_, options) => {
    const theirs = (manifest: unknown) => stringify(manifest, { lineWidth: 0, version: '1.1', ...options });
    const ours = writerBeside(theirs);
    const manifests = SAMPLES.map((sample) => ({ 'a b': { 'c': [sample], 'd e': sample } }));
    for (const manifest of manifests) expect(ours.write([manifest])).toBe(theirs(manifest));
    expect(manifests.some((manifest) => theirs(manifest) !== Yaml.stringify(manifest))).toBe(true);
  });
});

/** As it is where cdk8s writes otherwise. */
function writerBeside(stringifyOfCdk8s: (manifest: unknown) => string): YamlWriter {
  let writer: YamlWriter;
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => ({ Yaml: { stringify: stringifyOfCdk8s } }));
    const module = jest.requireActual<typeof YamlWriterModule>('../../src/app/yaml-writer');
    writer = new module.YamlWriter();
  });
  jest.dontMock('cdk8s');
  return writer!;
}

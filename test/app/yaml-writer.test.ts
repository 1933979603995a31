import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { YamlWriter } from '../../src/app/yaml-writer';
import { runs } from '../properties/runs';
import { STRINGS as HARD_TEXTS } from '../support/cdk8s/yaml-strings';

/** Texts of one sign, of words that YAML knows, of several lines, and what joins them. */
const PIECES = [
  ...'aZ09 -_.:,#&*!|>?@%`\'"[]{}\\/~=+<\t\n', '\n\n', ' \n', '\n ', '\r', '\u0000', '\u0085', '\u00a0', '\u2028',
  '\ufeff', '😀', '\ud800', 'yes', 'No', 'ON', 'true', 'null', '~', '0x1', '0o7', '1e3', '12:30', '2001-01-01',
  '.inf', '---', '...', '<<', 'E0', 'e-5', 'E', '$(x)', '{{ x }}', 'a'.repeat(90),
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string(),
  fc.constantFrom(...HARD_TEXTS),
);
const scalar = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.double(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(-0), fc.constant(undefined), fc.bigInt(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthIdentifier: 'yaml' }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'yaml' }),
  map: fc.dictionary(text, tie('value'), { maxKeys: 5, depthIdentifier: 'yaml', noNullPrototype: true }),
}));
const document = fc.dictionary(text, value, { maxKeys: 6, noNullPrototype: true });

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
});

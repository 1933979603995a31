import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { formOf, SAMPLES } from '../../../../src/internal/values/yaml/yaml-forms';
import { numberValue, textKey, textValue } from '../../../../src/internal/values/yaml/yaml-scalars';
import { everyText, hostileText } from '../../../support/cdk8s/hostile-texts';

const BATCH = 1_000;
/** What stands around a text, and how far to the right its further lines begin. */
const PLACES: { lead: string; indent: string; wrap(texts: string[]): unknown }[] = [
  { wrap: (texts) => texts.map((k) => ({ k })), lead: '  - k: ', indent: '      ' },
  { wrap: (texts) => texts, lead: '  - ', indent: '    ' },
  { wrap: (texts) => texts.map((a) => [[{ a }]]), lead: '  - - - a: ', indent: '          ' },
];

describe('textValue', () => {
  it.each([
    ['of signs that mean something', 'a1 -:#\'"\t\n.', 4],
    ['of signs of numbers', '01e.+-_:xT', 4],
    ['of signs that begin something', '?*&!|>%@`,[]{}~=<a ', 3],
    ['of lines and what is blank', ' \t\na#', 6],
    ['of letters of words', 'yNoaTrue', 4],
  ])('writes every short text %s as cdk8s does', (_, signs, longest) => {
    const texts = everyText(signs, longest);
    expect(texts.length).toBeGreaterThan(4_000);
    batches(texts).forEach(expectBytesOfCdk8s);
  });

  it('writes fifty thousand hostile texts as cdk8s does', () => {
    fc.assert(fc.property(fc.array(hostileText, { minLength: BATCH, maxLength: BATCH }), (texts) => {
      expectBytesOfCdk8s(texts);
    }), { numRuns: 50, endOnFailure: true });
  });

  it.each(SAMPLES)('knows the form of %j without asking', (text) => {
    expect(formOf(text, '    ')).toBe(Yaml.stringify([[text]]).slice('- - '.length, -1));
  });
});

describe('textKey', () => {
  it('writes every key as cdk8s does, or leaves it to cdk8s', () => {
    let written = 0;
    fc.assert(fc.property(hostileText, (key) => {
      const own = textKey(key);
      if (own === undefined) return;
      written++;
      expect(`a:\n  ${own}: 1\n${own}: 1\n`).toBe(Yaml.stringify({ a: { [key]: 1 } }) + Yaml.stringify({ [key]: 1 }));
    }), { numRuns: 10_000 });
    expect(written).toBeGreaterThan(5_000);
  });
});

describe('numberValue', () => {
  it('writes every number as cdk8s does', () => {
    fc.assert(fc.property(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0)), (value) => {
      expect(numberValue(value)).toBe(Yaml.stringify(value).trimEnd());
    }), { numRuns: 2_000 });
  });
});

function expectBytesOfCdk8s(texts: string[]): void {
  for (const { wrap, lead, indent } of PLACES) {
    const ours = texts.map((text) => `${lead}${textValue(text, indent)}\n`).join('');
    expect(`x:\n${ours}`).toBe(Yaml.stringify({ x: wrap(texts) }));
  }
}

function batches(texts: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, at) => texts.slice(at * BATCH, (at + 1) * BATCH));
}

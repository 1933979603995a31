import { App } from 'cdk8s';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { ProductionApp } from '../../src';
import { build, expected, read, STRINGS } from '../support/cdk8s/yaml-strings';
import { NAMED_ERROR } from '../support/errors';
import { readYaml } from '../support/render';
import { Manifest } from '../support/schemas';

/** Strings that the reader of kubectl and the API server, written in Go,
  takes for numbers although YAML 1.1 does not. */
const NUMBERS_IN_GO = ['0o7', '0O7', '0b_1', '0B1', '0X1F', '-0X1f', '+0o7', '+_1', '-_1', '0_x1'];

/** Characters that this reader refuses, or takes for the end of a line, unless they are escaped. */
const UNREADABLE_IN_GO = [0x7f, 0x80, 0x85, 0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff];

/** The YAML of the text; undefined where it is refused by a named error. */
function written(text: string): string | undefined {
  try {
    return build(new ProductionApp(), [text]).synthYaml() as string;
  } catch (error) {
    expect((error as Error).message).toMatch(NAMED_ERROR);
    return undefined;
  }
}

const INDEXES = STRINGS.map((text, index): [string, number] => [text.slice(0, 30), index]);

describe('in the YAML', () => {
  const yaml = build(new ProductionApp(), STRINGS).synthYaml() as string;
  const byKubernetes = readYaml(yaml);
  // The package that writes also reads, with the words of YAML 1.1 as another reader takes them.
  const documents = parseAllDocuments(yaml, { version: '1.1' });
  const byYaml11 = documents.map((document) => document.toJSON() as Manifest);
  // js-yaml's default schema is that of YAML 1.2 with the dates and merge keys of 1.1. Neither touches what stands in
  // quotes or in a block, so that nothing may differ from the reading by 1.1, with or without the additions.
  const byJsYaml = loadAll(yaml) as Manifest[];
  const byCoreSchema = loadAll(yaml, undefined, { schema: CORE_SCHEMA }) as Manifest[];

  it.each(INDEXES)('%j is a string for readers of YAML 1.1 and of 1.2 (%i)', (_, index) => {
    expect(read(byKubernetes, index)).toEqual(expected(index));
    expect(read(byYaml11, index)).toEqual(expected(index));
    expect(read(byJsYaml, index)).toEqual(expected(index));
    expect(read(byCoreSchema, index)).toEqual(expected(index));
  });

  it('there is nothing that a reader complains of', () => {
    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('strings are written as cdk8s writes them', () => {
    expect(build(new App(), STRINGS).synthYaml()).toBe(yaml);
  });

  it.each(NUMBERS_IN_GO)('%j stands in quotes, or is refused', (text) => {
    const lines = (written(text) ?? '').split('\n').filter((line) => line.includes(text));
    for (const line of lines) expect(line).toMatch(/["'][^"']*["']$/);
  });

  it.each(UNREADABLE_IN_GO)('the character %i is escaped, or is refused', (code) => {
    const character = String.fromCharCode(code);
    expect(written(character) ?? '').not.toContain(character);
    expect(written(`a${character}b: c`) ?? '').not.toContain(character);
    expect(written(`one\ntwo${character}\n`) ?? '').not.toContain(character);
  });

  it('nothing can be smuggled in behind a line separator', () => {
    const text = written('x\u2028              injected:\u2028                true') ?? '';
    expect(text).not.toMatch(/\u2028\s*injected:/);
  });

  it.each(['\ta\nb', '\n\ta', '\n\ta\n\tb\n'])('%j, a block that begins with a tab, stands in quotes, or is refused',
    (text) => {
      const block = /: [|>][-+0-9]*\n(?:\s*\n)*\s*\t/;
      expect(written(text) ?? '').not.toMatch(block);
    });
});

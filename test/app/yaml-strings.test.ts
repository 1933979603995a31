import { App, Chart } from 'cdk8s';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { Config, ProductionApp, ProductionService } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, readYaml } from '../support/render';
import { Manifest } from '../support/schemas';

/** What a reader of YAML 1.1 or 1.2 takes for something else than a string where it stands without quotes. */
const STRINGS = [
  'yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF', 'y', 'Y', 'n', 'N',
  'true', 'True', 'TRUE', 'false', 'False', 'FALSE', 'null', 'Null', 'NULL', '~', '',
  '0', '-0', '+1', '-1', '007', '010', '08', '0x10', '-0x1f', '0b11', '1_000', '0x_1', '12:30', '1:2:3', '190:20:30.15',
  '1.5', '.5', '5.', '+.5', '1e3', '1E3', '1e+3', '.5e-3', '1_000.5', '.inf', '.Inf', '-.INF', '+.inf', '.nan',
  '.NaN', 'NaN',
  '2024-01-01', '2024-1-1', '2024-01-01T12:30:00Z', '2024-01-01 12:30:00.5 +1',
  '=', '<<', '-', '?', ':', '|', '>', '!', '&', '*', '%', '@', '`', '#', '[', ']', '{', '}', ',', '\'', '"', '\\',
  '!t', '&a', '*a', '# x', 'a #b', 'a: b', 'a:', '- a', '? a', '---', '...', '--- a', '%YAML 1.1', '{{ .a }}',
  '${a}', '$(A)',
  ' leading', 'trailing ', '  two', '\t', 'a\t', 'a\tb', '\n', '\n\n\n', 'trailing\n', 'two\n\n', 'a\nb', 'a\n\nb\n',
  '  a\nb',
  ' \n a', 'a\n  b\n c', 'a \nb', 'a\n---\nb\n', 'a\n...\n', '#a\nb', 'a\r\nb', '\r', '\u0000', '\u0001', '\u001b[31m',
  '\u{1F600}', 'e\u0301', '\u200b', '\u00a0', '\u202e', 'x'.repeat(5000), 'a b: '.repeat(1000), 'a\n'.repeat(2000),
  '__proto__', 'constructor', '"; rm -rf / #',
];

/** Strings that the reader of kubectl and the API server, written in Go,
  takes for numbers although YAML 1.1 does not. */
const NUMBERS_IN_GO = ['0o7', '0O7', '0b_1', '0B1', '0X1F', '-0X1f', '+0o7', '+_1', '-_1', '0_x1'];

/** Characters that this reader refuses, or takes for the end of a line, unless they are escaped. */
const UNREADABLE_IN_GO = [0x7f, 0x80, 0x85, 0x9f, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff];

/** All texts at once, in each place that takes free text. */
function build(app: App, texts: string[]): App {
  const named = (prefix: string, list: string[]) => Object.fromEntries(list.map((text, index) => [prefix + index,
    text]));
  const process = texts.map((text) => text.replace(/\0/g, ''));
  const api = new ProductionService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', {
    image: IMAGE,
    args: process,
    env: named('TEXT_', process),
    config: Config.files({ ...named('text', texts), last: 'and more' }),
  });
  api.mergePatch(api.networkPolicy, { metadata: { annotations: named('example.com/text', texts) } });
  return app;
}

/** The places where a text was put. */
function read(manifests: Manifest[], index: number): string[] {
  const [container] = only(manifests, 'Deployment').spec.template.spec.containers;
  return [
    container.args[index],
    container.env[index].value,
    only(manifests, 'ConfigMap').data[`text${index}`],
    only(manifests, 'NetworkPolicy').metadata.annotations[`example.com/text${index}`],
  ];
}

function expected(index: number): string[] {
  const argument = STRINGS[index].replace(/\0/g, '');
  return [argument, argument, STRINGS[index], STRINGS[index]];
}

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
  const byYaml11 = readYaml(yaml);
  // js-yaml's default schema is that of YAML 1.2 with the dates and merge keys of 1.1. Neither touches what stands in
  // quotes or in a block, so that nothing may differ from the reading by 1.1, with or without the additions.
  const byJsYaml = loadAll(yaml) as Manifest[];
  const byCoreSchema = loadAll(yaml, undefined, { schema: CORE_SCHEMA }) as Manifest[];

  it.each(INDEXES)('%j is a string for readers of YAML 1.1 and of 1.2 (%i)', (_, index) => {
    expect(read(byYaml11, index)).toEqual(expected(index));
    expect(read(byJsYaml, index)).toEqual(expected(index));
    expect(read(byCoreSchema, index)).toEqual(expected(index));
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

import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { Linter } from 'eslint';
import * as regexp from 'eslint-plugin-regexp';

const SRC = path.resolve(__dirname, '../src');
const SCHEMAS = path.resolve(__dirname, '../lib/compiled-schemas');
const RULES = ['no-super-linear-backtracking', 'no-super-linear-move'];

/** The linter reads what is written as a literal; these are put together, or compiled into validators. */
describe('expressions that meet the text of strangers', () => {
  it('try no character twice where the linter does not see them', () => {
    const made = expressionsMadeBy(() => filesThatMakeSome().forEach((file) => jest.requireActual<object>(file)));
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter(isSuperLinear)).toEqual([]);
  });

  it('try no character twice in schemas', () => {
    const patterns = patternsOfSchemas();
    expect(patterns.length).toBeGreaterThan(30);
    expect(patterns.filter((source) => isSuperLinear({ source, flags: '' }))).toEqual([]);
  });

  it('are seen where they would', () => {
    const sources = ['(\\S*)::', '/+$', '^(a+)+$'];
    expect(sources.filter((source) => isSuperLinear({ source, flags: '' }))).toHaveLength(3);
  });
});

/** One that is sticky looks nowhere but where it is told to. */
function isSuperLinear({ source, flags }: Pick<RegExp, 'source' | 'flags'>): boolean {
  const options = flags.includes('y') ? 'uy' : 'u';
  const rules = Object.fromEntries(RULES.map((rule) => [`regexp/${rule}`, ['error', { report: 'potential' }]]));
  const messages = new Linter().verify(`new RegExp(${JSON.stringify(source)}, '${options}');`, [
    { plugins: { regexp: regexp as never }, rules: rules as never },
  ]);
  return messages.length > 0;
}

function filesThatMakeSome(): string[] {
  return fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(SRC, file)).filter((file) => fs.readFileSync(file, 'utf8').includes('new RegExp('));
}

function expressionsMadeBy(load: () => void): Pick<RegExp, 'source' | 'flags'>[] {
  const known = new Map<string, Pick<RegExp, 'source' | 'flags'>>();
  const original = global.RegExp;
  global.RegExp = new Proxy(original, {
    construct: (target, [source, flags = '']: [string, string?]) => {
      known.set(`${source}/${flags}`, { source: String(source), flags });
      return new target(source, flags);
    },
  });
  try {
    jest.isolateModules(load);
  } finally {
    global.RegExp = original;
  }
  return [...known.values()];
}

function patternsOfSchemas(): string[] {
  const patterns = new Set<string>();
  for (const file of fs.readdirSync(SCHEMAS).filter((one) => one.endsWith('.json.gz'))) {
    JSON.parse(gunzipSync(fs.readFileSync(path.join(SCHEMAS, file))).toString('utf8'), (key, value: unknown) => {
      if (key === 'pattern' && typeof value === 'string') patterns.add(value);
      return value;
    });
  }
  return [...patterns];
}

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
    expect(patterns.filter(isSuperLinear)).toEqual([]);
  });

  it('are seen where they would', () => {
    expect(['(\\S*)::', '/+$', '^(a+)+$'].filter(isSuperLinear)).toHaveLength(3);
  });
});

function isSuperLinear(source: string): boolean {
  const rules = Object.fromEntries(RULES.map((rule) => [`regexp/${rule}`, ['error', { report: 'potential' }]]));
  const messages = new Linter().verify(`new RegExp(${JSON.stringify(source)}, 'u');`, [
    { plugins: { regexp: regexp as never }, rules: rules as never },
  ]);
  return messages.length > 0;
}

function filesThatMakeSome(): string[] {
  return fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(SRC, file)).filter((file) => fs.readFileSync(file, 'utf8').includes('new RegExp('));
}

function expressionsMadeBy(load: () => void): string[] {
  const known = new Set<string>();
  const original = global.RegExp;
  global.RegExp = new Proxy(original, {
    construct: (target, [source, flags]: [string, string?]) => {
      known.add(String(source));
      return new target(source, flags);
    },
  });
  try {
    jest.isolateModules(load);
  } finally {
    global.RegExp = original;
  }
  return [...known];
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

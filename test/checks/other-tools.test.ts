import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { CHECKS } from '../../src/checks/catalogue';

const ROOT = path.resolve(__dirname, '../..');
const RULES = Object.entries(load(fs.readFileSync(path.join(ROOT, 'test/data/scanner-rules.yaml'), 'utf8')) as object)
  .flatMap(([tool, rules]) => (rules as string[]).map((rule) => `${tool}:${rule}`));
const RANGE = /`([^`\s]*?)(\d+) to [^`\s]*?(\d+)`/g;
const NAME = /`([^`]+)`/g;
/** Those of the standard are checks by the same names. */
const OF_THE_STANDARD = /^pss:/;
/** The numbers of Datree stand in no manifest and no report. */
const NUMBERED = /^datree:\d+$/;

interface Row {
  readonly rule: string;
  readonly tools: readonly string[];
  readonly checks: readonly string[];
  readonly why: string;
}

const ROWS = fs.readFileSync(path.join(ROOT, 'docs/other-tools.md'), 'utf8').split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (rule|---) /.test(line))
  .map((line): Row => {
    const [rule, tools, checks, why] = line.slice(2, -2).split(' | ').map((cell) => cell.trim());
    return { rule, tools: rulesIn(tools), checks: namesIn(checks), why: why ?? '' };
  });

function namesIn(cell: string): string[] {
  return [...cell.matchAll(NAME)].map(([, name]) => name);
}

function rulesIn(cell: string): string[] {
  const ranges = [...cell.matchAll(RANGE)].flatMap(([, prefix, first, last]) => {
    const length = Number(last) - Number(first) + 1;
    const numbers = Array.from({ length }, (_, index) => String(Number(first) + index));
    return numbers.map((number) => prefix + number.padStart(first.length, '0'));
  });
  return [...namesIn(cell.replace(RANGE, '')), ...ranges];
}

describe('docs/other-tools.md', () => {
  it('has each rule once', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(153);
    expect(new Set(ROWS.map(({ rule }) => rule)).size).toBe(ROWS.length);
  });

  it('has each rule that a tool is known to have', () => {
    const known = new Set(ROWS.flatMap(({ tools }) => tools));
    expect(RULES.filter((rule) => !known.has(rule) && !OF_THE_STANDARD.test(rule))).toEqual([]);
  });

  it.each(ROWS)('names checks that there are for "$rule", or says why there is none', ({ checks, why }) => {
    const ids = new Set(CHECKS.map(({ id }) => id));
    expect(checks.filter((check) => !ids.has(check))).toEqual([]);
    if (checks.length === 0) expect(why).not.toBe('');
  });

  it('has checks with the names that it gives, and gives the names that checks have', () => {
    const given = ROWS.flatMap(({ tools, checks }) => (
      checks.flatMap((check) => tools.filter((tool) => !NUMBERED.test(tool)).map((tool) => `${check} ${tool}`))
    ));
    const named = CHECKS.flatMap(({ id, references }) => references
      .filter((reference) => !reference.startsWith('https://') && !OF_THE_STANDARD.test(reference))
      .map((reference) => `${id} ${reference}`));
    expect([...new Set(given)].sort()).toEqual(named.sort());
  });
});

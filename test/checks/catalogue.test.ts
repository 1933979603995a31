import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { caseFiles, readCases, resultsOf } from './support/cases';
import { checkDocument } from '../../projenrc/check-document';
import { readCheckSources } from '../../projenrc/check-sources';
import { PLACEHOLDER } from '../../scripts/checks/check-skeleton';
import { CHECKS } from '../../src/checks/catalogue';
import { BOXES } from '../../src/checks/model/boxes';
import { WAIVER_CHECKS } from '../../src/checks/model/engine/waiver-checks';
import { waivedCheckIds } from '../support/waived-checks';

const ROOT = path.resolve(__dirname, '../..');
const RULES = Object.entries(load(fs.readFileSync(path.join(ROOT, 'test/data/scanner-rules.yaml'), 'utf8')) as object)
  .flatMap(([tool, rules]) => (rules as string[]).map((rule) => `${tool}:${rule}`));
const SOURCES = readCheckSources(ROOT);

describe.each(CHECKS)('$id', (check) => {
  const cases = readCases(check.id);

  it('is filled in', () => {
    const files = SOURCES.filter(({ id }) => id === check.id).flatMap(({ domain, id }) => (
      [`src/checks/${domain}/${id}.ts`, `test/checks/cases/${domain}/${id}.yaml`]
    ));
    expect(files).toHaveLength(2);
    expect(files.flatMap(linesToFillIn)).toEqual([]);
  });

  it('has a case for what passes, what fails and what it does not apply to', () => {
    const statuses = new Set(cases.flatMap(({ expect: wanted }) => (
      typeof wanted === 'string' ? [wanted] : Object.values(wanted)
    )));
    expect([...statuses]).toEqual(expect.arrayContaining(['passed', 'failed', 'notApplicable']));
  });

  it.each(cases)('$name', ({ expect: wanted, path: place, objects, ...options }) => {
    const results = resultsOf(check, objects, options);
    const found = Object.fromEntries(results.map(({ container, status }) => [container ?? '', status]));
    if (wanted === 'notApplicable') expect(found).toEqual({});
    else if (typeof wanted !== 'string') expect(found).toEqual(wanted);
    else expect([...new Set(Object.values(found))]).toEqual([wanted]);
    if (place !== undefined) expect(results.map((result) => result.path)).toContain(place);
  });

  it('says why, what to do, and where the opinion comes from', () => {
    const { title, why, remedy, references, box } = check;
    for (const text of [title, why, remedy.manifest]) expect(text.trim()).not.toBe('');
    expect(why).toMatch(/\.$/);
    expect(references.filter((reference) => reference.startsWith('https://'))).not.toEqual([]);
    // Rules of other tools are named as they are called there.
    const named = references.filter((reference) => !reference.startsWith('https://'));
    expect(named.filter((reference) => !RULES.includes(reference))).toEqual([]);
    const judged = BOXES.filter(({ evidence, isJudged = false }) => evidence === undefined || isJudged);
    expect(judged.map(({ id }) => id)).toContain(box);
  });
});

describe('the catalogue', () => {
  it('uses each id once, in kebab-case', () => {
    const ids = [...CHECKS, ...WAIVER_CHECKS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('holds every check that has a file, and says of it what the file says: run npx projen', () => {
    expect(CHECKS.map(({ id, title, box, severity }) => ({ id, title, box, severity })))
      .toEqual(SOURCES.map(({ id, title, box, severity }) => ({ id, title, box, severity })));
  });

  it('is what docs/checks.md lists: run npx projen', () => {
    const [, ...lines] = fs.readFileSync(path.join(ROOT, 'docs/checks.md'), 'utf8').split('\n');
    expect(lines).toEqual(checkDocument(CHECKS));
  });

  it('has the check of each file with cases, in the same folder', () => {
    expect(caseFiles()).toEqual(SOURCES.map(({ domain, id }) => `${domain}/${id}.yaml`).sort());
  });

  it('has every check that the constructs waive', () => {
    const ids = CHECKS.map(({ id }) => id);
    const waived = waivedCheckIds();
    expect(waived.filter((id) => !ids.includes(id))).toEqual([]);
    expect(waived).toEqual(expect.arrayContaining(['has-cpu-limit', 'has-enough-replicas', 'high-user-id']));
    expect(waived.length).toBeGreaterThanOrEqual(20);
  });
});

function linesToFillIn(file: string): string[] {
  return fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n')
    .flatMap((line, index) => (line.includes(PLACEHOLDER) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
}

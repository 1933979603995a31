import { readCases, resultsOf } from './support/cases';
import { CHECKS } from '../../src/checks/catalogue';
import { WAIVER_CHECKS } from '../../src/checks/judging/waiver-checks';
import { BOXES } from '../../src/checks/model/boxes';

const TOOLS = /^(kube-score|kube-linter|polaris|checkov|kubescape|trivy|kyverno|pss|datree|pluto):\S+$/;

describe.each(CHECKS)('$id', (check) => {
  const cases = readCases(check.id);

  it('has a case for what passes, what fails and what it does not apply to', () => {
    const statuses = new Set(cases.flatMap(({ expect: wanted }) => (
      typeof wanted === 'string' ? [wanted] : Object.values(wanted)
    )));
    expect([...statuses]).toEqual(expect.arrayContaining(['passed', 'failed', 'notApplicable']));
  });

  it.each(cases)('$name', ({ expect: wanted, path, objects, kubernetesVersion }) => {
    const results = resultsOf(check, objects, kubernetesVersion);
    const found = Object.fromEntries(results.map(({ container, status }) => [container ?? '', status]));
    if (wanted === 'notApplicable') expect(found).toEqual({});
    else if (typeof wanted !== 'string') expect(found).toEqual(wanted);
    else expect([...new Set(Object.values(found))]).toEqual([wanted]);
    if (path !== undefined) expect(results.map((result) => result.path)).toContain(path);
  });

  it('says why, what to do, and where the opinion comes from', () => {
    const { title, why, remedy, references, box } = check;
    for (const text of [title, why, remedy.manifest]) expect(text.trim()).not.toBe('');
    expect(why).toMatch(/\.$/);
    expect(references.filter((reference) => reference.startsWith('https://'))).not.toEqual([]);
    expect(references.filter((reference) => !reference.startsWith('https://') && !TOOLS.test(reference))).toEqual([]);
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
});

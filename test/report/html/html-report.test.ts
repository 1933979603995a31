import { createHash } from 'crypto';
import { judge } from '../../../src/checks/judging/judge';
import { readDocuments } from '../../../src/checks/loading/documents';
import { Cluster } from '../../../src/checks/model/cluster';
import { Result } from '../../../src/checks/model/result';
import { Severity } from '../../../src/checks/model/severity';
import { visibleLines } from '../../../src/internal/values/visible-text';
import { HTML_SCRIPTS } from '../../../src/report/html/embedded-scripts';
import { htmlReport } from '../../../src/report/html/html-report';
import { jsonReport } from '../../../src/report/json-report';
import { makeReport, Report } from '../../../src/report/report';
import { counted, Reads } from '../../checks/support/counted';
import { PageElement, parsedPage } from '../support/parsed-page';
import { configMap, HAS_IMAGE, HAS_OWNER, MIXED, reportOf } from '../support/sample-reports';

const TOOL = { name: 'preflight', version: '1.2.3', address: 'https://example.com/preflight' };
const MOST_SHOWN = 10_000;

function pageOf(report: Report): string {
  return [...htmlReport(report, { failOn: Severity.CRITICAL, tool: TOOL })].join('');
}

function elementsOf(report: Report): PageElement[] {
  return parsedPage(pageOf(report)).elements;
}

function findingsIn(elements: readonly PageElement[]): PageElement[] {
  return elements.filter(({ attributes }) => attributes['data-status'] !== undefined);
}

function textOf(elements: readonly PageElement[], tag: string): string[] {
  return elements.filter((element) => element.tag === tag).map(({ text }) => text);
}

/** So many objects, of which each fails by each check. */
function failing(count: number, ids: readonly string[]): Report {
  const text = Array.from({ length: count }, (_, index) => configMap(`settings-${index}`)).join('\n---\n');
  const { manifests } = readDocuments('a.yaml', text);
  const checks = ids.map((id) => ({ ...HAS_OWNER, id }));
  const results = judge(new Cluster(manifests, 30), { checks, knownIds: new Set(ids), asOf: '2026-01-01' });
  return makeReport({ manifests, checks, results });
}

describe('the report as an HTML page', () => {
  const report = reportOf(MIXED);
  const page = pageOf(report);
  const { errors, elements } = parsedPage(page);

  it('is well-formed, also of nothing and where nothing fails', () => {
    expect(errors).toEqual([]);
    const others = ['', configMap('good', { labels: { owner: 'ada' } })].map((text) => pageOf(reportOf(text)));
    expect(others.flatMap((other) => parsedPage(other).errors)).toEqual([]);
  });

  it('says first whether all is ready, then what is known of the run', () => {
    expect(textOf(elements, 'h2')).toEqual([
      'NOT READY 1 could not be judged, 1 critical', 'Launch checklist', 'Findings', 'Waivers',
    ]);
    expect(textOf(elements, 'li')).toContain('1 critical finding is waived');
    expect(textOf(elementsOf(reportOf(configMap('a', { labels: { owner: 'ada' } }))), 'h2')[0])
      .toBe('READY nothing critical fails');
    expect(textOf(elementsOf(reportOf('')), 'h2')).toEqual(['NOTHING WAS JUDGED ', 'Findings']);
  });

  it('has each finding by check, worst first, and what is waived behind what is not', () => {
    const articles = elements.filter(({ tag }) => tag === 'article').map(({ attributes }) => attributes.id);
    expect(articles).toEqual(['error-manifest-is-readable', 'check-has-owner', 'check-has-image']);
    expect(findingsIn(elements).map(({ attributes, text }) => [attributes['data-status'], text])).toEqual([
      ['error', expect.stringMatching(/^dist\/a\.yaml dist\/a\.yaml:12it is no YAML/)],
      ['failed', 'ConfigMap shop/bad dist/a.yaml:1bad has no ownerat metadata.labels.ownerwanted a name'],
      ['waived', expect.stringMatching(/^ConfigMap shop\/mine waived .*Waived without an end: it is \[mine\]/)],
      ['waived', expect.stringMatching(/^ConfigMap shop\/theirs waived .*until 2026-12-31: they know \(owner ada\)/)],
      ['failed', 'Pod shop/web container app dist/a.yaml:2has no image'],
    ]);
  });

  it('counts what the JSON report counts, in all and by box', () => {
    const { summary } = JSON.parse([...jsonReport(report, { isAll: false })].join(''));
    const numbers = Object.fromEntries(textOf(elements, 'dt').map((name, index) => (
      [name, Number(textOf(elements, 'dd')[index])]
    )).slice(0, 7));
    expect(numbers).toEqual({
      'critical': 1,
      'warning': 1,
      'advice': 0,
      'in error': summary.error,
      'waived': summary.waived,
      'passed': summary.passed,
      'not applicable': summary.notApplicable,
    });
    const rows = elements.filter(({ attributes }) => attributes['data-id'] !== undefined);
    const scores = rows.map(({ attributes, text }) => {
      const of = (name: string) => Number(new RegExp(`(\\d+) ${name}`).exec(text)?.[1] ?? 0);
      return [attributes['data-id'], [of('passed'), of('failed'), of('waived'), of('in error')]];
    });
    expect(Object.fromEntries(scores)).toEqual(Object.fromEntries(Object.entries<Record<string, number>>(summary.boxes)
      .map(([id, { passed, failed, waived, error }]) => [id, [passed, failed, waived, error]])));
  });

  it('lists waivers by their end, with whose form they are in', () => {
    const foreign = { ticket: 'OPS-1', tool: 'kube-score' };
    const waived = report.results.map(({ waiver, ...result }) => (
      { ...result, waiver: waiver?.owner === 'ada' ? { ...waiver, ...foreign } : waiver }
    ));
    const rows = elementsOf({ ...report, results: waived })
      .filter(({ tag, within }) => tag === 'tr' && within.some(({ attributes }) => attributes.id === 'waivers'));
    expect(rows.map(({ text }) => text.trim())).toEqual([
      'UntilCheck and reasonFindings',
      '2026-12-31has-owner they know (owner ada, ticket OPS-1, in the form of kube-score)1',
      'no endhas-owner it is [mine](https://e.example)1',
    ]);
  });

  it('labels what the baseline has', () => {
    const results = report.results.map((result) => ({ ...result, isKnown: result.status === 'failed' }));
    const known = findingsIn(elementsOf({ ...report, results })).filter(({ attributes }) => (
      attributes['data-status'] === 'in baseline'
    ));
    expect(known.map(({ text }) => text.includes(' in baseline '))).toEqual([true, true]);
  });

  it('shows what is new before what the baseline has', () => {
    const idsOf = (results: readonly Result[]) => elementsOf({ ...report, results, hasBaseline: true })
      .filter(({ tag }) => tag === 'article').map(({ attributes }) => attributes.id);
    const [first, ...others] = idsOf(report.results);
    const isFirst = ({ check }: Result) => first.endsWith(check.id);
    const results = report.results.map((result) => ({ ...result, isKnown: isFirst(result) }));
    expect(idsOf(results)).toEqual([...others, first]);
  });

  it('counts them beside what failed, where there is a baseline', () => {
    const tilesOf = (one: Report) => elementsOf(one).filter(({ tag }) => tag === 'dt').map(({ text }) => text);
    const count = { hasBaseline: true, knownByCheck: new Map([['has-owner', 2]]) };
    expect(elementsOf({ ...report, ...count }).map(({ text }) => text)).toContain('in baseline2');
    expect(tilesOf(report)).not.toContain('in baseline');
  });

  it('shows evidence, and that a person is asked where there is none', () => {
    const check = { ...HAS_OWNER, id: 'on-call-is-attested', box: 'on-call', title: 'Somebody is on call' };
    const attested = (message: string, more: Partial<Result>): Report => ({
      ...report, results: [{ check, message, status: 'passed', file: 'evidence.yaml', ...more }],
    });
    const rowOf = (one: Report) => elementsOf(one).find(({ attributes }) => attributes['data-id'] === 'on-call')!.text;
    expect(rowOf(attested('ada attested it on 2026-01-31', {}))).toContain('on callada attested it on 2026-01-31');
    const asked = attested('nobody attested it', { status: 'failed', isUnattested: true });
    const byBox = new Map([['on-call', { passed: 0, failed: 1, waived: 0, error: 0, notApplicable: 0 }]]);
    expect(rowOf({ ...asked, byBox })).toMatch(/attach the rotation, and how it is pagednobody attested it$/);
  });

  it('ticks no box of a selection of checks', () => {
    const selected = elementsOf({ ...report, isSelection: true });
    const signs = selected.filter(({ attributes }) => attributes.class === 'sign');
    expect(new Set(signs.map(({ text }) => text))).toEqual(new Set(['–']));
  });

  it('lets nothing run, be styled or be fetched but what is in it', () => {
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')!;
    const [[style], [script]] = ['style', 'script'].map((tag) => textOf(elements, tag).map((text) => (
      `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    )));
    expect(policy.attributes.content).toBe(
      `default-src 'none'; style-src ${style}; script-src ${script}; base-uri 'none'; form-action 'none'`,
    );
    expect([textOf(elements, 'style').length, textOf(elements, 'script').length]).toEqual([1, 1]);
    const refused = elements.filter(({ tag, attributes }) => (
      /^(?:base|embed|form|iframe|img|link|object)$/.test(tag) || 'style' in attributes || 'src' in attributes
    ));
    expect(refused).toEqual([]);
  });

  it('holds style and script as they are when they are printed', () => {
    const texts = Object.values(HTML_SCRIPTS);
    expect(texts.map(visibleLines)).toEqual(texts);
  });

  it('is whole where no script runs: controls alone are hidden', () => {
    expect(elements.filter(({ attributes }) => 'hidden' in attributes).map(({ attributes }) => attributes.id))
      .toEqual(['filters']);
  });

  it.each([
    ['all sorts', {}, ['box=labels', 'severity=critical', 'status=error', 'check-has-owner']],
    ['what the baseline has', { isKnown: true }, ['box=labels', 'status=error', 'status=in%20baseline']],
  ])('has links that lead somewhere where no script runs, of %s', (_, more, expected) => {
    const { manifests } = report;
    const checks = [HAS_OWNER, HAS_IMAGE];
    const results = report.results.map((result) => ({ ...result, ...(result.status === 'failed' ? more : {}) }));
    const shown = elementsOf(makeReport({ manifests, checks, results, hasBaseline: 'isKnown' in more }));
    const ids = shown.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    // No id may hold them: https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute
    expect(ids.filter((id) => id === '' || /\s/.test(id))).toEqual([]);
    const links = shown.flatMap(({ attributes: { href } }) => (href?.startsWith('#') ? [href.slice(1)] : []));
    expect(links.filter((link) => !ids.includes(link))).toEqual([]);
    expect(links).toEqual(expect.arrayContaining(expected));
  });

  it('is the same twice', () => {
    expect(pageOf(reportOf(MIXED))).toBe(page);
  });
});

describe('a page about more than anybody reads', () => {
  it('shows the worst of them and some of each check, and says how many it does not', () => {
    const { manifests, results, ...few } = failing(40, ['often', 'rarely']);
    const [rare] = results.filter(({ check }) => check.id === 'rarely');
    const often = results.filter(({ check }) => check.id === 'often');
    const many = Array.from({ length: 300 }, () => often).flat();
    const text = pageOf({ ...few, manifests, results: [...many, rare] });
    expect(text.match(/<li data-status="failed"/g)).toHaveLength(MOST_SHOWN);
    expect(text).toContain(`<p class="left">${many.length + 1 - MOST_SHOWN} more findings are counted alone`);
    expect(text).toContain(`<li class="more">and ${many.length + 1 - MOST_SHOWN} more, which are counted alone</li>`);
    expect(text).toMatch(/data-check="rarely">[^]*<span class="count">1 finding<\/span>/);
    expect(text.length).toBeLessThan(10_000_000);
  });

  it('counts what the report holds no more', () => {
    const report = failing(1, ['often']);
    const check = report.checks.find(({ id }) => id === 'often')!;
    const text = pageOf({ ...report, untold: [{ check, status: 'failed', findings: 500, objects: 50 }] });
    expect(text).toContain('<span class="count">501 findings at 51 objects</span>');
    expect(text).toContain('<p class="left">500 more findings are counted alone');
  });

  it('reads each result as often, however many there are', () => {
    const [few, many] = [20, 200].map((count) => {
      const reads: Reads = { count: 0 };
      const report = failing(count, ['often']);
      pageOf({ ...report, results: counted([...report.results], reads) });
      return reads.count / count;
    });
    expect(few).toBeGreaterThan(1);
    expect(many).toBeLessThan(few * 1.5);
  });
});

describe('what a page says of checks', () => {
  it('is what they say, with links to addresses alone', () => {
    const references = ['kube-linter:x', 'https://example.com/a?b="c"&d', 'javascript:alert(1)', 'data:text/html,x'];
    const labels = { 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
    const { manifests } = readDocuments('a.yaml', configMap('a', { labels }));
    const checks = [{ ...HAS_OWNER, references }, HAS_IMAGE];
    const results = judge(new Cluster(manifests, 30), { checks, knownIds: new Set(), asOf: '2026-01-01' });
    const elements = elementsOf(makeReport({ manifests, checks, results }));
    const about = elements.find(({ attributes }) => attributes.class === 'about')!;
    expect(about.text).toContain('Nobody knows whom to ask.');
    expect(textOf(elements, 'pre')).toEqual(['metadata:\n  labels: {owner: ada}', "ownership: { owner: 'ada' }"]);
    const inAbout = elements.filter(({ within }) => within.includes(about));
    expect(textOf(inAbout, 'li')).toEqual(references);
    expect(inAbout.filter(({ tag }) => tag === 'a').map(({ attributes }) => attributes.href)).toEqual([references[1]]);
  });
});

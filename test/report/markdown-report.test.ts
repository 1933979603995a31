import type MarkdownItModule from 'markdown-it';
import { configMap, HAS_OWNER, HOSTILE_NAMES, MIXED, reportOf } from './support/sample-reports';
import { judge } from '../../src/checks/judging/judge';
import { readDocuments } from '../../src/checks/loading/documents';
import { Cluster } from '../../src/checks/model/cluster';
import { Severity } from '../../src/checks/model/severity';
import { codeSpan, fenced } from '../../src/internal/values/markup/markdown-text';
import { MarkdownOptions, markdownReport } from '../../src/report/markdown/markdown-report';
import { makeReport, Report } from '../../src/report/report';

const MarkdownIt = jest.requireActual<typeof MarkdownItModule>('markdown-it');

const GITHUB = new MarkdownIt({ html: true, linkify: true });
const SUMMARY = /^<details><summary>(?:(?:critical|error): <code>[a-z-]+<\/code>, \d+ findings?|Launch checklist)<\/summary>\n$/;

function markdownOf(report: Report, options: Partial<MarkdownOptions> = {}): string {
  const usual = { failOn: Severity.CRITICAL, isAll: false, areBoxesShown: false };
  return [...markdownReport(report, { ...usual, ...options })].join('');
}

/** All that is read in a text, what is within a line too. */
function tokensOf(text: string) {
  return GITHUB.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

describe('the report as Markdown', () => {
  const text = markdownOf(reportOf(MIXED));

  it('says first whether all is ready, then what is wrong, worst first', () => {
    expect(text.split('\n').slice(0, 10)).toEqual([
      '### Production readiness: NOT READY: 1 could not be judged, 1 critical',
      '',
      expect.stringMatching(/^5 objects: \d+ passed, 2 failed \(1 critical, 1 warning, 0 advice\), 2 waived, 1 in/),
      '',
      '- `1 critical finding is waived`',
      '',
      '| severity | check | findings | objects | where |',
      '| --- | --- | ---: | ---: | --- |',
      '| error | `manifest-is-readable` | 1 | 1 | `dist/a.yaml` |',
      '| critical | `has-owner` | 1 | 1 | `ConfigMap shop/bad` |',
    ]);
  });

  it('folds what each check found, and the checklist', () => {
    expect(text).toContain('<details><summary>critical: <code>has-owner</code>, 1 finding</summary>\n\n```text\n');
    expect(text).toContain('<details><summary>Launch checklist</summary>\n\n```text\nLaunch checklist: ');
    expect(markdownOf(reportOf('')))
      .toBe('### Production readiness: nothing was judged\n\n- `1 critical finding is waived`\n\n');
  });

  it.each([false, true])('keeps names inert, whatever they hold, with all of them: %s', (isAll) => {
    const report = reportOf(HOSTILE_NAMES.map((name) => configMap(name, { namespace: name })).join('\n---\n'));
    const failed = report.results.filter(({ status }) => status === 'failed');
    const tokens = HOSTILE_NAMES.flatMap((note, index) => (
      tokensOf(markdownOf({ ...report, results: failed.slice(index), notes: [note] }, { isAll }))
    ));
    expect(tokens.filter(({ type }) => /^(?:link|image|html_inline)/.test(type))).toEqual([]);
    const html = tokens.filter(({ type }) => type === 'html_block').map(({ content }) => content);
    expect(html.filter((line) => line !== '</details>\n' && !SUMMARY.test(line))).toEqual([]);
    expect(tokens.filter(({ type, content }) => type === 'text' && /[@#<&\\]|e\.example/.test(content))).toEqual([]);
    const blocks = new Set(tokens.map(({ type }) => type.replace(/_(?:open|close)$/, '')));
    expect([...blocks].sort()).toEqual([
      'bullet_list', 'code_inline', 'fence', 'heading', 'html_block', 'inline', 'list_item', 'paragraph', 'table',
      'tbody', 'td', 'text', 'th', 'thead', 'tr',
    ]);
  });

  it.each([...HOSTILE_NAMES, '', ' ', ' a ', '`a', 'a``b`'])('keeps %j within a cell of a table', (name) => {
    const tokens = tokensOf(`| a | b |\n| --- | --- |\n| ${codeSpan(name)} | after |\n`);
    const cells = tokens.filter(({ type }) => type === 'td_open').length;
    expect([cells, tokens.filter(({ type }) => type === 'code_inline').length]).toEqual([2, 1]);
    expect(tokens.filter(({ type }) => type === 'text').map(({ content }) => content)).toEqual(['a', 'b', 'after']);
  });

  it('keeps a block of code together, whatever stands in it', () => {
    const lines = 'a\n```\n````yaml\n<b>\n';
    const [block, ...rest] = tokensOf(fenced(lines, 'text'));
    expect([block.type, block.content, rest]).toEqual(['fence', `${lines}\n`, []]);
  });

  it.each([false, true])('fits a comment of GitHub, and counts what does not, with all of it: %s', (isAll) => {
    const checks = Array.from({ length: 300 }, (_, index) => ({
      ...HAS_OWNER, id: `check-${index}`, evaluate: () => [{ passed: false, message: '`'.repeat(900) }],
    }));
    const { manifests } = readDocuments('a.yaml', ['a', 'b', 'c'].map((name) => configMap(name)).join('\n---\n'));
    const results = judge(new Cluster(manifests, 30), { checks, knownIds: new Set(), asOf: '2026-01-01' });
    const long = markdownOf(makeReport({ manifests, checks, results }), { isAll, areBoxesShown: true });
    expect(long.length).toBeLessThan(65_536);
    expect(long).toContain('\nand 275 more checks\n');
    const shown = long.match(/<summary>critical/g)!.length;
    expect(long).toContain(`There is no room for ${900 - 3 * shown} more findings of ${300 - shown} checks.`);
    expect(tokensOf(long).filter(({ type }) => type === 'fence')).toHaveLength(shown + 1);
  });
});

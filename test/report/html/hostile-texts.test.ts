import { readDocuments } from '../../../src/checks/loading/documents';
import { CheckDescription, Result } from '../../../src/checks/model/result';
import { Severity } from '../../../src/checks/model/severity';
import { visible } from '../../../src/internal/values/visible-text';
import { htmlReport } from '../../../src/report/html/html-report';
import { html } from '../../../src/report/html/html-text';
import { makeReport, Report } from '../../../src/report/report';
import { parsedPage } from '../support/parsed-page';
import { configMap, HAS_OWNER, HOSTILE_NAMES } from '../support/sample-reports';

const HOSTILE = [
  ...HOSTILE_NAMES, '<script>alert(1)</script>', '</script><script>alert(1)</script>', '</style>', '</title>',
  '" autofocus onfocus="alert(1)', "' onclick='alert(1)", 'javascript:alert(1)',
  '<svg/onload=alert(1)>', '&lt;b&gt;', '-->', '${1}', '<!DOCTYPE x>',
];
const ATTRIBUTES = [
  'aria-hidden', 'aria-keyshortcuts', 'aria-label', 'aria-labelledby', 'autocomplete', 'charset', 'class', 'content',
  'data-box', 'data-check', 'data-filter', 'data-id', 'data-namespace', 'data-severity', 'data-status', 'datetime',
  'for', 'height', 'hidden', 'href', 'http-equiv', 'id', 'lang', 'name', 'open', 'preserveAspectRatio', 'rel', 'role',
  'scope', 'spellcheck', 'tabindex', 'type', 'value', 'viewBox', 'width', 'x',
];
const TOOL = { name: 'preflight', version: '1.2.3', address: 'https://example.com/preflight' };

/** A report that says the same text wherever somebody else's text may stand. */
function reportSaying(text: string): Report {
  const { manifests } = readDocuments(`${text}.yaml`, configMap(text, { namespace: text }));
  const references = [`id:${text}`, `https://example.com/${text}`];
  const remedy = { manifest: text, construct: text };
  const check: CheckDescription = { ...HAS_OWNER, id: text, title: text, box: text, why: text, remedy, references };
  const attested = { ...HAS_OWNER, id: 'on-call-is-attested', box: 'on-call' };
  const said = { message: text, container: text, path: text, actual: text, expected: `${text}.`, file: text, line: 1 };
  const waiver = { reason: text, owner: text, until: text, ticket: text, tool: text };
  const results: Result[] = [
    ...manifests.flatMap((manifest): Result[] => [
      { check, manifest, status: 'failed', ...said },
      { check, manifest, status: 'failed', ...said, actual: { [text]: [text] }, isKnown: true },
      { check, manifest, status: 'waived', ...said, waiver },
    ]),
    { check, status: 'error', ...said },
    { check: attested, status: 'passed', message: text, file: text },
  ];
  const remarks = { notes: [text], skipped: [{ file: text, reason: text }], paths: [text] };
  return { ...makeReport({ manifests, checks: [], results }), ...remarks };
}

function pageOf(report: Report, tool = TOOL): string {
  return [...htmlReport(report, { failOn: Severity.CRITICAL, tool })].join('');
}

describe('a page about hostile texts', () => {
  const usual = parsedPage(pageOf(reportSaying('usual')));
  const shapeOf = (elements: typeof usual.elements) => elements.map(({ tag, attributes }) => (
    `${tag} ${Object.keys(attributes).sort().join(' ')}`
  ));

  it.each(HOSTILE)('has the elements and attributes that it has of others, and says the text as it is: %j', (text) => {
    const { errors, elements } = parsedPage(pageOf(reportSaying(text)));
    expect(errors).toEqual([]);
    expect(shapeOf(elements)).toEqual(shapeOf(usual.elements));
    const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => !ATTRIBUTES.includes(name))).toEqual([]);
    const links = elements.flatMap(({ attributes: { href } }) => (href === undefined ? [] : [href]));
    expect(links.filter((link) => !link.startsWith('#') && !link.startsWith('https://example.com/'))).toEqual([]);
    const shown = elements.filter(({ tag, within }) => tag === 'p' && within.some(({ tag: name }) => name === 'li'));
    const said = visible(text).replace(/[\ufffe\uffff]/, (one) => (one === '\ufffe' ? '\\ufffe' : '\\uffff'));
    expect(shown.filter((paragraph) => paragraph.text === said)).toHaveLength(4);
  });
});

describe('markup', () => {
  it('escapes texts, and takes what is markup as it is', () => {
    const inner = html`<b title="${'"<>&\''}">${'<i>'}</b>`;
    expect(html`<p>${inner}${[inner]}${7}</p>`.text).toBe(
      '<p><b title="&quot;&lt;&gt;&amp;&apos;">&lt;i&gt;</b><b title="&quot;&lt;&gt;&amp;&apos;">&lt;i&gt;</b>7</p>',
    );
  });
});

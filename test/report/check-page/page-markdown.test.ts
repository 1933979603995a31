import type MarkdownItModule from 'markdown-it';
import { Severity } from '../../../src/checks/model/severity';
import { CheckExamples, checkPage, ListedCheck } from '../../../src/report/check-page/check-page';
import { pageMarkdown } from '../../../src/report/check-page/page-markdown';
import { pageText } from '../../../src/report/check-page/page-text';

const MarkdownIt = jest.requireActual<typeof MarkdownItModule>('markdown-it');

const REPOSITORY = 'https://git.example.com/preflight';
const HOSTILE = '# <img src=x onerror=y> [a](javascript:b) *c* | `d <e>` ![f](g) &lt; ~~h~~\n- i\n```\nj';
const CHECK: ListedCheck = {
  id: 'has-cpu-limit',
  title: 'It has a CPU limit',
  box: 'resources',
  severity: Severity.ADVICE,
  why: 'It takes all.',
  remedy: { manifest: 'resources: {limits: {cpu: "1"}}', construct: 'Leave cpuLimit as it is.' },
  references: ['https://example.com/a', 'kube-score:container-resources', 'kube-score:other', 'mine:rule', 'no-tool'],
  appliesTo: ['pods', 'v1/Service'],
};
const EXAMPLES: CheckExamples = {
  options: '--kubernetes-version 1.36',
  wrong: { manifests: 'kind: Pod\n', says: ['Pod web: has *no* limit'] },
  right: { manifests: 'kind: Service\n' },
};

describe('the page of a check', () => {
  const markdown = pageMarkdown(checkPage(CHECK, REPOSITORY, EXAMPLES));
  const html = new MarkdownIt().render(markdown);

  it('says what it is, why it is there and what to do', () => {
    expect(html).toContain('<h1>It has a CPU limit</h1>');
    expect(html).toContain('asked of whatever makes pods, v1/Service');
    expect(html).toContain('<pre><code class="language-yaml">resources: {limits: {cpu: &quot;1&quot;}}\n</code></pre>');
    expect(html).toContain('<p>Leave <code>cpuLimit</code> as it is.</p>');
  });

  it('shows what is wrong, what is said of it, and what is right', () => {
    expect(html).toMatch(/<h2>Wrong<\/h2>\n<pre><code class="language-yaml">kind: Pod\n/);
    expect(html).toContain('<p>preflight with <code>--kubernetes-version 1.36</code> says:</p>');
    expect(html).toContain('<li>Pod web: has *no* limit</li>');
    expect(html).toMatch(/<h2>Right<\/h2>\n<pre><code class="language-yaml">kind: Service\n/);
  });

  it('says how to waive it, unless it cannot be', () => {
    expect(html).toContain('preflight/waive.has-cpu-limit: why it does not hold here');
    expect(html).toContain('On the object, or for one of its containers');
    const object = checkPage({ ...CHECK, appliesTo: ['Service'] }, REPOSITORY);
    for (const text of [pageMarkdown(object), pageText(object)]) expect(text).not.toContain('containers');
    const engine = checkPage({ ...CHECK, id: 'waiver-is-valid' }, REPOSITORY);
    for (const text of [pageMarkdown(engine), pageText(engine)]) expect(text).toContain('It cannot be waived');
  });

  it('names the same rules by the names of their tools', () => {
    expect(html).toContain('<li>kube-score: <code>container-resources</code>, <code>other</code></li>');
    expect(html).toContain('<li>mine: <code>rule</code></li>');
    expect(html).toContain('<li>elsewhere: <code>no-tool</code></li>');
    expect(html).toContain('<a href="https://example.com/a">');
  });

  it('leaves out what is not known of a check of one\'s own', () => {
    const own = checkPage({ ...CHECK, id: 'acme', box: 'acme', appliesTo: undefined, references: [] }, REPOSITORY);
    expect(own.address).toBeUndefined();
    const text = pageMarkdown(own);
    for (const absent of ['## Wrong', '## Right', '## The same rule', '## Sources', 'undefined', 'box']) {
      expect(text).not.toContain(absent);
    }
    expect(pageText(own)).toContain('Box       acme');
    expect(pageText(own)).not.toMatch(/undefined|Wrong|Page|Sources/);
  });

  it('reads nothing of the words of strangers as Markdown or HTML', () => {
    const hostile = checkPage({
      ...CHECK,
      title: HOSTILE,
      why: HOSTILE,
      remedy: { manifest: HOSTILE, construct: HOSTILE },
      references: ['a:`<b>`'],
    }, REPOSITORY, {
      options: HOSTILE,
      wrong: { manifests: HOSTILE, says: [HOSTILE] },
      right: { manifests: HOSTILE },
    });
    const rendered = new MarkdownIt({ html: true }).render(pageMarkdown(hostile));
    expect(rendered).not.toMatch(/<img|<em>|<del>|<s>|href="javascript|<e>/);
    expect(rendered.match(/<h1>/g)).toHaveLength(1);
    expect(rendered.match(/<h2>[^<]*/g)).toEqual([
      '<h2>What to do', '<h2>Wrong', '<h2>Right', '<h2>To waive it', '<h2>The same rule elsewhere',
    ]);
  });
});

describe('the address of a page', () => {
  it('is in the repository, and of checks that the library knows', () => {
    expect(checkPage(CHECK, REPOSITORY).address).toBe(`${REPOSITORY}/blob/main/docs/checks/has-cpu-limit.md`);
    expect(checkPage({ ...CHECK, id: 'waiver-is-valid' }, REPOSITORY).address).toMatch(/waiver-is-valid\.md$/);
    expect(checkPage({ ...CHECK, id: 'on-call-is-attested' }, REPOSITORY).address).toBeUndefined();
  });
});

describe('the page for a terminal', () => {
  it('says the same', () => {
    expect(pageText(checkPage(CHECK, REPOSITORY, EXAMPLES)).split('\n')).toEqual([
      'has-cpu-limit: It has a CPU limit',
      '',
      'Severity  advice',
      expect.stringMatching(/^Box {7}\S/),
      'Asked of  whatever makes pods, v1/Service',
      `Page      ${REPOSITORY}/blob/main/docs/checks/has-cpu-limit.md`,
      '',
      'It takes all.',
      '', 'In the manifest:', '  resources: {limits: {cpu: "1"}}',
      '', 'In code:', '  Leave cpuLimit as it is.',
      '', 'Wrong:', '  kind: Pod',
      '', 'preflight with --kubernetes-version 1.36 says:', '  Pod web: has *no* limit',
      '', 'Right:', '  kind: Service',
      '', 'To waive it, with the reason, on the object:',
      '  metadata: {annotations: {preflight/waive.has-cpu-limit: why it does not hold here}}',
      '', 'or for one of its containers:',
      '  metadata: {annotations: {preflight/waive.has-cpu-limit.<container>: why it does not hold here}}',
      '', 'The same rule elsewhere:',
      '  kube-score: container-resources, other', '  mine: rule', '  elsewhere: no-tool',
      '', 'Sources:', '  https://example.com/a',
    ]);
  });
});

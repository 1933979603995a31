import { readDocuments, splitDocuments } from '../../../src/checks/loading/documents';

const TOO_LONG = 'it holds a text of more than 3 MiB, which no API server takes';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n';

const UNRENDERED = 'it looks like a template that was not rendered; helm template CHART | preflight check -';

const NEEDS_QUOTES = (sign: string) => `a text that begins with ${sign} needs quotes`;

describe('readDocuments', () => {
  it('reads every object of a file, with the line on which its document begins', () => {
    const text = `# a comment\n---\n${POD}---\n${POD.replace('web', 'api')}`;
    const { manifests, unreadable } = readDocuments('a.yaml', text);
    expect(unreadable).toEqual([]);
    expect(manifests.map(({ kind, name, source }) => [kind, name, source?.line]))
      .toEqual([['Pod', 'web', 2], ['Pod', 'api', 6]]);
  });

  it('takes lists apart, lists in lists too, and says where an item stood', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${POD.replace(/\n(?=.)/g, '\n  ')}`
      + '- {apiVersion: v1, kind: PodList, items: [{apiVersion: v1, kind: Pod, metadata: {name: deep}}]}\n';
    const { manifests } = readDocuments('a.yaml', list);
    expect(manifests.map(({ name, source }) => [name, source?.within]))
      .toEqual([['web', 'items[0]'], ['deep', 'items[1].items[0]']]);
  });

  it('gives the items of a list the kind that they have where they do not say', () => {
    const pods = 'apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: a}}, {kind: Pod, metadata: {name: b}}]';
    const deployments = 'apiVersion: apps/v1\nkind: DeploymentList\nitems: [{metadata: {name: c}}]';
    const { manifests, unreadable } = readDocuments('a.yaml', `${pods}\n---\n${deployments}`);
    expect(unreadable).toEqual([]);
    expect(manifests.map(({ groupKind, name }) => [groupKind, name]))
      .toEqual([['Pod', 'a'], ['Pod', 'b'], ['apps/Deployment', 'c']]);
  });

  it('takes no item of a list of things for one where it has no metadata, which an API server always writes', () => {
    const text = 'apiVersion: v1\nkind: PodList\nitems: [{}, {metadata: 1}, {kind: Pod}, {metadata: {}}]';
    const { manifests, unreadable } = readDocuments('a.yaml', text);
    expect(manifests).toHaveLength(1);
    expect(unreadable.map(({ message }) => message)).toEqual([
      'items[0] has no apiVersion and kind', 'items[1] has no apiVersion and kind', 'items[2] has no apiVersion',
    ]);
  });

  it.each([
    ['documents', '{}'.repeat(1_500)],
    ['items', `apiVersion: v1\nkind: List\nitems: [${'1,'.repeat(1_500)}]`],
    ['broken documents', 'a: [\n---\n'.repeat(1_500)],
  ])('tells a thousand parts of a file that are none, and counts the others: %s', (_, text) => {
    const { unreadable } = readDocuments('a.yaml', text);
    expect(unreadable).toHaveLength(1_001);
    expect(unreadable[1_000]).toMatchObject({
      file: 'a.yaml', message: 'it has 500 more parts that cannot be judged', count: 500,
    });
  });

  it('says on which lines items begin that are no objects', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- {a: 1}\n- text\n- kind: List\n  items:\n  - {kind: Pod}\n';
    const { unreadable } = readDocuments('a.yaml', `---\n${list}`);
    expect(unreadable.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '5 items[0] has no apiVersion and kind', '6 items[1] is no object with apiVersion and kind',
      '9 items[2].items[0] has no apiVersion',
    ]);
  });

  it('takes a list of nothing, as an API server writes it', () => {
    const { manifests, unreadable } = readDocuments('a.yaml', 'apiVersion: v1\nkind: List\nitems: null');
    expect([...manifests, ...unreadable]).toEqual([]);
  });

  it.each([
    ['on one line', (objects: string[]) => objects.join(''), [1, 1, 1]],
    ['on a line each', (objects: string[]) => objects.join('\n'), [1, 2, 3]],
    ['after an empty start', (objects: string[]) => `---\n\n${objects.join('\n\n')}\n`, [3, 5, 7]],
  ])('takes JSON objects one after the other, %s', (_what, written, lines) => {
    const objects = ['a', 'b}{', 'c\\"']
      .map((name) => `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"}}`);
    const { manifests, unreadable } = readDocuments('a.json', written(objects));
    expect(unreadable).toEqual([]);
    expect(manifests.map(({ name, source }) => [name, source?.line]))
      .toEqual([['a', lines[0]], ['b}{', lines[1]], ['c"', lines[2]]]);
  });

  it('takes no JSON objects with anything else between them', () => {
    const { manifests, unreadable } = readDocuments('a.json', '{"apiVersion":"v1","kind":"Pod"} and {"kind":"Pod"}');
    expect(manifests).toEqual([]);
    expect(unreadable).toHaveLength(1);
  });

  it('says of a JSON object among others that it is none, with its line', () => {
    const text = '{"apiVersion":"v1","kind":"Pod"}\n{"a": 1}\n{"a": 1 2}';
    const { manifests, unreadable } = readDocuments('a.json', text);
    expect(manifests).toHaveLength(1);
    expect(unreadable.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('leaves out what is empty', () => {
    expect(readDocuments('a.yaml', '---\n# nothing\n---\n---\n')).toEqual({ manifests: [], unreadable: [] });
  });

  it('still reads the other documents where one is broken, and names its line', () => {
    const { manifests, unreadable } = readDocuments('a.yaml', `${POD}---\na: [1\nb: 2\n---\n${POD}`);
    expect(manifests).toHaveLength(2);
    expect(unreadable).toHaveLength(1);
    expect(unreadable[0]).toMatchObject({ file: 'a.yaml', message: expect.stringMatching(/^it is no YAML: /) });
    expect(unreadable[0].line).toBeGreaterThanOrEqual(5);
    expect(unreadable[0].line).toBeLessThanOrEqual(7);
  });

  it.each([
    ['a text', 'hello', 'it is no object with apiVersion and kind'],
    ['a list', '- a', 'it is no object with apiVersion and kind'],
    ['no kind', 'apiVersion: v1', 'it has no kind'],
    ['no apiVersion', 'kind: Pod', 'it has no apiVersion'],
    ['neither', 'metadata: {}', 'it has no apiVersion and kind'],
    ['a kind that is no text', 'apiVersion: v1\nkind: 7', 'it has a kind that is no text'],
    ['a template', `${POD}{{- if .Values.a }}\nspec: {}\n{{- end }}`, UNRENDERED],
    ['a value of a template', POD.replace('{name: web}', '\n  name: {{ .Release.Name }}'), UNRENDERED],
    ['a broken text far from an action that is text',
      `${POD}data:\n  a: |\n    {{ b }}\n  b: 1\n  c: 2\n  d: 3\nc: [1, 2\n`,
      'it is no YAML: unexpected end of the stream within a flow collection'],
    ['a broken text with an action in quotes', `${POD}a: "{{ b }}"\nc: [`,
      'it is no YAML: unexpected end of the stream within a flow collection'],
    ['an item without kind', 'apiVersion: v1\nkind: List\nitems: [{a: 1}]', 'items[0] has no apiVersion and kind'],
    ['a key twice', `${POD}kind: Pod`, 'it is no YAML: duplicated mapping key'],
    ['a tab', 'a:\n\tb: 1', 'it is no YAML: tab characters must not be used in indentation'],
    ['a NUL', 'a: \0', 'it is no YAML: null byte is not allowed in input'],
    ['a text that no API server takes', `${POD}spec: {a: ${'x'.repeat(3 * 1024 * 1024 + 1)}}`, TOO_LONG],
    ['a key that no API server takes', JSON.stringify({ ['x'.repeat(3 * 1024 * 1024 + 1)]: 1 }), TOO_LONG],
    ['an anchor in itself', 'apiVersion: v1\nkind: Pod\nspec: &a {b: *a}', 'an anchor holds itself'],
    ['an unknown alias', 'a: *b', `it is no YAML: unidentified alias; ${NEEDS_QUOTES('*')}`],
    ['an alias with a quote in it', 'a: *b"c', `it is no YAML: unidentified alias; ${NEEDS_QUOTES('*')}`],
    ['a tag without a handle', 'a: !b!c d', `it is no YAML: undeclared tag handle; ${NEEDS_QUOTES('!')}`],
    ['a tag that cannot be', 'a: !%zz b', 'it is no YAML: tag name is malformed'],
    ['a tag of another kind', 'a: !!seq b', 'it is no YAML: unknown tag'],
  ])('says of %s that it cannot be judged', (_what, text, message) => {
    const { manifests, unreadable } = readDocuments('a.yaml', text);
    expect(manifests).toEqual([]);
    expect(unreadable.map((one) => one.message)).toEqual([message]);
  });

  it('refuses aliases that stand for more than anybody wrote', () => {
    const levels = Array.from({ length: 30 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
    const { unreadable } = readDocuments('a.yaml', `apiVersion: v1\nkind: Pod\nl0: &l0 [1, 2]\n${levels.join('\n')}`);
    expect(unreadable.map(({ message }) => message)).toEqual(['its aliases stand for more than 1000000 values']);
  });

  it.each<[string, (level: number) => string]>([
    ['each in the one before', (level) => `a${level}`],
    ['in an order that the reader turns round', (level) => `${1_000 - level}`],
  ])('refuses more than 100 levels that aliases make: %s', (_, keyOf) => {
    const textOf = (levels: number) => `${POD}${Array.from({ length: levels - 1 }, (_one, index) => (
      `${keyOf(index)}: &l${index} [${index === 0 ? '' : `*l${index - 1}`}]\n`
    )).join('')}`;
    expect(readDocuments('a.yaml', textOf(100)).unreadable).toEqual([]);
    expect(readDocuments('a.yaml', textOf(101)).unreadable)
      .toMatchObject([{ message: 'it is nested more than 100 levels deep' }]);
  });

  const repeated = (times: number) => (
    `${POD}spec: {a: &a [${'1, '.repeat(90)}1], b: [${Array.from({ length: times }, () => '*a').join(', ')}]}`
  );

  it('refuses aliases that stand for more than what is read makes up for, in all documents together', () => {
    const text = Array.from({ length: 4 }, () => repeated(50)).join('\n---\n');
    const { manifests, unreadable } = readDocuments('a.yaml', text);
    expect(manifests).toHaveLength(2);
    expect(unreadable.map(({ message }) => message)).toEqual(Array.from({ length: 2 }, () => (
      expect.stringMatching(/^its aliases stand for \d+ values, out of \d+ characters; write less by aliases$/)
    )));
  });

  it('refuses a long text that aliases repeat, and lists of objects that they make', () => {
    const aliases = Array.from({ length: 200 }, () => '*a').join(', ');
    const text = `${POD}spec: {a: &a ${'x'.repeat(10_000)}, b: [${aliases}]}`;
    expect(readDocuments('a.yaml', text).unreadable).toHaveLength(1);
    const levels = Array.from({ length: 5 }, (_, level) => (
      `- {apiVersion: v1, kind: List, items: &l${level + 1} [${Array.from({ length: 10 }, () => (
        `{apiVersion: v1, kind: List, items: *l${level}}`
      )).join(', ')}]}`
    ));
    const pods = '- {apiVersion: v1, kind: List, items: &l0 [{apiVersion: v1, kind: Pod, metadata: {name: a}}]}';
    const list = `apiVersion: v1\nkind: List\nitems:\n${[pods, ...levels].join('\n')}`;
    expect(readDocuments('a.yaml', list)).toMatchObject({ manifests: [], unreadable: [{ line: 1 }] });
  });

  it.each([
    ['once', `  ? [${Array(1_000).fill('*a').join(', ')}]\n  : 1`],
    ['in a list', `  x: &b [${Array(50).fill('*a').join(', ')}]\n  y: [${Array(200).fill('{? *b : 1}').join(', ')}]`],
    ['in flow style', `  x: {? [${Array(1_000).fill('*a').join(', ')}] : 1}`],
  ])('refuses a list as a key before aliases make a long text of it: %s', (_, spec) => {
    const join = jest.spyOn(Array.prototype, 'join');
    const { manifests, unreadable } = readDocuments('a.yaml', `${POD}a: &a ${'x'.repeat(10_000)}\nspec:\n${spec}\n`);
    const longest = Math.max(0, ...join.mock.results.map(({ value }) => value.length));
    join.mockRestore();
    expect(longest).toBeLessThan(1_000_000);
    expect(manifests).toEqual([]);
    expect(unreadable).toMatchObject([
      { message: 'its aliases repeat too long texts in lists; write less by aliases', file: 'a.yaml' },
    ]);
  });

  it('counts the keys that aliases make', () => {
    const lists = Array.from({ length: 40 }, (_, index) => `  ? [*a, *a, *a, ${index}]\n  : 1`);
    const text = `${POD}a: &a ${'x'.repeat(10_000)}\nspec:\n${lists.join('\n')}\n`;
    const { manifests, unreadable } = readDocuments('a.yaml', `${text}---\n${text}`);
    expect(manifests).toHaveLength(1);
    expect(unreadable).toMatchObject([{ message: expect.stringMatching(/^its aliases stand for \d+ values/) }]);
  });

  it('takes aliases that stand for little', () => {
    const { manifests } = readDocuments('a.yaml', `${POD}spec: {a: &a {b: 1}, c: *a, d: {<<: *a, e: 2}}`);
    expect(manifests[0].spec).toEqual({ a: { b: 1 }, c: { b: 1 }, d: { b: 1, e: 2 } });
  });
});

describe('splitDocuments', () => {
  it('cuts at --- in the first column alone', () => {
    const text = 'a: |\n  ---\n  b\n--- # next\nc: 1\r\n---\r\nd: "---"\n---e: 2\n';
    expect(splitDocuments(text)).toEqual([
      { text: 'a: |\n  ---\n  b\n', line: 1 },
      { text: '--- # next\nc: 1\r\n', line: 4 },
      { text: '---\r\nd: "---"\n---e: 2\n', line: 6 },
    ]);
  });
});

import { readDocuments } from '../../../src/cli/dry-run/manifest-file';
import { messageOf } from '../../support/errors';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';

describe('readDocuments', () => {
  it('gives each document as it stands in the file, and where it begins', () => {
    const second = '\nkind: Service\napiVersion: v1\nmetadata: {name: b, namespace: shop}\n';
    expect(readDocuments(`${POD}---${second}`)).toEqual([
      { apiVersion: 'v1', kind: 'Pod', name: 'a', namespace: undefined, line: 1, text: POD },
      { apiVersion: 'v1', kind: 'Service', name: 'b', namespace: 'shop', line: 5, text: second },
    ]);
  });

  it('takes a line of dashes inside of a text for what it is', () => {
    expect(readDocuments(`${POD}data: |\n  ---\n  b\n`)).toHaveLength(1);
  });

  it.each(['', '---\n', '# nothing\n', '---\n---\n# still\n---\n'])('finds nothing in %j', (text) => {
    expect(readDocuments(text)).toEqual([]);
  });

  it.each([
    ['a: [', 'the document that begins on line 1 is no YAML: '
      + 'unexpected end of the stream within a flow collection (2:1)'],
    [`${POD}---\nkind: Pod\n`, 'the document that begins on line 5 has no apiVersion, kind and metadata.name'],
    ['just text', 'the document that begins on line 1 has no apiVersion, kind and metadata.name'],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: "\\ud800"}',
      'the document that begins on line 1 has no apiVersion, kind and metadata.name'],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: 5}',
      'the document that begins on line 1 has a namespace that is no text'],
    ['- 1', 'the document that begins on line 1 has no apiVersion, kind and metadata.name'],
  ])('says where %j is wrong', (text, message) => {
    expect(messageOf(() => readDocuments(text))).toBe(message);
  });
});

import { answerOf, TOOLS } from './harness/programs';
import { HARD_DOCUMENTS } from '../test/checks/support/hard-yaml';

/** What sigs.k8s.io/yaml makes of each document: its value, or why it refuses it. */
function answers(): { value?: unknown; error?: string }[] {
  const input = HARD_DOCUMENTS.map(({ text }) => JSON.stringify(text)).join('\n');
  const answer = answerOf({ program: TOOLS.kubernetesYaml(), args: [], input });
  return answer.trimEnd().split('\n').map((line) => JSON.parse(line) as { value?: unknown; error?: string });
}

describe('the table of hard documents', () => {
  const found = answers();

  it('has an answer for each', () => {
    expect(found).toHaveLength(HARD_DOCUMENTS.length);
  });

  const numbered = HARD_DOCUMENTS.map((document, index) => ({ ...document, index }));
  it.each(numbered)('is right about $text', ({ value, index }) => {
    expect(found[index].value).toEqual(value);
    expect(found[index].error === undefined).toBe(value !== undefined);
  });
});

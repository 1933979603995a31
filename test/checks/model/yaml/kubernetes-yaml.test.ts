import { unjudgeableReason } from '../../../../src/checks/model/yaml/document-limits';
import { readYaml } from '../../../../src/checks/model/yaml/kubernetes-yaml';
import { HARD_DOCUMENTS } from '../../support/hard-yaml';

/** What we take a document for; undefined where we refuse it. */
function read(text: string): unknown {
  try {
    const value = readYaml(text);
    return unjudgeableReason(value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

describe('YAML as the API server reads it', () => {
  it.each(HARD_DOCUMENTS)('$text', ({ text, value }) => {
    expect(read(text)).toEqual(value);
  });
});

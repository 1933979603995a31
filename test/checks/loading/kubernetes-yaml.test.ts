import { readYaml } from '../../../src/checks/loading/kubernetes-yaml';
import { unboundedBecause } from '../../../src/checks/loading/plain-data';
import { HARD_DOCUMENTS } from '../support/hard-yaml';

/** What we take a document for; undefined where we refuse it. */
function read(text: string): unknown {
  try {
    const value = readYaml(text);
    return unboundedBecause(value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
}

describe('YAML as the API server reads it', () => {
  it.each(HARD_DOCUMENTS)('$text', ({ text, value }) => {
    expect(read(text)).toEqual(value);
  });
});

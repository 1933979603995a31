import * as path from 'path';
import { checkDomains, parseCheckSource, readCheckSources } from '../../projenrc/check-sources';

const ROOT = path.resolve(__dirname, '../..');
const FILE = 'src/checks/labels/has-name.ts';
const CHECK = `
import { Severity } from '../model/severity';

/** A name. */
export const HAS_NAME: ICheck = {
  id: 'has-name', title: "It isn't nameless", box: 'labels', severity: Severity.WARNING,
  evaluate: () => [],
};
`;

describe('the source of a check', () => {
  it('says what the check is, without running it', () => {
    expect(parseCheckSource(FILE, CHECK)).toEqual({
      domain: 'labels',
      constant: 'HAS_NAME',
      id: 'has-name',
      title: "It isn't nameless",
      box: 'labels',
      severity: 'warning',
    });
  });

  it.each([
    ['no check', CHECK.replace('HAS_NAME', 'HAS_LABEL'), 'must export the check HAS_NAME, got none; what checks share'],
    ['a check that it keeps', CHECK.replace('export ', ''), 'must export the check HAS_NAME, got none'],
    ['a check of another id', CHECK.replace("'has-name'", "'has-label'"), '\'id\' must be the name of the file'],
    ['an id to compute', CHECK.replace("'has-name'", 'ID'), "'id' must be the name of the file, got undefined"],
    ['a title to compute', CHECK.replace(/title: "[^"]*"/, 'title: TITLE'), "'title' must be written out, got something"],
    ['no box', CHECK.replace("box: 'labels',", ''), "'box' must be written out, got something to compute"],
  ])('is refused where its file holds %s', (_what, text, message) => {
    expect(() => parseCheckSource(FILE, text)).toThrow(`[${FILE}] ${message}`);
  });
});

describe('the folders of checks', () => {
  it('are domains, but for those that hold what checks are made of', () => {
    expect(checkDomains(ROOT)).toEqual(expect.arrayContaining(['access', 'pod-security', 'workloads']));
    expect(checkDomains(ROOT).filter((name) => ['model', 'judging', 'loading', 'facts'].includes(name))).toEqual([]);
  });

  it('give their checks by the order of ids', () => {
    const ids = readCheckSources(ROOT).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids.length).toBeGreaterThan(100);
  });
});

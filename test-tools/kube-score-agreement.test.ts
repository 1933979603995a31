import * as fs from 'fs';
import * as path from 'path';
import { kubeScoreRules } from './harness/kube-score';
import { downloadedModule } from './harness/module-source';
import { explains, isPlace, readAgreement } from './kube-score/agreement';
import { compare, ComparedManifests } from './kube-score/comparison';
import { CHECKS } from '../src/checks/catalogue';
import { EXAMPLE_NAMES } from '../test/support/examples';

const EXAMPLES = path.resolve(__dirname, '../examples');
const MODULE = downloadedModule(path.join(__dirname, 'binaries/kube-score'), 'github.com/zegl/kube-score');
/** What kube-score tests itself with. */
const ITS_MANIFESTS = manifestsIn(path.join(MODULE, 'score/testdata'));
const MANIFESTS: readonly ComparedManifests[] = [
  ...EXAMPLE_NAMES.map((name) => ({ name: `examples/${name}`, place: path.join(EXAMPLES, name, 'expected') })),
  ...ITS_MANIFESTS,
  // Of the mistakes that neither has.
  ...manifestsIn(path.join(__dirname, 'kube-score/manifests')),
];
const PREFIX = 'kube-score:';

const { rules, unasked, differences: explained } = readAgreement();
const compared = MANIFESTS.map((manifests) => compare(manifests, rules));
const differences = compared.flatMap((comparison) => comparison.differences);

function manifestsIn(folder: string): ComparedManifests[] {
  return fs.readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort()
    .map((file) => ({ name: file, place: path.join(folder, file) }));
}

describe('the checks and kube-score', () => {
  it('are given every example and what kube-score tests itself with', () => {
    expect(EXAMPLE_NAMES.length).toBeGreaterThan(10);
    expect(ITS_MANIFESTS.length).toBeGreaterThan(150);
  });

  it('are compared by every rule of kube-score, or it is said why no check asks it', () => {
    const known = kubeScoreRules().map(({ id }) => id).sort();
    expect([...Object.keys(rules), ...Object.keys(unasked)].sort()).toEqual(known);
  });

  it('are compared by every check that names a rule, and by checks that there are', () => {
    const named = CHECKS.flatMap(({ id, references }) => references
      .filter((reference) => reference.startsWith(PREFIX))
      .map((reference) => ({ id, rule: reference.slice(PREFIX.length) })));
    const idsOf = (rule: string) => (rules[rule] ?? []).map((check) => check.split(' ')[0]);
    expect(named.filter(({ id, rule }) => !idsOf(rule).includes(id))).toEqual([]);
    const asking = Object.keys(rules).flatMap(idsOf);
    expect(asking.filter((id) => CHECKS.every((check) => check.id !== id))).toEqual([]);
  });

  it('both find a mistake by each rule that both ask', () => {
    const found = new Set(compared.flatMap(({ foundByBoth }) => foundByBoth));
    expect(Object.keys(rules).filter((rule) => !found.has(rule))).toEqual([]);
  });

  it('agree on every object, but for differences that are explained, each once', () => {
    expect(compared.reduce((sum, { agreed }) => sum + agreed, 0)).toBeGreaterThan(4000);
    const unclear = differences.map((difference) => ({
      ...difference, explanations: explained.filter((one) => explains(one, difference)).length,
    }));
    expect(unclear.filter(({ explanations }) => explanations !== 1)).toEqual([]);
  });

  it('need every explanation, for each of its rules and places', () => {
    const stale = explained.flatMap((explanation) => {
      const covered = differences.filter((difference) => explains(explanation, difference));
      return [
        ...explanation.rules.filter((rule) => covered.every((difference) => difference.rule !== rule)),
        ...explanation.at.filter((pattern) => !covered.some((difference) => isPlace(pattern, difference))),
      ];
    });
    expect(stale).toEqual([]);
  });

  // Where kube-score is right, the check is mended.
  it('differ where the check is right, or both are', () => {
    expect(explained.filter(({ right }) => !['preflight', 'both'].includes(right))).toEqual([]);
  });
});

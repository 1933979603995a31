import * as fs from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { CHECKS } from '../../../src/checks/catalogue';
import { Manifest } from '../../../src/checks/model/manifest';
import { Result } from '../../../src/checks/model/result';
import { Baseline } from '../../../src/cli/check/baseline/baseline';
import { baselineText, readBaseline, writeBaseline } from '../../../src/cli/check/baseline/baseline-file';
import { HOSTILE_NAMES } from '../../report/support/sample-reports';
import { inFolder } from '../../support/system/folders';

const OBJECTS = ['a', 'b', 'c'].map((name) => new Manifest({ apiVersion: 'v1', kind: 'Pod', metadata: { name } }));

/** What checks found; several may be alike. */
const FINDINGS = fc.array(fc.record({
  check: fc.constantFrom(...CHECKS.slice(0, 3)),
  manifest: fc.constantFrom(...OBJECTS),
  status: fc.constantFrom('failed', 'failed', 'passed', 'waived'),
  container: fc.constantFrom(undefined, 'x'),
  path: fc.constantFrom(undefined, 'spec.x'),
  message: fc.string(),
}), { maxLength: 30 }) as fc.Arbitrary<Result[]>;
const EVERYTHING = () => true;

function kindOf({ check, manifest, container, path }: Result): string {
  return [check.id, manifest?.name, container, path].join();
}

function failedOf(results: readonly Result[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of results.filter(({ status }) => status === 'failed')) {
    counts.set(kindOf(one), (counts.get(kindOf(one)) ?? 0) + 1);
  }
  return counts;
}

describe('a baseline, of any findings before and after', () => {
  it('knows as many of each kind as there were, and none of what is new', () => {
    fc.assert(fc.property(FINDINGS, FINDINGS, (before, after) => {
      const marked = Baseline.of(before).mark(after);
      const [had, has] = [failedOf(before), failedOf(after)];
      const known = failedOf(marked.filter(({ isKnown }) => isKnown));
      for (const [kind, count] of has) expect(known.get(kind) ?? 0).toBe(Math.min(count, had.get(kind) ?? 0));
      expect([...known.keys()].every((kind) => has.has(kind))).toBe(true);
      expect(marked.map(({ isKnown: _, ...rest }) => rest)).toEqual(after);
    }));
  });

  it('only shrinks, to what is still there, and a second run changes nothing', () => {
    fc.assert(fc.property(FINDINGS, FINDINGS, (before, after) => {
      const first = Baseline.of(before);
      const second = first.without(after, EVERYTHING);
      expect(second.entries.every((entry) => first.entries.some((one) => (
        JSON.stringify({ ...one, count: 0 }) === JSON.stringify({ ...entry, count: 0 }) && one.count >= entry.count
      )))).toBe(true);
      expect(second.entries.every(({ count }) => count > 0)).toBe(true);
      expect(second.without(after, EVERYTHING).entries).toEqual(second.entries);
      expect(second.mark(after)).toEqual(first.mark(after));
      expect(second.size).toBe(first.mark(after).filter(({ isKnown }) => isKnown).length);
    }));
  });

  it('keeps what a run could not see', () => {
    fc.assert(fc.property(FINDINGS, FINDINGS, (before, after) => {
      const first = Baseline.of(before);
      const seen = first.without(after, ({ name }) => name === 'a');
      expect(seen.entries.filter(({ name }) => name !== 'a')).toEqual(first.entries.filter(({ name }) => name !== 'a'));
    }));
  });

  it('is read as it was written, whatever things are called, a line for each', () => {
    const odd = fc.constantFrom(...HOSTILE_NAMES, '__proto__', '', '~', '0o7');
    const word = fc.oneof(fc.string({ unit: 'binary' }), odd);
    const hostile = fc.array(fc.record({
      check: fc.constantFrom(...CHECKS.slice(0, 3)),
      manifest: fc.tuple(word, word, word).map(([kind, name, namespace]) => (
        new Manifest({ apiVersion: 'x/v1', kind, metadata: { name, namespace } })
      )),
      status: fc.constant('failed'),
      container: word,
      path: word,
      message: fc.constant('x'),
    }), { maxLength: 10 }) as fc.Arbitrary<Result[]>;

    inFolder((folder) => fc.assert(fc.property(hostile, fc.array(word), (results, paths) => {
      const baseline = Baseline.of(results);
      const file = join(folder, 'known.yaml');
      const content = { baseline, scope: { paths, exclude: [], checks: paths, evidence: paths[0] } };
      const text = baselineText(content);
      writeBaseline(file, content);
      expect(fs.readFileSync(file, 'utf8')).toBe(text);
      const read = readBaseline(file);
      expect(read.baseline.mark(results).every(({ isKnown }) => isKnown)).toBe(true);
      expect(read.baseline.size).toBe(results.length);
      expect(baselineText(read)).toBe(text);
      expect(text.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(baseline.entries.length);
      expect(fs.readdirSync(folder)).toEqual(['known.yaml']);
    }), { numRuns: 25 }));
  });
});

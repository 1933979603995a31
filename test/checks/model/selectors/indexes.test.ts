import * as fc from 'fast-check';
import { LabelIndex } from '../../../../src/checks/model/selectors/label-index';
import { selectorMatches } from '../../../../src/checks/model/selectors/label-selector';
import { MadeLabels } from '../../../../src/checks/model/selectors/made-labels';
import { SelectorIndex } from '../../../../src/checks/model/selectors/selector-index';
import { selectorKey } from '../../../../src/checks/model/selectors/selector-key';

const NAMESPACES = ['a', 'b'];
const key = fc.constantFrom('app', 'team', 'made', '__proto__');
const value = fc.constantFrom<unknown>('x', 'y', '1', 1, '');
const labels = fc.dictionary(key, fc.constantFrom('x', 'y', '1', ''), { maxKeys: 3 });
const expression = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom<unknown>('In', 'NotIn', 'Exists', 'DoesNotExist', 'Near', 1),
    values: fc.oneof(fc.array(value, { maxLength: 3 }), fc.constantFrom<unknown>(undefined, 'x')),
  }),
  fc.constantFrom<unknown>(null, 'x', []),
);
const selector = fc.oneof(
  fc.record({
    matchLabels: fc.dictionary(key, value, { maxKeys: 2 }),
    matchExpressions: fc.array(expression, { maxLength: 3 }),
  }, { requiredKeys: [] }),
  fc.constantFrom<unknown>({}, null, [], 'x', { matchLabels: 'x' }, { matchLabels: { app: ['x'] } }),
);
const made = fc.constantFrom<MadeLabels>({}, { made: (text: string) => text === 'x' });
const labelled = fc.array(fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels, made }), { maxLength: 12 });

describe('the indexes of selectors', () => {
  it('find what a selector matches, in the order in which it stands', () => {
    fc.assert(fc.property(labelled, selector, fc.constantFrom(...NAMESPACES), (all, one, namespace) => {
      const index = new LabelIndex(all.map((entry, position) => ({ ...entry, value: position })));
      const expected = all.flatMap((entry, position) => (
        entry.namespace === namespace && selectorMatches(one, entry.labels, entry.made) ? [position] : []
      ));
      expect(index.selectedBy(namespace, one)).toEqual(expected);
      expect(index.selectedBy(namespace, one)).toEqual(expected);
    }), { numRuns: 2000 });
  });

  it('find what selects labels', () => {
    fc.assert(fc.property(fc.array(selector, { maxLength: 12 }), labels, (all, wanted) => {
      const index = new SelectorIndex(all.map((one, position) => ({ value: position, namespace: 'a', selector: one })));
      const expected = all.flatMap((one, position) => (selectorMatches(one, wanted) ? [position] : []));
      expect(index.matching('a', wanted).sort((left, right) => left - right)).toEqual(expected);
      expect(index.first('a', wanted, 2)).toHaveLength(Math.min(2, expected.length));
      expect(index.matching('b', wanted)).toEqual([]);
    }), { numRuns: 2000 });
  });

  it('take those for the same that match the same', () => {
    fc.assert(fc.property(selector, selector, labels, (left, right, wanted) => {
      fc.pre(selectorKey(left) !== undefined && selectorKey(left) === selectorKey(right));
      expect(selectorMatches(left, wanted)).toBe(selectorMatches(right, wanted));
    }), { numRuns: 500 });
  });

  it('give those that say the same the same list, so that what is found out of it is found once', () => {
    const index = new LabelIndex(['x', 'y'].map((app) => ({ namespace: 'a', labels: { app }, value: app })));
    const open = () => ({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['x'] }] });
    expect(index.selectedBy('a', open())).toBe(index.selectedBy('a', open()));
  });
});

import { MetricsFlavor } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';

describe('MetricsFlavor', () => {
  it.each([
    ['annotations', MetricsFlavor.annotations(), [false, 'monitoring', {}]],
    ['annotations of another namespace', MetricsFlavor.annotations({ namespace: 'prometheus' }),
      [false, 'prometheus', {}]],
    ['operator', MetricsFlavor.operator(), [true, 'monitoring', {}]],
    ['operator with labels', MetricsFlavor.operator({ namespace: 'prometheus', monitorLabels: { release: 'stack' } }),
      [true, 'prometheus', { release: 'stack' }]],
  ])('by %s says how Prometheus finds what to scrape, and is legal', (_, flavor, expected) => {
    expect([flavor.usesOperator, flavor.namespace, flavor.monitorLabels]).toEqual(expected);
    expect(() => flavor._check(stage().chart)).not.toThrow();
  });

  it('does not follow what happens to the options afterwards', () => {
    const monitorLabels: Record<string, string> = { release: 'stack' };
    const flavor = MetricsFlavor.operator({ monitorLabels });
    monitorLabels.release = 'not checked';
    expect(flavor.monitorLabels).toEqual({ release: 'stack' });
  });

  it.each([
    ['a namespace that is no label', MetricsFlavor.operator({ namespace: 'a/b' }),
      "'metrics.namespace' must be a DNS-1123 label (lower-case letters, digits and -, at most 63), got \"a/b\"; "
      + 'choose such a name'],
    ['a key that is none', MetricsFlavor.operator({ monitorLabels: { 'a/b/c': 'x' } }),
      "'metrics.monitorLabels' must hold label keys like example.com/name, got \"a/b/c\"; correct this key"],
    ['a label that is none', MetricsFlavor.operator({ monitorLabels: { release: 'a b' } }),
      "'metrics.monitorLabels.release' must be a label value (letters, digits, -, _ and ., at most 63, "
      + 'with a letter or digit at both ends), got "a b"; shorten it or replace the other characters'],
  ])('refuses %s', (_, flavor, expected) => {
    const message = messageOf(() => flavor._check(stage().chart));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] ${expected}`);
  });
});

import { DisruptionBudget, ProductionService } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

describe('DisruptionBudget.maxUnavailable', () => {
  it('lets so many pods be evicted at once', () => {
    expect(only(manifests(DisruptionBudget.maxUnavailable(2)), 'PodDisruptionBudget').spec).toEqual({
      maxUnavailable: 2,
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'web' } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  it.each([0, -1, 1.5, Infinity])('refuses %p', (count) => {
    expectRefusal(
      DisruptionBudget.maxUnavailable(count),
      "[shop/web] 'disruptionBudget' must be a whole number from 1 to 2147483647, "
      + `got ${count}; give a number within the range`,
    );
  });
});

describe('DisruptionBudget.none', () => {
  it('leaves the budget out and records the reason', () => {
    const found = manifests(DisruptionBudget.none('caches only'));

    expect(found.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
    expect(only(found, 'Deployment').metadata.annotations).toMatchObject({
      'preflight/waive.has-disruption-budget': 'caches only',
    });
  });

  it('leaves the public field empty', () => {
    expect(service(DisruptionBudget.none('caches only')).disruptionBudget).toBeUndefined();
  });

  it('refuses an empty reason', () => {
    const remedy = 'write the reason, it appears in the readiness report';

    expectRefusal(DisruptionBudget.none(''), `[shop/web] 'disruptionBudget' must say why, got ""; ${remedy}`);
  });

  it('refuses to be given no reason at all', () => {
    expect(() => service(DisruptionBudget.none(undefined as unknown as string))).toThrow(NAMED_ERROR);
  });
});

function service(disruptionBudget: DisruptionBudget): ProductionService {
  return new ProductionService(stage().chart, 'web', { image: IMAGE, disruptionBudget });
}

function manifests(disruptionBudget: DisruptionBudget): Manifest[] {
  return render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, disruptionBudget }); });
}

function expectRefusal(budget: DisruptionBudget, message: string): void {
  expect(() => service(budget)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}

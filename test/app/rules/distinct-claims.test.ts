import { Chart, Size } from 'cdk8s';
import { StatefulService } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

/** A store with one claim. */
function store(chart: Chart, id: string, claim: string): StatefulService {
  return new StatefulService(chart, id, {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', name: claim, size: Size.gibibytes(1) }],
  });
}

describe('distinctClaims', () => {
  it('refuses two stores whose pods would mount the same volumes', () => {
    const { app, chart } = stage();
    store(chart, 'cart', 'data-redis');
    store(chart, 'redis-cart', 'data');
    expect(messageOf(() => app.synthYaml())).toBe(
      "Nothing was written:\n  [shop/redis-cart] 'claims' must make claims of other names than the "
      + 'StatefulSet [shop/cart], got "data-redis-cart-0"; give the claim, or the workload, another '
      + 'name',
    );
  });

  it('takes the same claim of two stores, and the same names in two namespaces', () => {
    const { app, chart } = stage();
    store(chart, 'cart', 'data');
    store(chart, 'orders', 'data');
    store(new Chart(app, 'other', { namespace: 'other' }), 'cart', 'data');
    expect(() => app.synthYaml()).not.toThrow();
  });
});

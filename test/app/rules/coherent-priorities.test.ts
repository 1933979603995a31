import { App, Chart } from 'cdk8s';
import { PriorityTiers, PriorityTiersProps, ProductionApp, ProductionService } from '../../../src';
import { complaintsOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE } from '../../support/render';

describe('coherentPriorities', () => {
  it('refuses a second default, wherever it is', () => {
    const app = new ProductionApp();
    tiersIn(app, 'ours', { standardIsDefault: true });
    tiersIn(app, 'theirs', { namePrefix: 'acme-', standardIsDefault: true });

    expect(complaintsOf(app)).toEqual([
      "[theirs/tiers/standard] 'globalDefault' must be said of one class of a cluster, and [ours/tiers/standard] is "
        + 'the default already, got true; leave standardIsDefault out of one of the two',
    ]);
  });

  it.each([['criticl', 'critical'], ['platfrom', 'platform'], ['standar', 'standard']])(
    'refuses %s, where the tree makes %s', (name, meant) => {
      const app = new ProductionApp();
      tiersIn(app, 'ours');
      serviceIn(app, name);

      const [complaint, ...others] = complaintsOf(app);
      expect(others).toEqual([]);
      expect(complaint).toMatch(NAMED_ERROR);
      expect(complaint).toBe("[shop/api] 'priorityClassName' must name a class that is made, and the tree makes one "
        + `that is called much like it, got "${name}"; write ${meant}, or waive priority-class-exists where another `
        + `tree makes ${name}`);
    },
  );

  it.each([
    'critical', 'high', 'system-node-critical', 'v2-critical', 'bulk', 'critical-2', 'critical2', 'standard-b',
    'b-batch', 'batch-10', 'standardv2',
  ])('lets %s pass', (name) => {
    const app = new ProductionApp();
    tiersIn(app, 'ours');
    tiersIn(app, 'older', { namePrefix: 'v1-', standardIsDefault: true });
    serviceIn(app, name);

    expect(app.synthYaml()).toContain(`priorityClassName: ${name}`);
  });

  it('lets pass what is waived, and any name where the tree makes no class', () => {
    const app = new ProductionApp();
    tiersIn(app, 'ours');
    serviceIn(app, 'criticl').waive('priority-class-exists', 'the platform makes it');
    const alone = new ProductionApp();
    serviceIn(alone, 'criticl');

    expect(app.synthYaml()).toContain('priorityClassName: criticl');
    expect(alone.synthYaml()).toContain('priorityClassName: criticl');
  });
});

function tiersIn(app: App, chart: string, props: PriorityTiersProps = {}): void {
  new PriorityTiers(new Chart(app, chart), 'tiers', props);
}

function serviceIn(app: App, priorityClassName: string): ProductionService {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  return new ProductionService(chart, 'api', { image: IMAGE, priorityClassName });
}

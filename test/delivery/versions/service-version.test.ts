import { Construct } from 'constructs';
import {
  BlueGreenService, BlueGreenSide, CanaryService, FlaggerCanary, ProductionService, RolloutService, RolloutStrategy,
  ServiceVersion,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { ACCEPTANCE_TEST } from '../../support/smallest-calls';

const BLUE = { image: IMAGE, active: BlueGreenSide.BLUE };

describe('ServiceVersion', () => {
  it('has the verbs of a workload, which change it alone', () => {
    const manifests = render((chart) => {
      const ledger = new ProductionService(chart, 'ledger', { image: IMAGE });
      const { green } = new BlueGreenService(chart, 'web', BLUE);
      green.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
      green.waive('image-has-digest', 'a version for testers');
    });
    const environments = ['web-blue', 'web-green'].map((name) => (
      only(manifests, 'Deployment', name).spec.template.spec.containers[0].env
    ));
    expect(environments).toEqual([undefined, [{ name: 'LEDGER_ADDR', value: 'ledger:80' }]]);
    const { annotations } = only(manifests, 'Deployment', 'web-green').metadata;
    expect(annotations['preflight/waive.image-has-digest']).toBe('a version for testers');
  });

  it('has an account, a budget and a policy of its own', () => {
    const { blue } = new BlueGreenService(stage().chart, 'web', BLUE);
    expect(blue.apiAccount).toEqual({ name: 'web-blue', namespace: 'shop' });
    expect([blue.disruptionBudget!, blue.networkPolicy, blue.serviceAccount].map(({ name }) => name))
      .toEqual(['web-blue', 'web-blue', 'web-blue']);
  });

  it.each([
    { most: 55, suffix: 'preview', of: BlueGreenService, props: { active: BlueGreenSide.BLUE } },
    { most: 56, suffix: 'canary', of: CanaryService, props: {} },
    { most: 55, suffix: 'preview', of: RolloutService, props: { strategy: RolloutStrategy.blueGreen() } },
    { most: 55, suffix: 'primary', of: FlaggerCanary, props: { webhooks: [ACCEPTANCE_TEST] } },
  ])('leaves room for -$suffix behind a name of $most characters', ({ most, suffix, of, props }) => {
    const Made = of as unknown as new (scope: Construct, id: string, props: object) => Construct;
    const { chart } = stage();
    new Made(chart, 'a'.repeat(most), { image: IMAGE, ...props });
    expect(messageOf(() => new Made(chart, 'b'.repeat(most + 1), { image: IMAGE, ...props })))
      .toContain(`'name' must have ${most} characters at most, for -${suffix} is added to it`);
  });

  it('is made by those that have versions', () => {
    const Made = ServiceVersion as unknown as new (scope: Construct, id: string, props: object) => ServiceVersion;
    expect(messageOf(() => new Made(stage().chart, 'web', { image: IMAGE })))
      .toMatch(/make it by a BlueGreenService or a CanaryService$/);
  });
});

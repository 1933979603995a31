import { Construct } from 'constructs';
import { BlueGreenService, BlueGreenSide, ProductionService, ServiceVersion } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';

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

  it('is made by those that have versions', () => {
    const Made = ServiceVersion as unknown as new (scope: Construct, id: string, props: object) => ServiceVersion;
    expect(messageOf(() => new Made(stage().chart, 'web', { image: IMAGE })))
      .toMatch(/make it by a BlueGreenService or a CanaryService$/);
  });
});

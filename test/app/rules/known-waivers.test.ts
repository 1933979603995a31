import { ApiObject, Chart } from 'cdk8s';
import { Audit, ICheck, ProductionApp, ProductionAppProps, ProductionService, Severity } from '../../../src';
import { CHECKS } from '../../../src/checks/catalogue';
import { CHECK_IDS } from '../../../src/checks/check-ids';
import { messageOf } from '../../support/errors';
import { IMAGE } from '../../support/render';

const OWN: ICheck = {
  id: 'acme-has-ticket',
  title: 'Acme has a ticket',
  box: 'change-management',
  severity: Severity.ADVICE,
  why: 'why',
  remedy: { manifest: 'write one' },
  references: [],
  appliesTo: ['apps/Deployment'],
  evaluate: () => [],
};

function synthesized(act: (api: ProductionService, chart: Chart) => void, props?: ProductionAppProps): string {
  const app = new ProductionApp(props);
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  act(new ProductionService(chart, 'api', { image: IMAGE }), chart);
  return app.synthYaml();
}

function complaint(path: string, id: string, meant = ''): string {
  return `Nothing was written:\n  [${path}] 'waive.checkId' must name a check of the readiness checklist, or one of `
    + `your own, got "${id}"; ${meant}see preflight list; name your own checks to the audit of ProductionApp, or by `
    + 'its ownCheckIds';
}

describe('a waiver', () => {
  it('names a check that there is, of a container too', () => {
    const written = synthesized((api) => {
      api.addSidecar('proxy', { image: IMAGE, port: 9090 });
      api.waive('has-cpu-limit', 'why', { container: 'proxy' });
      api.waive('image-has-digest', 'why');
    });

    expect(written).toContain('preflight/waive.has-cpu-limit.proxy: why');
  });

  it('of a check with a slip in its name waives nothing, and is refused', () => {
    expect(messageOf(() => synthesized((api) => api.waive('has-cpu-limits', 'why'))))
      .toBe(complaint('shop/api', 'has-cpu-limits', 'write has-cpu-limit, or '));
  });

  it('is read in what others wrote, and in pod templates', () => {
    const act = (_: ProductionService, chart: Chart) => {
      const object = new ApiObject(chart, 'other', { apiVersion: 'apps/v1', kind: 'Deployment' });
      object.toJson = () => ({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'o' },
        spec: { template: { metadata: { annotations: { 'preflight/waive.nothing.web': 'why' } } } },
      });
    };

    expect(messageOf(() => synthesized(act))).toBe(complaint('shop/other', 'nothing'));
  });

  it('may be of a check of one\'s own, which the audit or the app was told of', () => {
    const act = (api: ProductionService) => api.waive(OWN.id, 'why');

    expect(messageOf(() => synthesized(act))).toBe(complaint('shop/api', OWN.id));
    expect(synthesized(act, { ownCheckIds: [OWN.id] })).toContain(`preflight/waive.${OWN.id}: why`);
    expect(synthesized(act, { audit: Audit.enforced({ checks: [OWN] }) })).toContain(`preflight/waive.${OWN.id}: why`);
  });

  it('is compared with the ids of the whole catalogue', () => {
    expect(CHECK_IDS).toEqual(CHECKS.map(({ id }) => id));
  });
});

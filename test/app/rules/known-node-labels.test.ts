import { App, Chart, JsonPatch } from 'cdk8s';
import { LabeledNode, NodeLabelQuery } from 'cdk8s-plus-28';
import { ProductionApp, ProductionService } from '../../../src';
import { messageOf, NAMED_ERROR, withoutHeading } from '../../support/errors';
import { IMAGE } from '../../support/render';

const SELECTOR = '/spec/template/spec/nodeSelector';
const KEY = '/spec/template/spec/topologySpreadConstraints/0/topologyKey';
const WAIVE = 'waive node-labels-are-known where your nodes have it';

function serviceIn(app: App): ProductionService {
  return new ProductionService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', { image: IMAGE });
}

describe('knownNodeLabels', () => {
  it.each<[string, (api: ProductionService) => unknown, string]>([
    ['a patch', (api) => api.patch(api.deployment, JsonPatch.add(SELECTOR, { 'kubernetes.io/arhc': 'arm64' })),
      "'spec.template.spec.nodeSelector[kubernetes.io/arhc]' must be a label that nodes have, got"
        + ` "kubernetes.io/arhc"; write kubernetes.io/arch, or ${WAIVE}`],
    ['a patch of a spread', (api) => api.patch(api.deployment, JsonPatch.replace(KEY, 'topology.kubernetes.io/zoen')),
      "'spec.template.spec.topologySpreadConstraints[0].topologyKey' must be a label that nodes have,"
      + ` got "topology.kubernetes.io/zoen"; write topology.kubernetes.io/zone, or ${WAIVE}`],
  ])('refuses a slip in %s', (_, change, message) => {
    const app = new ProductionApp();
    change(serviceIn(app));
    const said = withoutHeading(new Error(messageOf(() => app.synthYaml())));
    expect(said).toBe(`[shop/api] ${message}`);
    expect(said).toMatch(NAMED_ERROR);
  });

  it('refuses one that cdk8s-plus wrote', () => {
    const app = new ProductionApp();
    serviceIn(app).deployment.scheduling.attract(new LabeledNode([NodeLabelQuery.exists('kubernetes.io/hostnam')]));
    expect(messageOf(() => app.synthYaml()))
      .toContain(`got "kubernetes.io/hostnam"; write kubernetes.io/hostname, or ${WAIVE}`);
  });

  it('lets a label pass that is like none', () => {
    const app = new ProductionApp();
    const api = serviceIn(app);
    api.patch(api.deployment, JsonPatch.add(SELECTOR, { 'topology.kubernetes.io/rack': 'a' }));
    expect(app.synthYaml()).toContain('topology.kubernetes.io/rack: a');
  });

  it('lets labels of others pass, and what is waived', () => {
    const app = new ProductionApp();
    const api = serviceIn(app);
    api.patch(api.deployment, JsonPatch.add(SELECTOR, {
      'disk': 'ssd', 'topology.kubernetes.io/rack': 'a', 'kubernetes.io/arhc': 'b',
    }));
    api.waive('node-labels-are-known', 'our nodes have it');
    expect(app.synthYaml()).toContain('kubernetes.io/arhc: b');
  });
});

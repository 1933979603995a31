import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { ProductionApp, ProductionService } from '../../../src';
import { legalLabels } from '../../../src/app/rules/legal-labels';
import { JsonObject } from '../../../src/internal/values/json';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE } from '../../support/render';

const KEY = 'be called by at most 63 letters, digits, -, _ and ., after a DNS prefix and / if it has one';
const VALUE = 'be a label value: at most 63 letters, digits, -, _ and ., with a letter or digit at both ends';
const CHOOSE = 'choose such a value';

function messagesOf(manifest: JsonObject): string[] {
  return legalLabels([{ path: 'shop/x', manifest: { apiVersion: 'apps/v1', kind: 'Deployment', ...manifest } }]);
}

describe('legalLabels', () => {
  it.each<[JsonObject, string]>([
    [{ metadata: { labels: { 'a b': 'x' } } }, `'metadata.labels[a b]' must ${KEY}, got "a b"; choose such a key`],
    [{ metadata: { labels: { 'UPPER.com/a': 'x' } } },
      `'metadata.labels[UPPER.com/a]' must ${KEY}, got "UPPER.com/a"; choose such a key`],
    [{ metadata: { labels: { a: 'x y' } } }, `'metadata.labels[a]' must ${VALUE}, got "x y"; ${CHOOSE}`],
    [{ metadata: { labels: { a: 5 } } }, "'metadata.labels[a]' must be text, got 5; write it in quotes"],
    [{ metadata: { annotations: { a: true } } },
      "'metadata.annotations[a]' must be text, got true; write it in quotes"],
    [{ metadata: { annotations: { 'a/b/c': 'x' } } },
      `'metadata.annotations[a/b/c]' must ${KEY}, got "a/b/c"; choose such a key`],
    [{ spec: { template: { metadata: { labels: { a: '-' } } } } },
      `'spec.template.metadata.labels[a]' must ${VALUE}, got "-"; ${CHOOSE}`],
    [{ spec: { selector: { matchLabels: { a: 'é' } } } },
      `'spec.selector.matchLabels[a]' must ${VALUE}, got "é"; ${CHOOSE}`],
    [{ spec: { volumeClaimTemplates: [{ metadata: { labels: { a: '/' } } }] } },
      `'spec.volumeClaimTemplates[0].metadata.labels[a]' must ${VALUE}, got "/"; ${CHOOSE}`],
    [{ spec: { nodeSelector: { a: true } } }, "'spec.nodeSelector[a]' must be text, got true; write it in quotes"],
    [{ apiVersion: 'v1', kind: 'Service', spec: { selector: { a: '!' } } },
      `'spec.selector[a]' must ${VALUE}, got "!"; ${CHOOSE}`],
  ])('refuses %j', (manifest, message) => {
    expect(messagesOf(manifest)).toEqual([`[shop/x] ${message}`]);
    expect(messagesOf(manifest)[0]).toMatch(NAMED_ERROR);
  });

  it('knows a number from the text that is written so', () => {
    const objects = [{ a: '5' }, { a: 5 }, { a: '5' }].map((labels) => (
      { path: 'x', manifest: { apiVersion: 'v1', kind: 'Pod', metadata: { labels } } }
    ));
    expect(legalLabels(objects)).toEqual(["[x] 'metadata.labels[a]' must be text, got 5; write it in quotes"]);
  });

  it.each<[string, JsonObject]>([
    ['what is legal', { metadata: { labels: { 'a': '', 'x.com/b_c': 'v1.2' }, annotations: { 'X.com/a': 'a text' } } }],
    ['what is not there', { metadata: { labels: { a: null } } }],
    ['a selector of something else', { spec: { selector: { a: 'x y' } } }],
    ['what a custom resource calls so',
      { apiVersion: 'acme.io/v1', kind: 'Thing', spec: { template: { metadata: { labels: { a: '{{ .x }}' } } } } }],
    ['the schema of a definition', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: { schema: { nodeSelector: { description: 'Where it runs.' } } },
    }],
    ['data', { apiVersion: 'v1', kind: 'ConfigMap', data: { labels: 'a: x y' } }],
  ])('lets %s pass', (_, manifest) => {
    expect(messagesOf(manifest)).toEqual([]);
  });

  it.each<[string, (api: ProductionService) => unknown, string]>([
    ['labels of pods', ({ deployment }) => deployment.podMetadata.addLabel('tier', 'a b'),
      'spec.template.metadata.labels'],
    ['labels of an object', ({ service }) => service.metadata.addLabel('tier', 'a b'), 'metadata.labels'],
    ['labels of a plain object', ({ networkPolicy }) => networkPolicy.metadata.addLabel('tier', 'a b'),
      'metadata.labels'],
    ['a patch', (api) => api.patch(api.deployment, JsonPatch.add('/metadata/labels/tier', 'a b')), 'metadata.labels'],
    ['a merge patch', (api) => api.mergePatch(api.deployment, { metadata: { labels: { tier: 'a b' } } }),
      'metadata.labels'],
    ['a patch of cdk8s', ({ deployment }) => ApiObject.of(deployment)
      .addJsonPatch(JsonPatch.add('/metadata/labels/tier', 'a b')), 'metadata.labels'],
  ])('is asked about %s', (_, change, place) => {
    const app = new ProductionApp();
    change(new ProductionService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', { image: IMAGE }));
    expect(messageOf(() => app.synthYaml())).toContain(`'${place}[tier]' must ${VALUE}, got "a b"; ${CHOOSE}`);
  });
});

import { JsonPatch } from 'cdk8s';
import { Config, ProductionService, SharedConfig } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const NAME = /^web-[0-9a-f]{10}$/;

describe('an immutable configuration', () => {
  it('has a name that says what it holds, and pods that ask for it by that', () => {
    const manifests = service(Config.files({ a: 'x' }, { immutable: true }));
    const { immutable, metadata: { name, labels, annotations } } = only(manifests, 'ConfigMap');
    const { volumes } = only(manifests, 'Deployment').spec.template.spec;

    expect(immutable).toBe(true);
    expect(name).toMatch(NAME);
    expect(labels['app.kubernetes.io/instance']).toBe('web');
    expect(annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'PruneLast=true' });
    expect(volumes).toContainEqual({ name: 'etc-config', configMap: { name } });
  });

  it('gives variables by that name', () => {
    const manifests = service(Config.environment({ A: 'x' }, { immutable: true }));
    const { metadata: { name } } = only(manifests, 'ConfigMap');

    const [{ envFrom }] = only(manifests, 'Deployment').spec.template.spec.containers;

    expect(envFrom).toEqual([{ configMapRef: { name } }]);
  });

  it('changes its name with its content, whatever the order of the entries', () => {
    const nameOf = (files: Record<string, string>) => (
      only(service(Config.files(files, { immutable: true })), 'ConfigMap').metadata.name
    );

    expect(nameOf({ a: 'x', b: 'y' })).toBe(nameOf({ b: 'y', a: 'x' }));
    const contents: Record<string, string>[] = [{ a: 'x' }, { a: 'y' }, { b: 'x' }, {}];
    expect(new Set(contents.map(nameOf)).size).toBe(4);
  });

  it('may be shared', () => {
    const manifests = render((chart) => {
      const shared = new SharedConfig(chart, 'web', { config: Config.files({ a: 'x' }, { immutable: true }) });
      new ProductionService(chart, 'api', { image: IMAGE }).useConfig(shared);
    });
    const { name } = only(manifests, 'ConfigMap').metadata;

    expect(name).toMatch(NAME);
    expect(only(manifests, 'Deployment').spec.template.spec.volumes).toContainEqual(
      { name: 'etc-config', configMap: { name } },
    );
  });

  it.each<[string, (api: ProductionService) => void, string]>([
    ['added', (api) => api.configMap!.addData('b', 'y'), "'config' must stay as it was given, for the name of what is "
      + 'immutable has the hash of that, got ["b"]; give all of it to Config, or leave immutable out'],
    ['changed by a patch', (api) => api.patch(api.configMap!, JsonPatch.replace('/data/a', 'y')),
      "'patch' must let 'config' stay as it was given"],
    ['renamed', (api) => api.patch(api.configMap!, JsonPatch.replace('/metadata/name', 'other')),
      "'patch' must let 'metadata.name' stay \"web-"],
    ['made to change', (api) => api.patch(api.configMap!, JsonPatch.replace('/immutable', false)),
      "'patch' must let 'immutable' stay true, for its name says that it never changes"],
  ])('is refused where it is %s', (_, change, message) => {
    const { app, chart } = stage();
    const config = Config.files({ a: 'x' }, { immutable: true });
    change(new ProductionService(chart, 'web', { image: IMAGE, config }));

    expect(messageOf(() => app.synthYaml())).toContain(`[shop/web/Config] ${message}`);
  });

  it('may have labels more', () => {
    const manifests = render((chart) => {
      const config = Config.files({ a: 'x' }, { immutable: true });
      const api = new ProductionService(chart, 'web', { image: IMAGE, config });
      api.mergePatch(api.configMap!, { metadata: { labels: { tier: 'web' } } });
    });

    expect(only(manifests, 'ConfigMap').metadata.labels.tier).toBe('web');
  });

  it('is refused where the hash makes a name too long', () => {
    const name = `${'a.'.repeat(126)}a`;
    const config = Config.environment({}, { immutable: true });

    expect(messageOf(() => render((chart) => new SharedConfig(chart, 'x', { name, config }))))
      .toContain("[shop/x] 'name' must be a DNS-1123 subdomain");
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const config = Config.files({ a: 'x' }, { immutable: true });
    const manifests = render((chart) => new ProductionService(chart, 'web', { image: IMAGE, config }), {
      kubernetesVersion,
    });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

function service(config: Config): Manifest[] {
  return render((chart) => new ProductionService(chart, 'web', { image: IMAGE, config }));
}

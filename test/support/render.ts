import { App, Chart, Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { Manifest } from './schemas';
import { Platform, PlatformProps, ProductionApp } from '../../src';
import { KUBERNETES_SCHEMA } from '../../src/checks/model/yaml/kubernetes-yaml';

/** The image of the smallest call: pinned by digest, in a registry that scanners trust. */
export const IMAGE = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/web:1.4.2'
  + '@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';

/** What a tree is built in. */
export interface Stage {
  readonly app: App;
  readonly chart: Chart;
}

/** An app with one chart, `shop`, whose namespace is `shop`. */
export function stage(platform?: PlatformProps): Stage {
  const app = new ProductionApp();
  if (platform) Platform.configure(app, platform);
  return { app, chart: new Chart(app, 'shop', { namespace: 'shop' }) };
}

/** All objects of a chart built in a stage, read back from their YAML as the API server reads it. */
export function render(build: (chart: Chart) => void, platform?: PlatformProps): Manifest[] {
  const { app, chart } = stage(platform);
  build(chart);
  return readYaml(app.synthYaml());
}

/** The one object of a kind, or of those that have a name. */
export function only(manifests: Manifest[], kind: string, name?: string): Manifest {
  const found = manifests.filter((manifest) => (
    manifest.kind === kind && (name === undefined || manifest.metadata.name === name)
  ));
  if (found.length !== 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return found[0];
}

/** Reads YAML as sigs.k8s.io/yaml does, where `yes` and `0777` are no strings. */
export function readYaml(text: string): Manifest[] {
  return loadAll(text, undefined, { schema: KUBERNETES_SCHEMA });
}

/** The bytes of one chart, as cdk8s writes them. */
export function yamlOf(chart: Chart): string {
  return Yaml.stringify(...chart.toJson());
}

import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import * as yaml from 'js-yaml';
import { applicationOf, manifestsOf } from './application';

const loaded = performance.now();
const phases: { [name: string]: number } = {};

main(Number(process.argv[2]), process.argv[3]);

/** The least that the same tree can cost: each object rendered once, put in text once, and a file a chart. */
function main(charts: number, folder: string): void {
  const files = phase('build', () => build(charts));
  const rendered = phase('toJson', () => files.map((objects) => objects.map((object) => object.toJson())));
  const texts = phase('yaml', () => rendered.map((objects) => objects.map(textOf).join('---\n')));
  phase('write', () => texts.forEach((text, index) => (
    fs.writeFileSync(path.join(folder, `app-${index}.k8s.yaml`), text)
  )));
  fs.writeFileSync(path.join(folder, 'phases.json'), JSON.stringify({ load: loaded / 1000, ...phases }));
}

function phase<T>(name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  phases[name] = (performance.now() - start) / 1000;
  return result;
}

function build(charts: number): ApiObject[][] {
  const app = new App();
  return Array.from({ length: charts }, (_, index) => {
    const chart = new Chart(app, `app-${index}`);
    return manifestsOf(applicationOf(index)).map((manifest) => new ApiObject(chart, manifest.kind, manifest));
  });
}

function textOf(manifest: object): string {
  return yaml.dump(manifest, { noRefs: true, lineWidth: -1 });
}

import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App } from 'cdk8s';
import * as yaml from 'js-yaml';
import { buildTree } from './trees';

const loaded = performance.now();
const phases: { [name: string]: number } = {};

main(process.argv[2], process.argv[3], process.argv[4]);

/** The least that the same tree can cost: each object rendered once, put in text once, and a file a chart. */
function main(tree: string, size: string, folder: string): void {
  const files = phase('build', () => build(tree, size));
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

function build(tree: string, size: string): ApiObject[][] {
  const app = new App();
  buildTree(app, tree, size);
  return app.node.children.map((chart) => chart.node.children.filter((child) => ApiObject.isApiObject(child)));
}

function textOf(manifest: object): string {
  return yaml.dump(manifest, { noRefs: true, lineWidth: -1 });
}

import { ApiObject, App, Chart } from 'cdk8s';
import { applicationOf, manifestsOf } from './application';
import { Texts, TEXTS } from './texts';

const CONFIG_MAPS = 6;

const TREES: { readonly [name: string]: (app: App, size: number) => void } = {
  /** A chart of six plain objects for each application. */
  flat: (app, size) => {
    for (let index = 0; index < size; index++) {
      const chart = new Chart(app, `app-${index}`);
      for (const manifest of manifestsOf(applicationOf(index))) new ApiObject(chart, manifest.kind, manifest);
    }
  },
  /** Layers of two objects; each waits for both of the layer before. */
  layers: (app, size) => {
    const chart = new Chart(app, 'layers');
    let before: ApiObject[] = [];
    for (let layer = 0; layer < size; layer++) {
      const objects = ['left', 'right'].map((side) => settings(chart, `${side}-${layer}`));
      for (const object of objects) object.node.addDependency(...before);
      before = objects;
    }
  },
  ...Object.fromEntries(Object.entries(TEXTS).map(([shape, texts]) => [shape, configMaps(texts)])),
};

/** Makes a tree of a size: one of those above, or charts of six ConfigMaps with texts of a shape. */
export function buildTree(app: App, tree: string, size: string): void {
  TREES[tree](app, Number(size));
}

/** Writes a tree of a size by an app. */
export function writeTree(app: App, tree: string, size: string): void {
  buildTree(app, tree, size);
  app.synth();
}

function configMaps(texts: Texts) {
  return (app: App, size: number) => {
    for (let index = 0; index < size; index++) {
      const chart = new Chart(app, `app-${index}`);
      for (let place = 0; place < CONFIG_MAPS; place++) {
        const metadata = { name: `app-${index}-${place}`, namespace: `team-${index % 50}` };
        const data = { content: texts(index * CONFIG_MAPS + place) };
        new ApiObject(chart, `config-${place}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
      }
    }
  };
}

function settings(chart: Chart, name: string): ApiObject {
  const metadata = { name, namespace: 'layers' };
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { layer: name } });
}

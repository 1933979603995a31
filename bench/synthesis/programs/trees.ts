import { ApiObject, App, Chart } from 'cdk8s';
import { applicationOf, manifestsOf } from './application';

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
};

/** Writes a tree of a size by an app. */
export function writeTree(app: App, tree: string, size: string): void {
  TREES[tree](app, Number(size));
  app.synth();
}

function settings(chart: Chart, name: string): ApiObject {
  const metadata = { name, namespace: 'layers' };
  return new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { layer: name } });
}

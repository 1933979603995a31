import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Config, ProductionApp, ProductionNamespace, ProductionService } from '../../../src';
import { RenderedDocuments } from '../../../src/internal/tree/rendered-documents';
import { IMAGE } from '../../support/render';

describe('the documents of a tree', () => {
  it('are rendered once while something is done, and anew at other times', () => {
    const { object, renders } = counted(new App());
    const documents = RenderedDocuments.of(object);
    documents.during(() => {
      expect(documents.documentOf(object)).toBe(documents.documentOf(object));
    });
    expect(renders()).toBe(1);
    documents.documentOf(object);
    expect(documents.documentOf(object)).not.toBe(documents.documentOf(object));
    expect(renders()).toBe(4);
  });

  it('are rendered anew after something failed', () => {
    const { object, renders } = counted(new App());
    const documents = RenderedDocuments.of(object);
    const broken = () => documents.during(() => {
      documents.documentOf(object);
      throw new Error('broken');
    });
    expect(broken).toThrow('broken');
    documents.documentOf(object);
    documents.documentOf(object);
    expect(renders()).toBe(3);
  });

  it('are rendered once by a ProductionApp, also where others are derived from them', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'shop');
    new ProductionNamespace(chart, 'shop');
    const api = new ProductionService(chart, 'api', { image: IMAGE, config: Config.files({ a: '1' }) });
    api.patch(api.configMap!, JsonPatch.replace('/data/a', '2'));
    const renders = countRenders(ApiObject.of(api.configMap!));
    // Validation looks at what a patch makes of it before.
    app.synthYaml();
    expect(renders()).toBe(1);
  });
});

function counted(app: App): { object: ApiObject; renders: () => number } {
  const object = new ApiObject(new Chart(app, 'shop'), 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
  return { object, renders: countRenders(object) };
}

function countRenders(object: ApiObject): () => number {
  let count = 0;
  const render = object.toJson.bind(object);
  object.toJson = () => {
    count++;
    return render();
  };
  return () => count;
}

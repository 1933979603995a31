import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { FileLayout, ProductionApp, ProductionAppProps, ProductionNamespace } from '../../src';
import { messageOf } from '../support/errors';
import { filesIn, inFolder } from '../support/system/folders';

const CLUSTERS = { layout: FileLayout.CLUSTERS };

describe('FileLayout.CLUSTERS', () => {
  it('gives each chart a file in the folder of its cluster and section', () => {
    expect(written(CLUSTERS, (app) => {
      const [eu, us] = ['prod-eu', 'prod-us'].map((id) => new Construct(new Construct(app, id), 'apps'));
      [eu, us].forEach((section) => object(new Chart(section, 'shop')));
    })).toEqual(['clusters/prod-eu/apps/shop.yaml', 'clusters/prod-us/apps/shop.yaml']);
  });

  it('has the same things in two clusters, of an app for each', () => {
    const build = (app: App, cluster: string) => {
      const chart = new Chart(new Construct(new Construct(app, cluster), 'apps'), 'shop');
      new ProductionNamespace(chart, 'shop');
    };
    expect(inFolder((outdir) => {
      for (const name of ['eu', 'us']) {
        const app = new ProductionApp({ ...CLUSTERS, name, outdir });
        build(app, name);
        app.synth();
      }
      return Object.keys(filesIn(outdir)).filter((name) => name.endsWith('.yaml'));
    })).toEqual(['clusters/eu/apps/shop.yaml', 'clusters/us/apps/shop.yaml']);
  });

  it('says that an app is judged as one cluster, where objects of two are the same', () => {
    const app = new ProductionApp(CLUSTERS);
    for (const cluster of ['eu', 'us']) {
      const chart = new Chart(new Construct(new Construct(app, cluster), 'apps'), 'shop');
      new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop' } });
    }
    expect(messageOf(() => app.synth())).toBe([
      'Nothing was written:',
      "  [us/apps/shop/map] 'name' must differ from that of the ConfigMap [eu/apps/shop/map], got \"shop\"; "
        + 'rename one of the two',
      "  [App] 'layout' must find one cluster where several have the same things, for an app is judged as one, "
        + 'got "eu, us"; make a ProductionApp for each, with a name of its own, and give all of them one outdir',
    ].join('\n'));
  });

  it('takes another extension where one is given', () => {
    expect(written({ ...CLUSTERS, outputFileExtension: '.yml' }, (app) => {
      object(new Chart(new Construct(new Construct(app, 'prod'), 'apps'), 'shop'));
    })).toEqual(['clusters/prod/apps/shop.yml']);
  });

  it('writes the same objects in the same order as cdk8s does', () => {
    const build = (app: App) => {
      const section = new Construct(new Construct(app, 'prod'), 'apps');
      const [last, first] = [new Chart(section, 'last'), new Chart(section, 'first')];
      [last, first].forEach(object);
      last.addDependency(first);
      return app.synthYaml() as string;
    };
    expect(build(new ProductionApp(CLUSTERS))).toBe(build(new App()));
  });

  it.each([
    ['a chart elsewhere', (app: App) => new Chart(app, 'shop'),
      "[shop] 'layout' must find a chart as <cluster>/<section>/<chart>, got \"shop\"; "
        + "make it below new Construct(new Construct(app, 'prod-eu'), 'apps')"],
    ['an id that is no name of a folder', (app: App) => new Chart(new Construct(new Construct(app, '..'), 'apps'), 'a'),
      "[../apps/a] 'layout' must find ids that are names of folders: letters, digits, -, _ and ., got \"..\"; "
        + 'change the id'],
  ])('refuses %s', (_, build, message) => {
    const app = new ProductionApp(CLUSTERS);
    build(app);
    expect(messageOf(() => app.synth())).toBe(message);
  });
});

function object(chart: Chart): void {
  new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: chart.node.path.replace(/\//g, '-') } });
}

function written(props: ProductionAppProps, build: (app: App) => void): string[] {
  return inFolder((outdir) => {
    const app = new ProductionApp({ ...props, outdir });
    build(app);
    app.synth();
    return Object.keys(filesIn(outdir)).filter((name) => !name.endsWith('/'));
  });
}

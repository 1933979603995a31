import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { ConfigMap, Deployment, Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ProductionApp, ProductionNamespace, ProductionService } from '../../src';
import { OUTPUT_TYPES, writtenByBoth } from '../support/cdk8s/both-apps';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE } from '../support/render';
import { withEnvironment } from '../support/system/environment';
import { filesIn, inFolder } from '../support/system/folders';

const LABELS = { app: 'web' };

describe('what cannot be written', () => {
  it.each([
    ['/dev/null', 'something of that name is there already', 'remove what is in the way, or choose another outdir,'],
    ['/dev/null/dist', 'there is no such file or folder', 'remove what is in the way, or choose another outdir,'],
    ['a\0b', 'nothing can be called so', 'mend that'],
  ])('is refused with its reason: %j', (outdir, problem, remedy) => {
    const message = messageOf(() => plant(new ProductionApp({ outdir })).synth());
    expect(message).toBe(`[App] 'outdir' must take what is written (${problem}), got ${JSON.stringify(outdir)};`
      + ` ${remedy} and run it again: what was there is as it was`);
  });

  it('is named where somebody else throws', () => {
    const app = new ProductionApp({ resolvers: [{ resolve: () => { throw new TypeError('no\nway'); } }] });
    const chart = new Chart(app, 'shop');
    new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
    chart.node.addValidation({ validate: () => { throw new Error('broken'); } });
    const remedy = 'see what throws it: a resolver, Lazy or validation';
    expectRefusal(app, `[shop] 'toJson' must give a manifest, got Error: broken; ${remedy}`);
  });
});

describe('ProductionApp', () => {
  it.each(OUTPUT_TYPES)('writes the same bytes as App with the YamlOutputType %i', (yamlOutputType) => {
    const [ours, theirs] = writtenByBoth(plant, { yamlOutputType });
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours).length).toBeGreaterThan(0);
  });

  it('writes the same bytes as App with every other option', () => {
    const [ours, theirs] = writtenByBoth(plant, { outputFileExtension: '.yml', recordConstructMetadata: true });
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours)).toContain('construct-metadata.json');
  });

  it('goes by the environment as App does', () => {
    const [ours, theirs] = [ProductionApp, App].map((type) => inFolder((outdir) => (
      withEnvironment({ CDK8S_OUTDIR: outdir, CDK8S_RECORD_CONSTRUCT_METADATA: 'true' }, () => {
        plant(new type()).synth();
        const first = filesIn(outdir);
        const second = path.join(outdir, 'second');
        plant(new type({ outdir: second, recordConstructMetadata: false, outputFileExtension: '.x' })).synth();
        return { first, second: filesIn(second) };
      })
    )));
    expect(ours.first).toEqual(theirs.first);
    expect(Object.keys(ours.first)).toContain('construct-metadata.json');
    expect(ours.second).toEqual(theirs.second);
  });

  it('writes names that leave no room for more, as App does', () => {
    const name = 'n'.repeat(230);
    const [ours, theirs] = writtenByBoth((app) => configMap(new Chart(app, 'shop'), 'long', name), {
      yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
    });
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours)).toEqual([`ConfigMap.${name}.k8s.yaml`]);
  });

  it.each(['/../x', '/x.yaml', '\\x', '\n', '\0'])('refuses %j where names of files end', (outputFileExtension) => {
    expect(messageOf(() => new ProductionApp({ outputFileExtension })))
      .toBe("[App] 'outputFileExtension' must be the end of a file name, without / or \\ or a control character, "
        + `got ${JSON.stringify(outputFileExtension)}; write one such as ".k8s.yaml"`);
  });

  it('says by its name which files are its own', () => {
    inFolder((outdir) => {
      plant(new ProductionApp({ outdir, name: 'shop' })).synth();
      const files = fs.readFileSync(path.join(outdir, '.preflight-files.shop'), 'utf8');
      expect(files).toBe(Object.keys(filesIn(outdir)).map((file) => `${file}\n`).join(''));
    });
  });

  it.each(['', 'Shop', 'a.b', '../x', 'a'.repeat(64)])('refuses to be called %j', (name) => {
    expect(messageOf(() => new ProductionApp({ name }))).toMatch(/^\[App\] 'name' must .+, got ".*"; /);
  });

  it('gives the same text as App', () => {
    expect(plant(new ProductionApp()).synthYaml()).toBe(plant(new App()).synthYaml());
  });

  it('writes the same bytes twice', () => {
    const app = plant(new ProductionApp());
    expect(app.synthYaml()).toBe(app.synthYaml());
  });

  it.each([['without charts', () => undefined], ['with an empty chart', (app: App) => new Chart(app, 'empty')]])(
    'is content %s, as App is', (_, build) => {
      const [ours, theirs] = writtenByBoth(build);
      expect(ours).toEqual(theirs);
    },
  );
});

describe('a contradiction', () => {
  const build = (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    configMap(chart, 'one', 'same');
    configMap(chart, 'two', 'same');
    configMap(chart, 'three', 'Upper');
    deployment(chart, 'a', [{ containerPort: 8080 }]);
    deployment(chart, 'b', [{ containerPort: 8080 }]);
    service(chart, 9090);
  };
  const lines = [
    "[shop/two] 'name' must differ from that of the ConfigMap [shop/one], both in namespace \"shop\", "
      + 'got "same"; rename one of the two',
    "[shop/three] 'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), "
      + 'got "Upper"; choose such a name',
    "[shop/a] 'selector' must match the pods of one workload, not those of [shop/b] too, "
      + 'got {"matchLabels":{"app":"web"}}; give each a label of its own',
    "[shop/b] 'selector' must match the pods of one workload, not those of [shop/a] too, "
      + 'got {"matchLabels":{"app":"web"}}; give each a label of its own',
    "[shop/service] 'ports' must lead to a port of a container of [shop/a], [shop/b], got 9090; "
      + 'add it to the container, or correct targetPort',
  ];

  it('is refused together with all others, each with the paths of both', () => {
    const app = new ProductionApp();
    build(app);
    expect(messageOf(() => app.synthYaml()).split('\n'))
      .toEqual(['Nothing was written:', ...lines.map((line) => `  ${line}`)]);
    for (const line of lines) expect(line).toMatch(NAMED_ERROR);
  });

  it('writes nothing, not even the folder', () => {
    inFolder((folder) => {
      const outdir = path.join(folder, 'dist');
      const app = new ProductionApp({ outdir });
      build(app);
      expect(messageOf(() => app.synth())).toMatch(/^Nothing was written:/);
      expect(fs.existsSync(outdir)).toBe(false);
    });
  });

  it.each(OUTPUT_TYPES)('leaves an earlier output as it was, with the YamlOutputType %i', (yamlOutputType) => {
    inFolder((outdir) => {
      plant(new ProductionApp({ outdir, yamlOutputType })).synth();
      const before = filesIn(outdir);
      const app = new ProductionApp({ outdir, yamlOutputType });
      build(app);
      expect(() => app.synth()).toThrow();
      expect(filesIn(outdir)).toEqual(before);
    });
  });

  it('is found across charts', () => {
    const app = new ProductionApp();
    for (const id of ['one', 'two']) configMap(new Chart(app, id, { namespace: 'shop' }), 'object', 'same');
    expectRefusal(app, "[two/object] 'name' must differ from that of the ConfigMap [one/object], both in namespace "
      + '"shop", got "same"; rename one of the two');
  });

  it('is found between an object of ours and one of cdk8s-plus', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ProductionService(chart, 'api', { image: IMAGE });
    new Service(chart, 'plus', { metadata: { name: 'api' }, ports: [{ port: 80 }] });
    expectRefusal(app, "[shop/plus] 'name' must differ from that of the Service [shop/api/Service], "
      + 'both in namespace "shop", got "api"; rename one of the two');
  });

  it('is found in objects of cdk8s-plus alone', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    for (const id of ['a', 'b']) new ConfigMap(chart, id, { metadata: { name: 'same' } });
    expect(messageOf(() => app.synthYaml()))
      .toContain("[shop/b] 'name' must differ from that of the ConfigMap [shop/a]");
  });

  it('is found in what a patch made', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    configMap(chart, 'one', 'first').addJsonPatch(JsonPatch.replace('/metadata/name', 'second'));
    configMap(chart, 'two', 'second');
    expect(messageOf(() => app.synthYaml()))
      .toContain("[shop/two] 'name' must differ from that of the ConfigMap [shop/one]");
  });

  it('waits for what constructs find themselves, all of it at once', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const namespace = new ProductionNamespace(chart, 'shop');
    namespace.patch(namespace.resource, JsonPatch.remove('/spec'));
    namespace.patch(namespace.limitRange, JsonPatch.remove('/data'));
    new Construct(chart, 'foreign').node.addValidation({ validate: () => ['says this', 'and that'] });
    expect(messageOf(() => app.synthYaml()).split('\n')).toEqual([
      'Nothing was written:',
      "  [shop/shop] 'patch' must address what is there (nothing is at /spec), "
        + 'got {"op":"remove","path":"/spec"}; compare it with the synthesized manifest, or remove it',
      "  [shop/shop/LimitRange] 'patch' must address what is there (nothing is at /data), "
        + 'got {"op":"remove","path":"/data"}; compare it with the synthesized manifest, or remove it',
      '  [shop/foreign] says this',
      '  [shop/foreign] and that',
    ]);
  });

  it('of charts that depend on one another leaves an earlier output as it was', () => {
    inFolder((outdir) => {
      plant(new ProductionApp({ outdir })).synth();
      const before = filesIn(outdir);
      const app = new ProductionApp({ outdir });
      configMap(new Chart(app, 'aaa'), 'object', 'object');
      const chart = new Chart(app, 'shop');
      const [one, two] = [configMap(chart, 'one', 'one'), configMap(chart, 'two', 'two')];
      one.addDependency(two);
      two.addDependency(one);
      expect(() => app.synth()).toThrow();
      expect(filesIn(outdir)).toEqual(before);
    });
  });

  it('does not stop App, which writes it', () => {
    const app = new App();
    build(app);
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function expectRefusal(app: App, expected: string): void {
  const [head, ...lines] = messageOf(() => app.synthYaml()).split('\n  ');
  expect([head, ...lines]).toEqual(['Nothing was written:', expected]);
  expect(lines[0]).toMatch(NAMED_ERROR);
}

/** Charts with dependencies, late values, objects without names, and everything of ours. */
function plant<T extends App>(app: T): T {
  const data = new Chart(app, 'data', { namespace: 'data', labels: { chart: 'data' } });
  const late: string[] = [];
  const config = new ApiObject(data, 'late', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    data: Lazy.any({ produce: () => ({ list: late.join() }) }),
  });
  late.push('a', 'b: "c"');
  const shop = new Chart(app, 'shop');
  new ProductionNamespace(shop, 'shop');
  new ProductionService(shop, 'api', { image: IMAGE }).node.addDependency(config);
  const metadata = { namespace: 'shop' };
  new Deployment(shop, 'plus', { metadata, containers: [{ image: IMAGE, portNumber: 8080 }] }).exposeViaService();
  new Chart(shop, 'nested');
  new ApiObject(shop, 'cluster', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules: [] });
  return app;
}

function configMap(chart: Chart, id: string, name: string): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}

function deployment(chart: Chart, id: string, ports: object[]): ApiObject {
  return new ApiObject(chart, id, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: id },
    spec: {
      selector: { matchLabels: LABELS },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'web', image: IMAGE, ports }] } },
    },
  });
}

function service(chart: Chart, targetPort: number): ApiObject {
  const spec = { selector: LABELS, ports: [{ port: 80, targetPort }] };
  return new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'service' }, spec });
}

import { App, Chart, JsonPatch } from 'cdk8s';
import {
  Address, Config, Environment, Platform, ProductionApp, ProductionNamespace, ProductionService, ProductionServiceProps,
  ProductionWorker, SecretKey, SharedConfig, StatefulService, UseConfigOptions,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, only, readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

type Use = (api: ProductionService, shared: SharedConfig) => unknown;

const HASH = 'preflight/config-hash';

describe('a SharedConfig', () => {
  it('writes a ConfigMap', () => {
    expect(render((chart) => { environment(chart); })).toEqual([{
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'environment',
        namespace: 'shop',
        labels: {
          'app.kubernetes.io/name': 'environment',
          'app.kubernetes.io/part-of': 'shop',
          'app.kubernetes.io/managed-by': 'cdk8s-preflight',
          'environment': 'production',
        },
      },
      data: { REGION: 'north' },
      immutable: false,
    }]);
  });

  it('is called as it is told, and labelled by its platform', () => {
    const [{ metadata }] = render((chart) => {
      Platform.configure(chart, { environment: Environment.STAGING, ownership: { team: 'shop' } });
      new SharedConfig(chart, 'x', { name: 'shop.defaults', config: Config.environment({}) });
    });
    expect(metadata.name).toBe('shop.defaults');
    expect(metadata.labels).toMatchObject({ environment: 'staging', team: 'shop' });
  });

  it('may have a name that no label can hold', () => {
    const name = `${'a.'.repeat(126)}a`;
    const [{ metadata }] = render((chart) => new SharedConfig(chart, name, { config: Config.environment({}) }));
    expect(metadata.name).toBe(name);
    expect(metadata.labels['app.kubernetes.io/name']).toMatch(/^(a\.){27}-[0-9a-f]{8}$/);
  });

  it('belongs to the nearest namespace', () => {
    const app = new ProductionApp();
    environment(new ProductionNamespace(new Chart(app, 'all'), 'pay'));
    expect(only(readYaml(app.synthYaml()), 'ConfigMap').metadata.namespace).toBe('pay');
  });

  it('can be changed afterwards', () => {
    const found = render((chart) => {
      const shared = environment(chart);
      shared.configMap.addData('LEVEL', 'info');
      shared.patch(shared.configMap, JsonPatch.replace('/data/REGION', 'south'));
      shared.waive('config-map-holds-no-secret', 'for a test');
    });
    expect(found[0].data).toEqual({ REGION: 'south', LEVEL: 'info' });
    expect(found[0].metadata.annotations).toEqual({ 'preflight/waive.config-map-holds-no-secret': 'for a test' });
  });

  it.each([
    ['name', JsonPatch.replace('/metadata/name', 'x'), 'environment'],
    ['namespace', JsonPatch.replace('/metadata/namespace', 'x'), 'shop'],
  ])('keeps the %s by which workloads take it', (field, patch, value) => {
    const { app, chart } = stage();
    const shared = environment(chart);
    shared.patch(shared.configMap, patch);
    expect(messageOf(() => app.synthYaml())).toContain('[shop/environment] \'patch\' must let'
      + ` 'metadata.${field}' stay "${value}", for workloads of the namespace take it by that, got`);
  });

  it.each<[string, (chart: Chart) => unknown, string]>([
    ['of a name that is none', (chart) => new SharedConfig(chart, 'A B', { config: Config.files({}) }),
      "[shop/A B] 'name' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), got \"A B\";"
      + ' choose such a name'],
    ['of variables that are none',
      (chart) => new SharedConfig(chart, 'x', { config: Config.environment({ 'A-B': '' }) }),
      "[shop/x] 'config' must hold names of environment variables (letters, digits and _, no digit first), got \"A-B\";"
      + ' choose such a name'],
    ['without a namespace', (chart) => environment(new Chart(chart, 'other')),
      "[shop/other/environment] 'namespace' must be known, got nothing; declare a ProductionNamespace above or before"
      + ' it, or give the chart a namespace'],
  ])('%s is refused', (_, act, message) => {
    expect(messageOf(() => act(stage().chart))).toBe(message);
  });
});

describe('useConfig', () => {
  it('gives variables to every workload that calls it, beside its own', () => {
    const found = render((chart) => {
      const shared = environment(chart);
      const api = service(chart, { config: Config.environment({ OWN: '1' }), env: { A: '$(REGION)-$(OWN)' } });
      const mailer = new ProductionWorker(chart, 'mailer', { image: IMAGE });
      const store = new StatefulService(chart, 'store', {
        image: IMAGE, ports: [{ name: 'http', containerPort: 8080 }], claims: [],
      });
      [api, mailer, store].forEach((workload) => workload.useConfig(shared));
    });
    const [api, mailer, store] = ['api', 'mailer', 'store'].map((name) => templateOf(found, name));
    const reference = { configMapRef: { name: 'environment' } };
    expect(api.spec.containers[0].envFrom).toEqual([{ configMapRef: { name: 'api' } }, reference]);
    for (const { spec } of [mailer, store]) expect(spec.containers[0].envFrom).toEqual([reference]);
  });

  it('gives files, where the configuration or the workload wants them', () => {
    const found = render((chart) => {
      const config = Config.files({ 'ca.crt': 'x' }, { mountPath: '/etc/ca' });
      const shared = new SharedConfig(chart, 'ca', { config });
      const api = service(chart, { config: Config.files({ a: 'b' }) });
      api.useConfig(shared);
      new ProductionWorker(chart, 'mailer', { image: IMAGE }).useConfig(shared, { mountPath: '/opt/ca' });
    });
    const [api, mailer] = ['api', 'mailer'].map((name) => templateOf(found, name).spec);
    expect(api.volumes).toContainEqual({ name: 'etc-ca', configMap: { name: 'ca' } });
    expect(api.containers[0].volumeMounts).toContainEqual({ name: 'etc-ca', mountPath: '/etc/ca', readOnly: true });
    expect(mailer.volumes).toContainEqual({ name: 'opt-ca', configMap: { name: 'ca' } });
    expect(mailer.containers[0].volumeMounts).toContainEqual({ name: 'opt-ca', mountPath: '/opt/ca', readOnly: true });
  });

  it('gives files that stand beside others, wherever they are wanted', () => {
    const found = render((chart) => {
      const config = Config.files({ 'ca.crt': 'x' }, { keepFolder: true });
      const shared = new SharedConfig(chart, 'ca', { config });
      service(chart, { config: Config.files({ a: 'b' }, { keepFolder: true }) }).useConfig(shared);
      new ProductionWorker(chart, 'mailer', { image: IMAGE }).useConfig(shared, { mountPath: '/etc/ssl' });
    });
    const places = ['api', 'mailer'].map((name) => templateOf(found, name).spec.containers[0].volumeMounts.slice(1)
      .map(({ mountPath, subPath }: Manifest) => [mountPath, subPath]));
    expect(places).toEqual([
      [['/etc/config/a', 'a'], ['/etc/config/ca.crt', 'ca.crt']], [['/etc/ssl/ca.crt', 'ca.crt']],
    ]);
  });

  it('may be called for several', () => {
    const found = render((chart) => {
      const api = service(chart);
      api.useConfig(environment(chart));
      api.useConfig(new SharedConfig(chart, 'more', { config: Config.environment({ LEVEL: 'info' }) }));
      api.useConfig(new SharedConfig(chart, 'files', { config: Config.files({ a: 'b' }) }));
    });
    const { containers: [{ envFrom, volumeMounts }] } = templateOf(found, 'api').spec;
    expect(envFrom.map(({ configMapRef }: Manifest) => configMapRef.name)).toEqual(['environment', 'more']);
    expect(volumeMounts).toContainEqual({ name: 'etc-config', mountPath: '/etc/config', readOnly: true });
  });

  it.each<[string, (shared: SharedConfig) => void]>([
    ['another value', (shared) => shared.patch(shared.configMap, JsonPatch.replace('/data/REGION', 'south'))],
    ['another entry', (shared) => shared.configMap.addData('LEVEL', 'info')],
    ['another document', (shared) => shared.mergePatch(shared.configMap, { data: { LEVEL: 'info' } })],
  ])('rolls the pods of all who use it, and nobody else, at %s', (_, change) => {
    const [before, after] = [() => undefined, change].map((act) => hashesOf(act));
    expect(before.other).toBeUndefined();
    expect(after.other).toBeUndefined();
    for (const name of ['api', 'mailer']) expect(after[name]).not.toBe(before[name]);
  });

  it('rolls pods by what they use, in whatever order they say so', () => {
    const hash = (use: (api: ProductionService, shared: SharedConfig[]) => void) => templateOf(render((chart) => {
      const two = ['a', 'b'].map((id) => new SharedConfig(chart, id, { config: Config.environment({ [id]: '1' }) }));
      use(service(chart), two);
    }), 'api').metadata.annotations[HASH];
    const inOrder = hash((api, shared) => shared.forEach((one) => api.useConfig(one)));
    expect(hash((api, shared) => [...shared].reverse().forEach((one) => api.useConfig(one)))).toBe(inOrder);
    expect(hash((api, [first]) => api.useConfig(first))).not.toBe(inOrder);
  });

  it.each(MINORS)('writes the same in the plain App of cdk8s, valid on %s', (kubernetesVersion) => {
    const [ours, plain] = [new ProductionApp(), new App()].map((app) => {
      Platform.configure(app, { kubernetesVersion });
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      service(chart, { config: Config.files({ a: 'b' }) }).useConfig(environment(chart));
      return app.synthYaml() as string;
    });
    expect(plain).toBe(ours);
    expect(readYaml(ours).flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it.each<[string, Partial<ProductionServiceProps>, Use, string]>([
    ['twice', {}, (api, shared) => [1, 2].forEach(() => api.useConfig(shared)),
      "'useConfig' must be given each ConfigMap once, got \"environment\"; remove one of the calls, or rename one of"
      + ' the two'],
    ['with a variable of env', { env: { REGION: 'x' } }, (api, shared) => api.useConfig(shared),
      "'useConfig' must name each environment variable once, got \"REGION\"; remove one of the two"],
    ['with a variable of its own configuration', { config: Config.environment({ REGION: 'x' }) },
      (api, shared) => api.useConfig(shared),
      "'useConfig' must name each environment variable once, got \"REGION\"; remove one of the two"],
    ['with a variable of another one', {}, (api, shared) => {
      api.useConfig(shared);
      api.useConfig(new SharedConfig(api, 'again', { config: Config.environment({ REGION: 'x' }) }));
    }, "'useConfig' must name each environment variable once, got \"REGION\"; remove one of the two"],
    ['with a variable that is added to it later', {}, (api, shared) => {
      api.addSecretVariable('TOKEN', SecretKey.of('a', 'b'));
      shared.configMap.addData('TOKEN', '');
      api.useConfig(shared);
    }, "'useConfig' must name each environment variable once, got \"TOKEN\"; remove one of the two"],
    ['before a Secret of the name', {}, (api, shared) => {
      api.useConfig(shared);
      api.addSecretVariable('REGION', SecretKey.of('a', 'b'));
    }, "'addSecretVariable' must name each environment variable once, got \"REGION\"; remove one of the two"],
    ['before an address of the name', {}, (api, shared) => {
      api.useConfig(shared);
      api.dependsOn(service(api, {}, 'other'), { addresses: [Address.host('REGION')] });
    }, "'dependsOn.addresses' must name each environment variable once, got \"REGION\"; remove one of the two"],
    ['of files at a folder that is taken', { config: Config.files({ a: 'b' }) },
      (api) => api.useConfig(new SharedConfig(api, 'files', { config: Config.files({ c: 'd' }) })),
      "'useConfig.mountPath' must be a folder that nothing is mounted at, got \"/etc/config\"; choose another one"],
    ['of files at a folder that is none', {}, (api) => useFiles(api, { mountPath: 'etc' }),
      "'useConfig.mountPath' must be an absolute folder below /, without a colon, without .. and without / at its end,"
      + ' got "etc"; write it like /var/cache/app'],
    ['of variables at a folder', {}, (api, shared) => api.useConfig(shared, { mountPath: '/etc/x' }),
      "'useConfig.mountPath' must come with files, got \"/etc/x\"; leave it out, or share Config.files"],
    ['of another namespace', {},
      (api) => api.useConfig(environment(new Chart(api.node.root as App, 'pay', { namespace: 'pay' }))),
      "'useConfig' must be given configuration of its own namespace, shop, got \"pay/environment in pay\"; make one for"
      + ' each namespace, for pods see no ConfigMap of another'],
  ])('%s is refused', (...[, props, act, complaint]) => {
    const { chart } = stage();
    const message = messageOf(() => act(service(chart, props), environment(chart)));
    expect(message).toBe(`[shop/api] ${complaint}`);
    expect(message).toMatch(NAMED_ERROR);
  });

  it('is refused where a patch adds a variable that is there', () => {
    const { app, chart } = stage();
    const shared = environment(chart);
    service(chart, { env: { LEVEL: 'debug' } }).useConfig(shared);
    shared.patch(shared.configMap, JsonPatch.add('/data/LEVEL', 'info'));
    expect(messageOf(() => app.synthYaml())).toContain("'env' must name each environment variable once, got \"LEVEL\"");
  });
});

function environment(scope: Chart | ProductionNamespace): SharedConfig {
  return new SharedConfig(scope, 'environment', { config: Config.environment({ REGION: 'north' }) });
}

function service(scope: Chart | ProductionService, props: Partial<ProductionServiceProps> = {}, id = 'api') {
  return new ProductionService(scope, id, { image: IMAGE, ...props });
}

function useFiles(api: ProductionService, options: UseConfigOptions): void {
  api.useConfig(new SharedConfig(api, 'files', { config: Config.files({ c: 'd' }) }), options);
}

/** The hashes of the pods of three workloads, of which two use the configuration. */
function hashesOf(change: (shared: SharedConfig) => void): Record<string, string | undefined> {
  const found = render((chart) => {
    const shared = environment(chart);
    change(shared);
    service(chart).useConfig(shared);
    new ProductionWorker(chart, 'mailer', { image: IMAGE }).useConfig(shared);
    service(chart, {}, 'other');
  });
  return Object.fromEntries(['api', 'mailer', 'other'].map((name) => (
    [name, templateOf(found, name).metadata.annotations[HASH]]
  )));
}

function templateOf(found: Manifest[], name: string): Manifest {
  const controller = found.find(({ kind, metadata }) => /Set$|^Deployment$/.test(kind) && metadata.name === name);
  return controller!.spec.template;
}

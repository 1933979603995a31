import { App, Chart, JsonPatch } from 'cdk8s';
import { ConfigMap, Deployment, Env, PersistentVolumeClaim, Secret, ServiceAccount, Volume } from 'cdk8s-plus-28';
import { ProductionApp, ProductionNamespace, ProductionService, SecretKey } from '../../../src';
import { messageOf, NAMED_ERROR, withoutHeading } from '../../support/errors';
import { IMAGE } from '../../support/render';

/** A service in `shop`, and a chart in another namespace or in none. */
type Build = (api: ProductionService, other: Chart, none: Chart) => unknown;

const POD = 'spec.template.spec';
const REMEDY = 'give that the namespace of the workload, or make it beside the workload';

describe('what a workload names in another namespace', () => {
  it.each<[string, Build, string]>([
    ['a ConfigMap for variables', ({ deployment: { containers: [main] } }, other) => (
      main.env.copyFrom(Env.fromConfigMap(new ConfigMap(other, 'config', { metadata: { name: 'config' } })))
    ), `'${POD}.containers[0].envFrom[0].configMapRef.name' must name a ConfigMap of its own namespace, shop, and`
      + ` [other/config] is in pay, got "config"; ${REMEDY}`],
    ['a ConfigMap in no namespace', (api, _, none) => {
      const config = new ConfigMap(none, 'config', { metadata: { name: 'config' } });
      api.deployment.containers[0].mount('/etc/x', Volume.fromConfigMap(api, 'X', config));
    }, `'${POD}.volumes[1].configMap.name' must name a ConfigMap of its own namespace, shop, and`
      + ` [none/config] is in no namespace, got "config"; ${REMEDY}`],
    ['a Secret in no namespace', (api, _, none) => {
      new Secret(none, 'secret', { metadata: { name: 'db' } });
      api.addSecretVariable('PASSWORD', SecretKey.of('db', 'password'));
    }, `'${POD}.containers[0].env[0].valueFrom.secretKeyRef.name' must name a Secret of its own namespace, shop, and`
      + ` [none/secret] is in no namespace, got "db"; ${REMEDY}`],
    ['a claim', (api, other) => {
      const claim = new PersistentVolumeClaim(other, 'claim', { metadata: { name: 'data' } });
      api.deployment.containers[0].mount('/data', Volume.fromPersistentVolumeClaim(api, 'Data', claim));
    }, `'${POD}.volumes[1].persistentVolumeClaim.claimName' must name a PersistentVolumeClaim of its own namespace,`
      + ` shop, and [other/claim] is in pay, got "data"; ${REMEDY}`],
  ])('is refused: %s', (_, build, complaint) => {
    const app = new ProductionApp();
    build(...worldIn(app));
    const said = withoutHeading(new Error(messageOf(() => app.synthYaml())));
    expect(said).toBe(`[shop/shop/api] ${complaint}`);
    expect(said).toMatch(NAMED_ERROR);
  });

  it.each<[string, Build]>([
    ['it is beside the workload too', (api, other) => {
      for (const chart of [other, new Chart(api, 'here', { namespace: 'shop' })]) {
        const config = new ConfigMap(chart, 'config', { metadata: { name: 'config' } });
        if (chart !== other) api.deployment.containers[0].env.copyFrom(Env.fromConfigMap(config));
      }
    }],
    ['it is not in the tree', (api) => (
      api.deployment.containers[0].env.copyFrom(Env.fromConfigMap(ConfigMap.fromConfigMapName(api, 'C', 'config')))
    )],
    ['it is declared to come from elsewhere, and another namespace has one of the name', (api, other) => {
      new Secret(other, 'secret', { metadata: { name: 'db' } });
      api.addSecretVariable('PASSWORD', SecretKey.of('db', 'password'));
    }],
    ['the check that says the same is waived', (api, other) => {
      const config = new ConfigMap(other, 'config', { metadata: { name: 'config' } });
      api.deployment.containers[0].env.copyFrom(Env.fromConfigMap(config));
      api.waive('config-map-exists', 'a controller copies it');
    }],
    ['it may be missing', (api, other) => {
      new ConfigMap(other, 'config', { metadata: { name: 'config' } });
      api.patch(api.deployment, JsonPatch.add('/spec/template/spec/containers/0/envFrom', [
        { configMapRef: { name: 'config', optional: true } },
      ]));
    }],
    ['another kind has the name', (api, other) => {
      new Secret(other, 'config', { metadata: { name: 'config' } });
      const config = ConfigMap.fromConfigMapName(api, 'C', 'config');
      api.deployment.containers[0].env.copyFrom(Env.fromConfigMap(config));
    }],
    ['the workload is none of ours', (_, other, none) => {
      const account = new ServiceAccount(other, 'account', { metadata: { name: 'x' } });
      new Deployment(none, 'theirs', {
        metadata: { namespace: 'elsewhere' }, serviceAccount: account, containers: [{ image: IMAGE }],
      });
    }],
  ])('is written where %s', (_, build) => {
    const app = new ProductionApp();
    build(...worldIn(app));
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function worldIn(app: App): Parameters<Build> {
  const namespace = new ProductionNamespace(new Chart(app, 'shop'), 'shop');
  const api = new ProductionService(namespace, 'api', { image: IMAGE });
  return [api, new Chart(app, 'other', { namespace: 'pay' }), new Chart(app, 'none')];
}

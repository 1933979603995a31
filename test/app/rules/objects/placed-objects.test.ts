import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, Include } from 'cdk8s';
import { ConfigMap, Secret } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ProductionApp, ProductionNamespace, ProductionService } from '../../../../src';
import { messageOf, NAMED_ERROR, withoutHeading } from '../../../support/errors';
import { IMAGE } from '../../../support/render';
import { inFolder } from '../../../support/system/folders';

const LANDS = 'or it lands in default, got nothing; write metadata.namespace, or give the chart the namespace';

describe('an object without a namespace', () => {
  it.each<[string, (app: App) => unknown, string]>([
    ['beside a ProductionNamespace', (app) => {
      const chart = new Chart(app, 'all');
      new ProductionNamespace(chart, 'shop');
      new ConfigMap(chart, 'config', { data: { a: 'b' } });
    }, `[all/config] 'metadata.namespace' must say the namespace of the ConfigMap, such as shop, ${LANDS}`],
    ['that is there before the namespace', (app) => {
      const chart = new Chart(app, 'all');
      new Secret(chart, 'secret');
      new ProductionNamespace(chart, 'shop');
    }, `[all/secret] 'metadata.namespace' must say the namespace of the Secret, such as shop, ${LANDS}`],
    ['below a ProductionNamespace', (app) => {
      const namespace = new ProductionNamespace(new Chart(app, 'all'), 'shop');
      apiObject(new Construct(namespace, 'deep'), 'rbac.authorization.k8s.io/v1', 'Role');
    }, `[all/shop/deep/Role] 'metadata.namespace' must say the namespace of the Role, such as shop, ${LANDS}`],
    ['below a workload', (app) => {
      const chart = new Chart(app, 'all');
      new ProductionNamespace(chart, 'shop');
      apiObject(new ProductionService(chart, 'api', { image: IMAGE }), 'monitoring.coreos.com/v1', 'PrometheusRule');
    }, "[all/api/PrometheusRule] 'metadata.namespace' must say the namespace of the PrometheusRule, such as shop,"
      + ` ${LANDS}`],
    ['beside two', (app) => {
      const chart = new Chart(app, 'all');
      ['shop', 'pay'].forEach((name) => new ProductionNamespace(chart, name));
      apiObject(chart, 'v1', 'ConfigMap');
    }, `[all/ConfigMap] 'metadata.namespace' must say the namespace of the ConfigMap, such as shop or pay, ${LANDS}`],
  ])('%s is refused', (_, build, message) => {
    const app = new ProductionApp();
    build(app);
    const said = withoutHeading(new Error(messageOf(() => app.synthYaml())));
    expect(said).toBe(message);
    expect(said).toMatch(NAMED_ERROR);
  });

  it.each<[string, (app: App) => unknown]>([
    ['in a tree without a namespace of ours', (app) => apiObject(new Chart(app, 'all'), 'v1', 'ConfigMap')],
    ['in another chart than the namespace', (app) => {
      new ProductionNamespace(new Chart(app, 'all'), 'shop');
      apiObject(new Chart(app, 'other'), 'v1', 'ConfigMap');
    }],
    ['of a kind that belongs to none, or may', (app) => {
      const chart = new Chart(app, 'all');
      new ProductionNamespace(chart, 'shop');
      apiObject(chart, 'storage.k8s.io/v1', 'StorageClass');
      apiObject(chart, 'example.com/v1', 'Anything');
    }],
    ['that comes from a file of others', (app) => inFolder((folder) => {
      const chart = new Chart(app, 'all');
      new ProductionNamespace(chart, 'shop');
      const url = path.join(folder, 'theirs.yaml');
      fs.writeFileSync(url, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: theirs}\n');
      new Include(chart, 'theirs', { url });
    })],
  ])('%s is written', (_, build) => {
    const app = new ProductionApp();
    build(app);
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('is written where the check that says the same is waived', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'all');
    new ProductionNamespace(chart, 'shop');
    const annotations = { 'preflight/waive.not-in-default-namespace': 'a test' };
    new ConfigMap(chart, 'config', { metadata: { annotations } });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('is one that says so: an explicit default is written, and so is what its chart says', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'all');
    new ProductionNamespace(chart, 'shop');
    new ConfigMap(chart, 'config', { metadata: { namespace: 'default' } });
    new ConfigMap(new Chart(chart, 'inner', { namespace: 'shop' }), 'config');
    expect(() => app.synthYaml()).not.toThrow();
  });
});

function apiObject(scope: Construct, apiVersion: string, kind: string): ApiObject {
  return new ApiObject(scope, kind, { apiVersion, kind, metadata: { name: 'x' } });
}

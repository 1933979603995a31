import { ApiObject, App, Chart } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import {
  ForeignSecretStore, KubesealOutput, ProductionApp, ProductionService, RemoteKey, SealedSecret, SecretKey,
  SyncedSecret, SyncedSecretTemplate,
} from '../../../src';
import { messageOf, NAMED_ERROR, withoutHeading } from '../../support/errors';
import { IMAGE } from '../../support/render';
import { sealedManifest } from '../../support/secrets/sealed-manifests';

type Build = (chart: Chart, api: ProductionService) => unknown;

function synced(chart: Chart, template?: SyncedSecretTemplate): SyncedSecret {
  const keys = { user: RemoteKey.of('shop/db'), password: RemoteKey.of('shop/db') };
  return new SyncedSecret(chart, 'db', { store: ForeignSecretStore.ofCluster('vault'), keys, template });
}

function sealed(chart: Chart): SealedSecret {
  return new SealedSecret(chart, 'sealed', { sealed: KubesealOutput.manifest(sealedManifest()) });
}

function certificate(chart: Chart, secretName: string): ApiObject {
  const object = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'web' } };
  return new ApiObject(chart, 'Web', { ...object, spec: { secretName, issuerRef: { name: 'ca' }, dnsNames: ['web'] } });
}

/** Writes the key `token` into the Secret `db`. */
function written(chart: Chart, creationPolicy: string): ApiObject {
  const data = [{ secretKey: 'token', remoteRef: { key: 'shop/db' } }];
  const object = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'more' } };
  return new ApiObject(chart, 'More', {
    ...object, spec: { secretStoreRef: { name: 'vault' }, target: { name: 'db', creationPolicy }, data },
  });
}

function appWith(build: Build): App {
  const app = new ProductionApp();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  build(chart, new ProductionService(chart, 'api', { image: IMAGE }));
  return app;
}

const OTHER = 'remove one of the two, or give it another name';
const POD = 'spec.template.spec';

describe('it refuses', () => {
  it.each<[string, Build, string]>([
    ['a Secret that is synced too', (chart) => {
      synced(chart);
      new Secret(chart, 'own', { metadata: { name: 'db' } });
    }, "[shop/own] 'name' must name a Secret that nothing else makes, and the ExternalSecret [shop/db] makes it, "
      + `got "db"; ${OTHER}`],
    ['a Secret that two make', (chart) => {
      synced(chart);
      certificate(chart, 'db');
    }, "[shop/Web] 'name' must name a Secret that nothing else makes, and the ExternalSecret [shop/db] makes it, "
      + `got "web"; ${OTHER}`],
    ['a variable of a key that is not synced', (chart, api) => {
      synced(chart);
      api.addSecretVariable('A', SecretKey.of('db', 'token'));
    }, `[shop/api] '${POD}.containers[0].env[0].valueFrom.secretKeyRef.key' must be a key of the Secret db, which `
      + '[shop/db] makes, got "token"; write one of password, user, or add it there'],
    ['a file of a key that its template does not write', (chart, api) => {
      synced(chart, { data: { url: 'postgres://{{ .user }}:{{ .password }}@db' } });
      api.mountSecret('db', '/etc/db', { keys: { password: 'password' } });
    }, `[shop/api] '${POD}.volumes[1].secret.items[0].key' must be a key of the Secret db, which [shop/db] makes, `
      + 'got "password"; write one of url, or add it there'],
    ['keys that the operator does not let another ExternalSecret write', (chart) => {
      synced(chart);
      written(chart, 'Merge');
    }, "[shop/More] 'spec.target.name' must name a Secret that no other ExternalSecret owns, and [shop/db] "
      + 'does, got "db"; write all of its keys in that one, or give this one a Secret of its own'],
    ['a file of a key that is not sealed', (chart, api) => {
      sealed(chart);
      api.mountSecret('database', '/etc/db', { keys: { passwort: 'password' } });
    }, `[shop/api] '${POD}.volumes[1].secret.items[0].key' must be a key of the Secret database, which [shop/sealed] `
      + 'makes, got "passwort"; write one of password, username, or add it there'],
  ])('%s', (_, build, complaint) => {
    const said = withoutHeading(new Error(messageOf(() => appWith(build).synthYaml())));
    expect(said).toBe(complaint);
    expect(said).toMatch(NAMED_ERROR);
  });
});

describe('it lets pass', () => {
  it.each<[string, Build]>([
    ['keys that are there, whichever is made first', (chart, api) => {
      api.addSecretVariable('A', SecretKey.of('db', 'user'));
      api.mountSecret('db', '/etc/db', { keys: { password: 'password' } });
      synced(chart);
    }],
    ['keys that an ExternalSecret writes into a Secret of others', (chart, api) => {
      api.addSecretVariable('A', SecretKey.of('db', 'token'));
      api.addSecretVariable('B', SecretKey.of('db', 'url'));
      new Secret(chart, 'own', { metadata: { name: 'db' }, stringData: { url: 'http://db' } });
      written(chart, 'Merge');
    }],
    ['keys beside those of a Certificate', (chart, api) => {
      api.addSecretVariable('A', SecretKey.of('db', 'token'));
      certificate(chart, 'db');
      written(chart, 'Merge');
    }],
    ['keys beside those of a SyncedSecret that owns none', (chart, api) => {
      api.addSecretVariable('A', SecretKey.of('db', 'token'));
      const database = synced(chart);
      database.mergePatch(database.externalSecret, { spec: { target: { creationPolicy: 'Orphan' } } });
      written(chart, 'Merge');
    }],
    ['keys of what nobody knows', (_, api) => api.addSecretVariable('A', SecretKey.of('other', 'token'))],
    ['keys of a certificate', (chart, api) => {
      certificate(chart, 'web-tls');
      api.mountSecret('web-tls', '/etc/tls', { keys: { 'keystore.p12': 'keystore.p12' } });
    }],
    ['a Secret that its controller is to take over', (chart) => {
      sealed(chart);
      const annotations = { 'sealedsecrets.bitnami.com/managed': 'true' };
      new Secret(chart, 'own', { metadata: { name: 'database', annotations } });
    }],
  ])('%s', (_, build) => {
    expect(() => appWith(build).synthYaml()).not.toThrow();
  });
});

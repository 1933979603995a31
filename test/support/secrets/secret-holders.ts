import { FakeSecret } from './fake-secrets';
import { JsonObject } from '../../../src/internal/values/json';

const REGISTRATION = 'admissionregistration.k8s.io/v1';

/** Where each place is, in an object that has nothing else. */
const PLACES: Readonly<Record<string, (fake: FakeSecret) => JsonObject>> = {
  env: ({ name, value }) => workload({ env: [{ name, value }] }),
  form: ({ value }) => workload({ env: [{ name: 'VALUE', value }] }),
  command: ({ words }) => workload({ command: words }),
  header: ({ name, value }) => workload({ livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name, value }] } } }),
  config: ({ name, value }) => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { [name]: value } }),
  line: ({ name, value }) => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { [name]: `${value}\n` } }),
  binaryData: ({ name, value }) => ({ apiVersion: 'v1', kind: 'ConfigMap', binaryData: { [name]: value } }),
  annotation: ({ name, value }) => service({ annotations: { [name]: value } }),
  label: ({ name, value }) => service({ labels: { [name]: value } }),
  attribute: ({ name, value }) => volume({ csi: { volumeAttributes: { [name]: value } } }),
  option: ({ value }) => volume({ mountOptions: ['ro', value] }),
  parameter: ({ name, value }) => (
    { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', parameters: { [name]: value } }
  ),
  address: ({ value }) => (
    { apiVersion: REGISTRATION, kind: 'ValidatingWebhookConfiguration', webhooks: [{ clientConfig: { url: value } }] }
  ),
  host: ({ value }) => ({ ...service({}), spec: { externalName: value } }),
  image: ({ value }) => workload({ image: value }),
  key: ({ value }) => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { [value]: 'x' } }),
  field: ({ name, value }) => ({ apiVersion: 'example.com/v1', kind: 'Thing', spec: { [name]: value } }),
};

/** An object that holds a value where its place is, and nothing else. */
export function holderOf(fake: FakeSecret, name: string): JsonObject {
  const { metadata, ...object } = PLACES[fake.place](fake);
  return { ...object, metadata: { ...metadata, name, namespace: 'shop' } };
}

function volume(spec: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'PersistentVolume', spec };
}

function service(metadata: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Service', metadata };
}

/** A workload with one container. */
export function workload(container: JsonObject): JsonObject {
  const containers = [{ name: 'main', image: 'registry.example.com/shop/api:1.2.3', ...container }];
  return { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers } } } };
}

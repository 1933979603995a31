import { ObjectReference } from '../../../checks/facts/references/object-reference';
import { secretReferences } from '../../../checks/facts/references/pod-references';
import { tlsReferences } from '../../../checks/facts/references/tls-references';
import { Cluster } from '../../../checks/model/cluster';
import { Manifest } from '../../../checks/model/manifest';
import { isMap } from '../../../checks/model/values/plain-data';

export const STORES = ['external-secrets.io/SecretStore', 'external-secrets.io/ClusterSecretStore'];
const WITH_CERTIFICATES = [
  'networking.k8s.io/Ingress', 'gateway.networking.k8s.io/Gateway', 'gateway.networking.k8s.io/ListenerSet',
];
const OF_OPERATOR = ['AlertmanagerConfig', 'PodMonitor', 'Probe', 'ScrapeConfig', 'ServiceMonitor']
  .map((kind) => `monitoring.coreos.com/${kind}`);
const OF_CONFIG_MAP = /\.configMap$/;

/** What an object takes of the Secrets of a namespace. */
export interface TakenSecrets {
  readonly taker: Manifest;
  readonly namespace: string;
  readonly references: readonly ObjectReference[];
}

/** What the objects of a tree take of Secrets. */
export function takenSecrets(cluster: Cluster): TakenSecrets[] {
  const ofKinds = (kinds: readonly string[]) => kinds.flatMap((kind) => cluster.ofKind(kind));
  const takenBy = (taker: Manifest, references: ObjectReference[], namespace = taker.namespace) => (
    { taker, namespace, references }
  );
  return [
    ...cluster.podOwners.map((taker) => takenBy(taker, secretReferences(taker.pods))),
    ...ofKinds(WITH_CERTIFICATES).map((taker) => takenBy(taker, tlsReferences(taker))),
    ...ofKinds([...STORES, ...OF_OPERATOR]).flatMap((taker) => (
      selectedKeys(taker.spec, 'spec').map(({ namespace, ...reference }) => takenBy(taker, [reference], namespace))
    )),
  ];
}

interface SelectedKey extends ObjectReference {
  readonly namespace?: string;
}

/** Whatever the field is called, such a selector has a name and a key. */
function selectedKeys(value: unknown, path: string): SelectedKey[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => selectedKeys(item, `${path}[${index}]`));
  if (!isMap(value) || value.type === 'ConfigMap' || OF_CONFIG_MAP.test(path)) return [];
  const { name, key, namespace, optional } = value;
  const isSelector = typeof name === 'string' && typeof key === 'string' && optional !== true;
  return [
    ...isSelector ? [{ kind: 'Secret', name, entry: key, path: `${path}.key`, namespace: namespaceIn(namespace) }] : [],
    ...Object.entries(value).flatMap(([field, inner]) => selectedKeys(inner, `${path}.${field}`)),
  ];
}

function namespaceIn(namespace: unknown): string | undefined {
  return typeof namespace === 'string' ? namespace : undefined;
}

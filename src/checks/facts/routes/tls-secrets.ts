import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { listOf, mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import type { TlsSecret } from '../references/tls-references';
import { madeSecret } from '../secrets/made-secrets';

/** By these, cert-manager makes a Certificate for each Secret that the object names. */
const ISSUERS = [
  'cert-manager.io/issuer', 'cert-manager.io/cluster-issuer', 'kubernetes.io/tls-acme',
  'certmanager.k8s.io/issuer', 'certmanager.k8s.io/cluster-issuer',
];

/** By these, a Secret is a copy of another one, whatever stands in its manifest. */
const COPIED = [
  'replicator.v1.mittwald.de/replicate-from', 'replicator.v1.mittwald.de/replicated-at',
  'reflector.v1.k8s.emberstack.com/reflects', 'kubed.appscode.com/origin',
];

/** Whether some machine writes a certificate again; undefined where what does may not be here. */
export function isRenewed({ namespace, name }: TlsSecret, owner: Manifest, cluster: Cluster): boolean | undefined {
  if (ISSUERS.some((key) => isSaid(owner.annotations[key]))) return true;
  const makers = madeSecret(cluster, namespace, name)?.makers ?? [];
  // What is sealed was written once, by whoever had the key.
  if (makers.length > 0) return makers.some(({ kind }) => kind !== 'SealedSecret');
  const secret = cluster.named('Secret', namespace, name);
  if (secret === undefined) return undefined;
  const { annotations, content: { data, stringData } } = secret;
  // What cert-manager or somebody else already writes into is among the objects of a cluster.
  const said = Object.keys(annotations).filter((key) => isSaid(annotations[key]));
  const isWritten = said.some((key) => key.startsWith('cert-manager.io/'))
    || listOf(mapOf(secret.content.metadata).ownerReferences).length > 0;
  if (isWritten) return true;
  const isEmpty = [data, stringData].flatMap((texts) => Object.values(mapOf(texts))).every((text) => !text);
  return isEmpty || COPIED.some((key) => annotations[key] !== undefined) ? undefined : false;
}

/** An annotation that is empty names nobody, and one that is false asks for nothing. */
function isSaid(value: unknown): boolean {
  return !['', 'false'].includes(textOf(value));
}

import { Cluster } from './cluster';
import { waitFor } from './wait';
import { ManifestDocument } from '../../src/cli/dry-run/manifest-file';
import { messageOf } from '../../src/cli/dry-run/verdict';

const WAIT_SECONDS = 60;
const COLLECTION = '/api/v1/namespaces';
/** No API server lets go of them. */
const LASTING = ['kube-system', 'default'];

/** Makes the namespace of an object where no document does, closed to all pods that are not `restricted`. */
export async function ensureNamespace(
  cluster: Cluster,
  { namespace }: ManifestDocument,
  documents: readonly ManifestDocument[],
): Promise<void> {
  if (namespace === undefined) return;
  const isDeclared = documents.some(({ kind, name }) => kind === 'Namespace' && name === namespace);
  if (!isDeclared) await createRestricted(cluster, namespace);
  await untilServiceAccountExists(cluster, namespace);
}

/** Has namespaces removed with all that is in them, which takes the server a while; those of every cluster stay. */
export async function deleteNamespaces(cluster: Cluster, names: readonly string[]): Promise<void> {
  for (const name of names.filter(isOurs)) {
    await endJobs(cluster, name);
    await cluster.send({ method: 'DELETE', path: `${COLLECTION}/${name}` });
  }
}

/** The end of a namespace waits as long as pods may take, and those of a Job until its controller has seen them end. */
async function endJobs(cluster: Cluster, name: string): Promise<void> {
  const collections = [
    `/apis/batch/v1/namespaces/${name}/jobs?propagationPolicy=Background`,
    `${COLLECTION}/${name}/pods?gracePeriodSeconds=0`,
  ];
  for (const path of collections) await cluster.send({ method: 'DELETE', path });
}

/** Waits for the end of namespaces that were deleted before. */
export async function untilNamespacesAreGone(cluster: Cluster, names: readonly string[]): Promise<void> {
  for (const name of names.filter(isOurs)) {
    await waitFor({ what: `the end of namespace ${name}`, seconds: WAIT_SECONDS }, async () => {
      const { status } = await cluster.send({ method: 'GET', path: `${COLLECTION}/${name}` });
      return status === 404 ? true : undefined;
    });
  }
}

function isOurs(name: string): boolean {
  return !LASTING.includes(name);
}

/** Removes namespaces, and waits until they are gone. */
export async function removeNamespaces(cluster: Cluster, names: readonly string[]): Promise<void> {
  await deleteNamespaces(cluster, names);
  await untilNamespacesAreGone(cluster, names);
}

async function createRestricted(cluster: Cluster, name: string): Promise<void> {
  const labels = {
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/warn': 'restricted',
  };
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  const answer = await cluster.send({ method: 'POST', path: COLLECTION, text });
  if (answer.status !== 201 && answer.status !== 409) {
    throw new Error(`namespace ${name} is refused: ${messageOf(answer.text)}`);
  }
}

/** Pods are refused before. */
async function untilServiceAccountExists(cluster: Cluster, name: string): Promise<void> {
  await waitFor({ what: `the service account of ${name}`, seconds: WAIT_SECONDS }, async () => {
    const path = `${COLLECTION}/${name}/serviceaccounts/default`;
    return (await cluster.send({ method: 'GET', path })).status === 200 ? true : undefined;
  });
}

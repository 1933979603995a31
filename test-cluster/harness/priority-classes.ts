import { Cluster } from './cluster';
import { messageOf } from '../../src/cli/dry-run/verdict';

const COLLECTION = '/apis/scheduling.k8s.io/v1/priorityclasses';

/** Makes the PriorityClass that a pod names: the platform says that its clusters have it. */
export async function ensurePriorityClass(cluster: Cluster, name: string): Promise<void> {
  const text = JSON.stringify({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: 1000,
  });
  const answer = await cluster.send({ method: 'POST', path: COLLECTION, text });
  if (answer.status !== 201 && answer.status !== 409) {
    throw new Error(`priority class ${name} is refused: ${messageOf(answer.text)}`);
  }
}

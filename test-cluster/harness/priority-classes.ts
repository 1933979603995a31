import { Cluster } from './cluster';
import { messageOf } from '../../src/cli/dry-run/verdict';

const COLLECTION = '/apis/scheduling.k8s.io/v1/priorityclasses';

/** Makes the PriorityClass that a pod names, for the platform says that its clusters have it. */
export async function ensurePriorityClass(cluster: Cluster, name: string): Promise<void> {
  if (name.startsWith('system-')) return;
  const text = JSON.stringify({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value: 1000,
  });
  const answer = await cluster.send({ method: 'POST', path: COLLECTION, text });
  if (answer.status === 409) return;
  if (answer.status !== 201) throw new Error(`priority class ${name} is refused: ${messageOf(answer.text)}`);
  await untilAdmitted(cluster, name);
}

/** Pods that name a new class are refused until admission has heard of it. */
async function untilAdmitted(cluster: Cluster, priorityClassName: string): Promise<void> {
  const text = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'probe' },
    spec: { priorityClassName, automountServiceAccountToken: false, containers: [{ name: 'probe', image: 'probe' }] },
  });
  const path = '/api/v1/namespaces/default/pods?dryRun=All';
  for (let tries = 0; tries < 100; tries += 1) {
    const { text: answer } = await cluster.send({ method: 'POST', path, text });
    if (!messageOf(answer).includes('no PriorityClass')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`priority class ${priorityClassName} is not found by pods`);
}

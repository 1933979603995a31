import { load } from 'js-yaml';
import { Cluster } from './cluster';
import { differences } from './differences';
import { ensureNamespace } from './namespaces';
import { Pod, podOf } from './pods';
import { ensurePriorityClass } from './priority-classes';
import { ManifestDocument, readDocuments } from '../../src/cli/dry-run/manifest-file';
import { messageOf } from '../../src/cli/dry-run/verdict';

/** What became of the objects of one case. */
export interface ConformanceResult {
  readonly created: number;
  /** Pod templates that were put to the server as pods too. */
  readonly pods: number;
  /** One line for each refusal, warning or difference; none where the server takes everything as it is. */
  readonly problems: string[];
  /** Differences that are accepted, by their place in the list. */
  readonly accepted: ReadonlySet<number>;
}

/** Creates every object of a text for real, its pod templates as pods too, and reads back what the server keeps. */
export async function conform(cluster: Cluster, text: string): Promise<ConformanceResult> {
  const documents = readDocuments(text).filter((document) => !cluster.lacks(document));
  const problems: string[] = [];
  const accepted = new Set<number>();
  let pods = 0;
  for (const document of documents) {
    await ensureNamespace(cluster, document, documents);
    problems.push(...await create(cluster, document));
    const pod = podOf(document);
    if (pod !== undefined) {
      pods += 1;
      problems.push(...await dryRunPod(cluster, document, pod));
    }
    const kept = await read(cluster, document);
    if (kept === undefined) continue;
    const found = differences(document.kind, load(document.text), kept);
    found.accepted.forEach((index) => accepted.add(index));
    problems.push(...found.unlisted.map((line) => `${nameOf(document)} is kept differently: ${line}`));
  }
  return { created: documents.length, pods, problems, accepted };
}

async function create(cluster: Cluster, document: ManifestDocument): Promise<string[]> {
  const path = `${await cluster.pathOf(document)}?fieldValidation=Strict`;
  const { status, text, warnings } = await cluster.send({ method: 'POST', path, text: document.text });
  if (status !== 201) return [`${nameOf(document)} is refused: ${messageOf(text)}`];
  return warnings.map((warning) => `${nameOf(document)} is warned of: ${warning}`);
}

async function dryRunPod(cluster: Cluster, owner: ManifestDocument, pod: Pod): Promise<string[]> {
  const { priorityClassName } = pod.spec;
  if (priorityClassName !== undefined) await ensurePriorityClass(cluster, priorityClassName);
  const path = `/api/v1/namespaces/${owner.namespace}/pods?dryRun=All&fieldValidation=Strict`;
  const { status, text, warnings } = await cluster.send({ method: 'POST', path, text: JSON.stringify(pod) });
  if (status !== 201) return [`a pod of ${nameOf(owner)} is refused: ${messageOf(text)}`];
  return warnings.map((warning) => `a pod of ${nameOf(owner)} is warned of: ${warning}`);
}

async function read(cluster: Cluster, document: ManifestDocument): Promise<object | undefined> {
  const { status, text } = await cluster.send({ method: 'GET', path: await cluster.pathOf(document, document.name) });
  return status === 200 ? JSON.parse(text) as object : undefined;
}

function nameOf({ kind, namespace, name }: ManifestDocument): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

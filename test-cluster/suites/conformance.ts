import { ManifestDocument, readDocuments } from '../../src/cli/dry-run/manifest-file';
import { CASES } from '../cases';
import { ACCEPTED_DIFFERENCES } from '../harness/accepted-differences';
import { conform } from '../harness/conformance';
import { deleteLasting } from '../harness/lasting-objects';
import { MinorUnderTest } from '../harness/minor';
import { deleteNamespaces, untilNamespacesAreGone } from '../harness/namespaces';
import { recordProof } from '../proofs';

/** Puts every case to the API server of a minor. */
export function describeConformance({ release: { minor, version }, cluster }: MinorUnderTest): void {
  const totals = { objects: 0, pods: 0, problems: 0 };
  const accepted = new Set<number>();
  let start: number;

  beforeAll(() => {
    start = performance.now();
  });

  it.each(CASES)('takes $name as it is written', async ({ render }) => {
    const text = render(minor);
    if (text === undefined) return;
    const documents = readDocuments(text);
    const namespaces = namespacesOf(documents);
    await untilNamespacesAreGone(cluster(), namespaces);
    const result = await conform(cluster(), text);
    await deleteNamespaces(cluster(), namespaces);
    await deleteLasting(cluster(), documents);
    totals.objects += result.created;
    totals.pods += result.pods;
    totals.problems += result.problems.length;
    result.accepted.forEach((index) => accepted.add(index));
    expect(result.problems).toEqual([]);
  });

  it('needs every difference that is accepted', () => {
    const seconds = (performance.now() - start) / 1000;
    const each = (seconds / totals.objects).toFixed(2);
    process.stdout.write(`Kubernetes ${minor}: ${totals.objects} objects in ${seconds.toFixed(0)} s, ${each} s each\n`);
    recordProof({ ...totals, minor, version, accepted: accepted.size });
    expect(ACCEPTED_DIFFERENCES.filter((_, index) => !accepted.has(index))).toEqual([]);
  });
}

function namespacesOf(documents: readonly ManifestDocument[]): string[] {
  const declared = documents.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  return [...new Set([...declared, ...documents.flatMap(({ namespace }) => namespace ?? [])])];
}

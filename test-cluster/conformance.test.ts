import { CASES } from './cases';
import { ACCEPTED_DIFFERENCES } from './harness/accepted-differences';
import { Cluster } from './harness/cluster';
import { conform } from './harness/conformance';
import { deleteNamespaces } from './harness/namespaces';
import { chosenReleases } from './harness/versions';
import { recordProof } from './proofs';
import { readDocuments } from '../src/cli/dry-run/manifest-file';
import { jsiiTypes } from '../test/support/assembly';
import { EXAMPLE_NAMES } from '../test/support/examples';

describe.each(chosenReleases())('Kubernetes $minor', (release) => {
  let cluster: Cluster;
  const totals = { objects: 0, pods: 0, problems: 0 };
  const accepted = new Set<number>();

  beforeAll(async () => {
    cluster = await Cluster.start(release);
  }, 1_800_000);

  afterAll(async () => {
    await cluster?.stop();
  });

  it.each(CASES)('takes $name as it is written', async ({ render }) => {
    const text = render(release.minor);
    if (text === undefined) return;
    const result = await conform(cluster, text);
    await deleteNamespaces(cluster, namespacesOf(text));
    totals.objects += result.created;
    totals.pods += result.pods;
    totals.problems += result.problems.length;
    result.accepted.forEach((index) => accepted.add(index));
    expect(result.problems).toEqual([]);
  });

  it('needs every difference that is accepted', () => {
    recordProof({ ...totals, minor: release.minor, version: release.version, accepted: accepted.size });
    expect(ACCEPTED_DIFFERENCES.filter((_, index) => !accepted.has(index))).toEqual([]);
  });
});

describe('the cases', () => {
  const names = CASES.map(({ name }) => name);

  it('hold every exported construct', () => {
    const constructs = jsiiTypes().filter(({ base }) => base === 'constructs.Construct').map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(constructs.map((name) => `the smallest ${name}`)));
  });

  it('hold every example', () => {
    expect(names).toEqual(expect.arrayContaining(EXAMPLE_NAMES.map((name) => `the example ${name}`)));
  });
});

function namespacesOf(text: string): string[] {
  const documents = readDocuments(text);
  const declared = documents.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  return [...new Set([...declared, ...documents.flatMap(({ namespace }) => namespace ?? [])])];
}

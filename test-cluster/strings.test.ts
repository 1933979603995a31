import { Yaml } from 'cdk8s';
import { ProductionApp } from '../src';
import { Cluster } from './harness/cluster';
import { conform } from './harness/conformance';
import { removeNamespaces } from './harness/namespaces';
import { newestControlPlane } from './harness/versions';
import { readDocuments } from '../src/cli/dry-run/manifest-file';
import { build, expected, read, STRINGS } from '../test/support/cdk8s/yaml-strings';
import { only } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const KINDS = ['ServiceAccount', 'Deployment', 'ConfigMap', 'NetworkPolicy'];
/** The server leaves the value of a variable out where it is empty. */
const EMPTY_VARIABLE = /env\[\d+\]\.value: "" became nothing$/;
const release = newestControlPlane();

describe('strings that readers of YAML take for something else', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start(release);
  }, 1_800_000);

  afterAll(async () => {
    await removeNamespaces(cluster, ['shop']);
    await cluster?.stop();
  });

  it('are kept by the API server as they were given', async () => {
    const text = Yaml.stringify(...build(new ProductionApp(), STRINGS).charts.flatMap((chart) => chart.toJson()));
    const documents = readDocuments(text).filter(({ kind }) => KINDS.includes(kind));
    const { problems } = await conform(cluster, documents.map((document) => document.text).join('\n---\n'));
    expect(problems.filter((problem) => !EMPTY_VARIABLE.test(problem))).toEqual([]);
    const kept: Manifest[] = [];
    for (const document of documents) {
      const answer = await cluster.send({ method: 'GET', path: await cluster.pathOf(document, document.name) });
      kept.push(JSON.parse(answer.text));
    }
    for (const variable of only(kept, 'Deployment').spec.template.spec.containers[0].env) variable.value ??= '';
    expect(STRINGS.map((_, index) => read(kept, index))).toEqual(STRINGS.map((_, index) => expected(index)));
  });
});

import { ProductionService } from '../src';
import { Kubeconform } from './harness/kubeconform';
import { readDocuments } from '../src/cli/dry-run/manifest-file';
import { IMAGE, stage, yamlOf } from '../test/support/render';
import { CASES } from '../test-cluster/cases';
import { RELEASES } from '../test-cluster/harness/versions';

/** A text that is put in the place of another, and what kubeconform says of it. */
const MISTAKES = [
  { name: 'a misspelt field', was: 'readinessProbe:', is: 'readinesProbe:', message: /readinesProbe/ },
  { name: 'a misplaced field', was: 'restartPolicy: Always', is: 'replicas: 2', message: /replicas/ },
  { name: 'a value of another type', was: 'containerPort: 8080', is: 'containerPort: http', message: /containerPort/ },
  { name: 'a key that stands twice', was: 'kind: Service\n', is: 'kind: Service\nkind: Service\n', message: /already set/ },
  { name: 'a kind that no schema knows', was: 'kind: Deployment', is: 'kind: Deploymint', message: /could not find schema/ },
];

describe.each(RELEASES)('kubeconform for Kubernetes $minor', ({ minor }) => {
  let kubeconform: Kubeconform;

  beforeAll(() => {
    kubeconform = new Kubeconform(minor);
  });

  afterAll(() => {
    kubeconform?.dispose();
  });

  it.each(CASES)('takes every object of $name', (one) => {
    const text = one.render(minor);
    if (text === undefined) return;
    const { problems, valid } = kubeconform.judge(text);
    expect(problems).toEqual([]);
    expect(valid).toBe(readDocuments(text).length);
  });

  it.each(MISTAKES)('refuses $name', ({ was, is, message }) => {
    const text = service(minor);
    const broken = text.replace(was, is);
    expect(broken).not.toBe(text);
    expect(kubeconform.judge(broken).problems).toEqual([expect.stringMatching(message)]);
  });

  it('does not pass over what is no YAML', () => {
    expect(kubeconform.judge('kind: [').problems).toHaveLength(1);
  });
});

function service(kubernetesVersion: string): string {
  const { chart } = stage({ kubernetesVersion });
  new ProductionService(chart, 'web', { image: IMAGE });
  return yamlOf(chart);
}

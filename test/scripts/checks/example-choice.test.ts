import { load } from 'js-yaml';
import { blockYaml } from '../../../scripts/checks/block-yaml';
import { chooseExamples } from '../../../scripts/checks/example-choice';
import { HAS_CPU_LIMIT } from '../../../src/checks/workloads/has-cpu-limit';
import { CheckCase } from '../../checks/support/cases';

function podWith(resources: string, name = 'web'): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: {containers: [{name: web, ${resources}}]}}`;
}

const SHORT = podWith('resources: {}');
const LONG = podWith('resources: {requests: {cpu: 1, memory: 1Gi}}, command: [a], image: "a:1"', 'long');
const LIMITED = podWith('resources: {limits: {cpu: 1}}');
const OTHER = podWith('resources: {limits: {cpu: 2, memory: 2Gi}}, command: [b], image: "b:1"', 'other');

function chosen(...cases: Omit<CheckCase, 'name'>[]) {
  return chooseExamples(HAS_CPU_LIMIT, cases.map((one, index) => ({ name: String(index), ...one })));
}

describe('the examples of a page', () => {
  it('are a short case that fails, and the one that passes and is most like it', () => {
    const examples = chosen(
      { expect: 'failed', objects: LONG }, { expect: 'passed', objects: OTHER },
      { expect: 'failed', objects: SHORT }, { expect: 'passed', objects: LIMITED },
    );
    expect(examples).toEqual({
      wrong: { manifests: blockYaml(SHORT), says: ['Pod web, container web: has no CPU limit'] },
      right: { manifests: blockYaml(LIMITED) },
    });
  });

  it('are those that the table marks', () => {
    const examples = chosen(
      { expect: 'failed', objects: SHORT }, { expect: 'passed', objects: LIMITED },
      { expect: { web: 'failed' }, objects: SHORT }, { expect: 'passed', objects: OTHER, example: true },
    );
    expect(examples?.right.manifests).toBe(blockYaml(OTHER));
  });

  it('are judged with the same options, which are said', () => {
    const examples = chosen(
      { expect: 'failed', objects: SHORT, kubernetesVersion: '1.36', trustedRegistries: ['a.io', 'b.io/c'] },
      { expect: 'passed', objects: LIMITED },
    );
    expect(examples?.options).toBe('--kubernetes-version 1.36 --registry a.io --registry b.io/c');
  });

  it('are none where nothing fails, nothing passes, or the table is wrong', () => {
    expect(chosen({ expect: 'passed', objects: LIMITED })).toBeUndefined();
    expect(chosen({ expect: 'failed', objects: SHORT })).toBeUndefined();
    expect(chosen({ expect: 'failed', objects: LIMITED }, { expect: 'passed', objects: OTHER })).toBeUndefined();
  });
});

describe('YAML as people write it', () => {
  it.each([
    ['{a: {b: [c, "d"]}, e: []}', 'a:\n  b: [c, d]\ne: []\n'],
    ['a: [{b: 1}, {c: "2"}]', 'a:\n- b: 1\n- c: "2"\n'],
    ['a: "x\\ny"', 'a: |-\n  x\n  y\n'],
    ['a: "yes"', 'a: "yes"\n'],
    ['a: 1 # why\n---\nb: 2', 'a: 1 # why\n---\nb: 2\n'],
    [`a: [${'word, '.repeat(20)}]`, `a:\n${'- word\n'.repeat(20)}`],
  ])('is made of %j', (text, expected) => {
    expect(blockYaml(text)).toBe(expected);
  });

  it('means the same', () => {
    const text = 'a: {"0x1": "1e3", b: ["null", ~, "on", 1.0], c: "# no", d: ": e", f: "  g "}';
    expect(load(blockYaml(text))).toEqual(load(text));
  });
});

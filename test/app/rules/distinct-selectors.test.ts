import { RenderedObject } from '../../../src/app/rendered-object';
import { distinctSelectors } from '../../../src/app/rules/distinct-selectors';
import * as selectors from '../../../src/internal/values/label-selectors';
import { NAMED_ERROR } from '../../support/errors';

// What a module exports can be watched in a copy alone.
jest.mock('../../../src/internal/values/label-selectors', () => (
  { __esModule: true, ...jest.requireActual<object>('../../../src/internal/values/label-selectors') }
));

const WEB = { matchLabels: { app: 'web' } };

describe('distinctSelectors', () => {
  it('refuses two workloads that select the pods of each other', () => {
    const messages = distinctSelectors([workload('a', WEB, { app: 'web' }), workload('b', WEB, { app: 'web' })]);
    expect(messages).toEqual([
      "[a] 'selector' must match the pods of one workload, not those of [b] too, "
      + 'got {"matchLabels":{"app":"web"}}; give each a label of its own',
      "[b] 'selector' must match the pods of one workload, not those of [a] too, "
      + 'got {"matchLabels":{"app":"web"}}; give each a label of its own',
    ]);
    for (const message of messages) expect(message).toMatch(NAMED_ERROR);
  });

  it('refuses a wide selector, and only that', () => {
    const narrow = { matchLabels: { app: 'web', track: 'canary' } };
    const messages = distinctSelectors([
      workload('wide', WEB, { app: 'web', track: 'stable' }),
      workload('narrow', narrow, { app: 'web', track: 'canary' }),
    ]);
    expect(messages.map((message) => message.slice(0, 6))).toEqual(['[wide]']);
  });

  it.each([
    ['In', ['web', 'api'], ['a', 'b']],
    ['NotIn', ['db'], ['a', 'b']],
    ['Exists', undefined, ['a', 'b']],
    ['In', ['web'], ['a']],
    ['NotIn', ['api', 'db'], ['a']],
    ['DoesNotExist', undefined, []],
  ])('reads the expression %s %j', (operator, values, matched) => {
    const chooser = workload('chooser', { matchExpressions: [{ key: 'app', operator, values }] }, { other: 'label' });
    const others = [['a', 'web'], ['b', 'api']].map(([path, app]) => workload(path, { matchLabels: { app } }, { app }));
    const messages = distinctSelectors([chooser, ...others]);
    expect(messages.map((message) => /those of \[(\w+)\]/.exec(message)?.[1])).toEqual(matched);
  });

  it('asks for labels and expressions together', () => {
    const selector = { ...WEB, matchExpressions: [{ key: 'track', operator: 'DoesNotExist' }] };
    const canary = { app: 'web', track: 'canary' };
    const tracked = { matchLabels: { track: 'canary' } };
    expect(distinctSelectors([workload('a', selector, { app: 'web' }), workload('b', tracked, canary)])).toEqual([]);
  });

  it.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('looks at every %s', (kind) => {
    const other = withHead(workload('other', { matchLabels: { app: 'other' } }, { app: 'web' }), { kind });
    expect(distinctSelectors([workload('a', WEB, { app: 'web' }), other])).toHaveLength(1);
  });

  it.each<[string, RenderedObject[]]>([
    ['a label of its own for each', ['web', 'api'].map((app) => workload(app, { matchLabels: { app } }, { app }))],
    ['the same label in two namespaces', ['one', 'two'].map((namespace) =>
      withHead(workload(namespace, WEB, { app: 'web' }), { metadata: { namespace } }))],
    ['Jobs, which select by an id of the cluster', ['a', 'b'].map((path) =>
      withHead(workload(path, WEB, { app: 'web' }), { kind: 'Job' }))],
    ['an empty selector, which says nothing', [
      workload('a', {}, { app: 'api' }), workload('b', WEB, { app: 'web' }),
    ]],
    ['objects that make no pods', ['a', 'b'].map((path) =>
      withHead(workload(path, WEB, { app: 'web' }), { kind: 'PodTemplate' }))],
    ['labels that are inherited by every object', [
      workload('a', { matchExpressions: [{ key: 'toString', operator: 'Exists' }] }, { toString: 'a' }),
      workload('b', WEB, { app: 'web' }),
    ]],
  ])('takes %s', (_, objects) => {
    expect(distinctSelectors(objects)).toEqual([]);
  });

  // https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
  it('takes a Rollout that takes over the pods of the Deployment it refers to', () => {
    const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const manifest = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { replicas: 3, selector: WEB, workloadRef, strategy: { canary: {} } },
    };
    expect(distinctSelectors([{ path: 'rollout', manifest }, workload('web', WEB, { app: 'web' })])).toEqual([]);
  });

  it('puts each of many workloads to those alone that share a label of its selector', () => {
    const asked = jest.spyOn(selectors, 'matchesLabels');
    const many = Array.from({ length: 500 }, (_, index) => {
      const labels = { app: `web-${index}` };
      return workload(`w-${index}`, { matchLabels: labels }, { ...labels, team: 'same' });
    });
    expect(distinctSelectors(many)).toEqual([]);
    expect(asked).toHaveBeenCalledTimes(many.length);
  });
});

function workload(path: string, selector: object, labels: object): RenderedObject {
  return {
    path,
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: path, namespace: 'shop' },
      spec: { selector, template: { metadata: { labels }, spec: { containers: [{ name: 'web' }] } } },
    },
  };
}

function withHead({ path, manifest }: RenderedObject, head: { kind?: string; metadata?: object }): RenderedObject {
  return { path, manifest: { ...manifest, ...head } };
}

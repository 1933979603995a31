import { RenderedObject } from '../../../../src/app/rendered-object';
import { uniqueObjects } from '../../../../src/app/rules/objects/unique-objects';
import { NAMED_ERROR } from '../../../support/errors';

describe('uniqueObjects', () => {
  it.each<[string, RenderedObject[], string]>([
    ['in a namespace', [object('a'), object('b')],
      "[b] 'name' must differ from that of the ConfigMap [a], both in namespace \"shop\", got \"x\"; "
      + 'rename one of the two'],
    ['without a namespace', [object('a', { namespace: undefined }), object('b', { namespace: undefined })],
      "[b] 'name' must differ from that of the ConfigMap [a], got \"x\"; rename one of the two"],
    ['in the namespace that is meant where none is named', [
      object('a', { namespace: undefined }), object('b', { namespace: 'default' }),
    ], "[b] 'name' must differ from that of the ConfigMap [a], both in namespace \"default\", got \"x\"; rename one of"
      + ' the two'],
    ['in two versions of one group', [
      object('a', {}, { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler' }),
      object('b', {}, { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }),
    ], "[b] 'name' must differ from that of the HorizontalPodAutoscaler [a], both in namespace \"shop\", "
      + 'got "x"; rename one of the two'],
  ])('refuses the same name twice %s', (_, objects, expected) => {
    expect(uniqueObjects(objects)).toEqual([expected]);
    expect(expected).toMatch(NAMED_ERROR);
  });

  it('compares every further one with the first', () => {
    const messages = uniqueObjects(['a', 'b', 'c'].map((path) => object(path)));
    const rest = "'name' must differ from that of the ConfigMap [a], both in namespace \"shop\", got \"x\"; "
      + 'rename one of the two';
    expect(messages).toEqual([`[b] ${rest}`, `[c] ${rest}`]);
  });

  it.each<[string, RenderedObject[]]>([
    ['two names', [object('a', { name: 'x' }), object('b', { name: 'y' })]],
    ['one name in two namespaces', [object('a', { namespace: 'one' }), object('b', { namespace: 'two' })]],
    ['one name of two kinds', [object('a', {}, { kind: 'ConfigMap' }), object('b', {}, { kind: 'Secret' })]],
    ['one kind in two API groups', [
      object('a', {}, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' }),
      object('b', {}, { apiVersion: 'config.openshift.io/v1', kind: 'Ingress' }),
    ]],
    ['texts that only look the same when joined', [
      object('a', { namespace: 'a/b', name: 'c' }), object('b', { namespace: 'a', name: 'b/c' }),
    ]],
    ['nothing', []],
  ])('takes %s', (_, objects) => {
    expect(uniqueObjects(objects)).toEqual([]);
  });

  // Such objects are in no namespace, whatever the default of their chart wrote into their metadata.
  it.each([
    ['v1', 'Namespace'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
    ['scheduling.k8s.io/v1', 'PriorityClass'],
    ['storage.k8s.io/v1', 'StorageClass'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ])('refuses the same name twice for %s %s, which is of the cluster', (apiVersion, kind) => {
    const objects = ['one', 'two'].map((namespace) => object(namespace, { namespace }, { apiVersion, kind }));
    expect(uniqueObjects(objects)).toHaveLength(1);
  });
});

function object(path: string, metadata = {}, head = {}): RenderedObject {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', ...head };
  return { path, manifest: { ...manifest, metadata: { name: 'x', namespace: 'shop', ...metadata } } };
}

import { checkPods, podPeer } from '../../../src/internal/manifest/pod-peers';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const DNS_LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const LABEL_VALUE = 'be a label value (letters, digits, -, _ and ., at most 63, with a letter or digit at both ends)';

describe('checkPods', () => {
  it.each<Record<string, string>>([
    { app: 'web' }, { 'app.kubernetes.io/name': 'web', 'tier': 'front' }, { 'acme.io/marker': '' },
    { app: 'a'.repeat(63) },
  ])('takes the labels %j', (labels) => {
    expect(() => checkPods(stage().chart, 'callers', { namespace: 'shop', labels })).not.toThrow();
  });

  it.each(['', 'Shop', 'a.b', '-a', 'a b', 'a\n', '$(id)', '`id`', "'", '"', 'a'.repeat(64), undefined])(
    'refuses the namespace %j', (namespace) => {
      const got = JSON.stringify(namespace) ?? 'nothing';

      expectRefusal({ namespace: namespace as string, labels: { app: 'web' } },
        `'callers.namespace' must ${DNS_LABEL}, got ${got}; choose such a name`);
    });

  it('refuses pods without labels, which would be all pods', () => {
    expectRefusal({ namespace: 'shop', labels: {} }, "'callers.labels' must hold a label, got {};"
      + ' name one that the pods carry, none would mean every pod');
  });

  it.each(['', 'a b', '-a', 'a/b/c', 'A.io /b', '$(id)', 'a\n', '__proto__', 'a'.repeat(64)])(
    'refuses the label key %j', (key) => {
      expectRefusal({ namespace: 'shop', labels: Object.fromEntries([[key, 'x']]) },
        `'callers.labels' must hold label keys like example.com/name, got ${JSON.stringify(key)}; correct this key`);
    });

  it('refuses a label key that every object has', () => {
    expectRefusal({ namespace: 'shop', labels: Object.fromEntries([['constructor', 'x']]) },
      "'callers.labels' must hold no word that every JavaScript object has, got \"constructor\"; rename it");
  });

  it.each(['a b', '-a', 'a-', 'a\nb', '$(id)', '`id`', '"', "'", 'ä', 'a'.repeat(64), 1, true, undefined])(
    'refuses the label value %j', (value) => {
      const got = JSON.stringify(value) ?? 'nothing';

      expectRefusal({ namespace: 'shop', labels: { app: value as string } },
        `'callers.labels.app' must ${LABEL_VALUE}, got ${got}; shorten it or replace the other characters`);
    });

  it('names the prop that the group was given as', () => {
    expect(messageOf(() => checkPods(stage().chart, 'target', { namespace: '', labels: {} })))
      .toBe(`[shop] 'target.namespace' must ${DNS_LABEL}, got ""; choose such a name`);
  });
});

describe('podPeer', () => {
  const labels = { app: 'web', tier: 'front' };

  it('goes by the labels alone in the namespace of the policy', () => {
    expect(podPeer('shop', { namespace: 'shop', labels })).toEqual({ podSelector: { matchLabels: labels } });
  });

  it('goes by namespace and labels at once where they are elsewhere', () => {
    expect(podPeer('shop', { namespace: 'pay', labels })).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'pay' } },
      podSelector: { matchLabels: labels },
    });
  });
});

function expectRefusal(pods: { namespace: string; labels: Record<string, string> }, complaint: string): void {
  const message = messageOf(() => checkPods(stage().chart, 'callers', pods));
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop] ${complaint}`);
}

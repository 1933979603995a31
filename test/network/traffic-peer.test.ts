import { PlatformProps, ProductionService, TrafficPeer } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const NAME_LABEL = 'kubernetes.io/metadata.name';
const DNS_LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const FORMS: [string, TrafficPeer, object][] = [
  ['a namespace', TrafficPeer.namespace('shop'), { namespaceSelector: { matchLabels: { [NAME_LABEL]: 'shop' } } }],
  ['the ingress controller', TrafficPeer.ingressController(),
    { namespaceSelector: { matchLabels: { [NAME_LABEL]: 'edge' } } }],
  ['pods of the same namespace', TrafficPeer.pods({ labels: { app: 'web', tier: 'front' } }),
    { podSelector: { matchLabels: { app: 'web', tier: 'front' } } }],
  ['pods of another namespace', TrafficPeer.pods({ labels: { app: 'web' }, namespace: 'other' }), {
    namespaceSelector: { matchLabels: { [NAME_LABEL]: 'other' } },
    podSelector: { matchLabels: { app: 'web' } },
  }],
  ['addresses', TrafficPeer.cidr('203.0.113.0/24'), { ipBlock: { cidr: '203.0.113.0/24' } }],
  ['addresses of IPv6', TrafficPeer.cidr('2001:db8::/32'), { ipBlock: { cidr: '2001:db8::/32' } }],
];

describe('TrafficPeer', () => {
  it.each(FORMS)('writes %s as Kubernetes does', (_, peer, expected) => {
    const policy = only(policiesFrom(peer), 'NetworkPolicy');
    expect(policy.spec.ingress.map(({ from }: { from: object[] }) => from)).toContainEqual([expected]);
  });

  it.each(FORMS)('is valid on every minor as %s', (_, peer) => {
    const manifests = policiesFrom(peer);
    expect(MINORS.flatMap((minor) => manifests.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
  });

  it('does not let what is rendered change the peer', () => {
    const peer = TrafficPeer.pods({ labels: { app: 'web' } });
    const { chart } = stage();
    const rendered = peer._rendered(chart) as Manifest;
    rendered.podSelector.matchLabels.app = 'x';
    expect(peer._rendered(chart)).toEqual({ podSelector: { matchLabels: { app: 'web' } } });
  });

  it.each<[string, TrafficPeer, string]>([
    ['a namespace that is no label', TrafficPeer.namespace('a.b'),
      `'peer.namespace' must ${DNS_LABEL}, got "a.b"; choose such a name`],
    ['an empty namespace', TrafficPeer.namespace(''), `'peer.namespace' must ${DNS_LABEL}, got ""; choose such a name`],
    ['an unknown ingress controller', TrafficPeer.ingressController(),
      "'ingressControllerNamespace' must be known, got nothing; call Platform.configure(app, "
      + "{ ingressControllerNamespace: 'ingress' }), or use TrafficPeer.namespace"],
    ['pods without labels, which would be all pods', TrafficPeer.pods({ labels: {} }),
      "'peer.labels' must hold a label, got {}; name one that the pods carry; "
      + 'TrafficPeer.namespace admits all of a namespace'],
    ['a key that is none', TrafficPeer.pods({ labels: { 'a b': 'x' } }),
      "'peer.labels' must hold label keys like example.com/name, got \"a b\"; correct this key"],
    ['a label that is none', TrafficPeer.pods({ labels: { app: 'a b' } }),
      "'peer.labels.app' must be a label value (letters, digits, -, _ and ., at most 63, "
      + 'with a letter or digit at both ends), got "a b"; shorten it or replace the other characters'],
    ['pods of a namespace that is no label', TrafficPeer.pods({ labels: { app: 'web' }, namespace: 'A' }),
      `'peer.namespace' must ${DNS_LABEL}, got "A"; choose such a name`],
    ['an address without prefix', TrafficPeer.cidr('203.0.113.1'),
      "'peer.cidr' must be a network, got \"203.0.113.1\"; write it like 203.0.113.0/24"],
    ['a host name', TrafficPeer.cidr('example.com/24'),
      "'peer.cidr' must be a network, got \"example.com/24\"; write it like 203.0.113.0/24"],
  ])('refuses %s', (_, peer, expected) => {
    const message = messageOf(() => peer._rendered(stage().chart));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] ${expected}`);
  });
});

function policiesFrom(peer: TrafficPeer) {
  const platform: PlatformProps = { ingressControllerNamespace: 'edge', kubernetesVersion: '1.28' };
  return render((chart) => new ProductionService(chart, 'api', { image: IMAGE }).allowFrom(peer), platform);
}

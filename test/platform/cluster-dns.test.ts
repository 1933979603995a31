import { ClusterDns, ClusterDnsOptions, Provider } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { stage } from '../support/render';

const KUBE_DNS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};
const PORT_53 = [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }];
const CACHE = { ipBlock: { cidr: '169.254.20.10/32' } };
const OPENSHIFT = {
  to: [{
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
    podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
  }],
  ports: [{ protocol: 'UDP', port: 5353 }, { protocol: 'TCP', port: 5353 }],
};

describe('ClusterDns', () => {
  it.each([
    ['kubeDns', ClusterDns.kubeDns(), { to: [KUBE_DNS], ports: PORT_53 }],
    ['nodeLocalCache', ClusterDns.nodeLocalCache(), { to: [KUBE_DNS, CACHE], ports: PORT_53 }],
    ['openShift', ClusterDns.openShift(), OPENSHIFT],
    ['at without options', ClusterDns.at({}), { to: [KUBE_DNS], ports: PORT_53 }],
  ])('%s opens UDP and TCP to where it says', (_, dns, rule) => {
    expect(dns._egressRule()).toEqual(rule);
  });

  it('opens what its options say', () => {
    const podLabels = { app: 'unbound', tier: 'dns' };
    const dns = ClusterDns.at({ namespace: 'dns', podLabels, port: 1053, cidrs: ['10.0.0.10/32', 'fd00::10/128'] });
    expect(dns._egressRule()).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
          podSelector: { matchLabels: podLabels },
        },
        { ipBlock: { cidr: '10.0.0.10/32' } },
        { ipBlock: { cidr: 'fd00::10/128' } },
      ],
      ports: [{ protocol: 'UDP', port: 1053 }, { protocol: 'TCP', port: 1053 }],
    });
  });

  it('does not follow what happens to the options afterwards', () => {
    const podLabels: Record<string, string> = { app: 'unbound' };
    const cidrs = ['10.0.0.10/32'];
    const dns = ClusterDns.at({ podLabels, cidrs });
    const before = structuredClone(dns._egressRule());
    podLabels.app = 'not checked';
    cidrs.push('not checked');
    expect(dns._egressRule()).toEqual(before);
  });

  it.each<[Provider, ClusterDns]>([
    [Provider.ANY, ClusterDns.kubeDns()],
    [Provider.EKS, ClusterDns.kubeDns()],
    [Provider.AKS, ClusterDns.kubeDns()],
    [Provider.GKE, ClusterDns.nodeLocalCache()],
    [Provider.OPENSHIFT, ClusterDns.openShift()],
  ])('is known for the provider %s', (provider, dns) => {
    expect(ClusterDns._of(provider)).toEqual(dns);
  });

  it('is known for every provider', () => {
    expect(Object.values(Provider)).toHaveLength(5);
  });

  it.each<[string, ClusterDnsOptions, string]>([
    ['a namespace that is no label', { namespace: 'a.b' },
      "'clusterDns.namespace' must be a DNS-1123 label (lower-case letters, digits and -, at most 63), got \"a.b\"; "
      + 'choose such a name'],
    ['a key that is none', { podLabels: { 'a b': 'x' } },
      "'clusterDns.podLabels' must hold label keys like example.com/name, got \"a b\"; correct this key"],
    ['a label that is none', { podLabels: { app: '-' } },
      "'clusterDns.podLabels.app' must be a label value (letters, digits, -, _ and ., at most 63, "
      + 'with a letter or digit at both ends), got "-"; shorten it or replace the other characters'],
    ['port 0', { port: 0 },
      "'clusterDns.port' must be a whole number from 1 to 65535, got 0; give a number within the range"],
    ['half a port', { port: 53.5 },
      "'clusterDns.port' must be a whole number from 1 to 65535, got 53.5; give a number within the range"],
    ['an address without prefix', { cidrs: ['10.0.0.10/32', '10.0.0.10'] },
      "'clusterDns.cidrs' must hold networks, got \"10.0.0.10\"; write one address as 169.254.20.10/32"],
  ])('refuses %s', (_, options, expected) => {
    const message = messageOf(() => ClusterDns.at(options)._check(stage().chart));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop] ${expected}`);
  });
});
